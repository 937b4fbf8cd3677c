package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * DynamoDB's control plane, and as much of KMS and STS as goes with it, in memory: it answers as AWS would, not as an
 * emulator would. Thread-safe. See {@code docs/fake-control-plane.md}.
 */
public final class FakeControlPlane {

    private final InstantSource clock;
    private final Account account;
    private final DynamoDbService dynamoDb;
    private final KmsService kms;
    private final StsService sts;
    private final Faults faults = new Faults();
    private final List<Call> calls = new ArrayList<>();
    private final ThreadLocal<Duration> latency = ThreadLocal.withInitial(() -> Duration.ZERO);

    /** An empty account in eu-west-1, polite and calm. */
    public FakeControlPlane(InstantSource clock) {
        this(clock, AccountIdentity.inRegion("eu-west-1"));
    }

    public FakeControlPlane(InstantSource clock, AccountIdentity identity) {
        this.clock = clock;
        this.account = new Account(identity);
        this.dynamoDb = new DynamoDbService(account);
        this.kms = new KmsService(account);
        this.sts = new StsService(account);
    }

    public AccountIdentity identity() {
        return account.identity();
    }

    /** How long changes take that begin from now on. */
    public FakeControlPlane behave(Behaviour behaviour) {
        synchronized (account) {
            account.behaviour(behaviour);
        }
        return this;
    }

    public FakeControlPlane limit(Limits limits) {
        synchronized (account) {
            account.limits(limits);
        }
        return this;
    }

    /** How tables are described from now on; {@link #table} tells them as AWS does whatever the style. */
    public FakeControlPlane style(AnswerStyle style) {
        synchronized (account) {
            account.style(style);
        }
        return this;
    }

    /** Faults by chance and latency, from now on. */
    public FakeControlPlane storm(Storm storm) {
        synchronized (account) {
            faults.storm(storm);
        }
        return this;
    }

    /** Begins a script for an operation, or for {@link Script#ANY}; it must be completed to count. */
    public Script on(String operation) {
        return new Script(operation, script -> {
            synchronized (account) {
                faults.add(script);
            }
        });
    }

    /** Denies the operation; denying TagResource also denies a CreateTable that has tags, as IAM does. */
    public void deny(String operation) {
        on(operation).fail(Fault.accessDenied());
        if (operation.equals("TagResource")) {
            on("CreateTable").where(request -> request.has("Tags")).fail(Fault.accessDenied("dynamodb:TagResource"));
        }
    }

    /** Has these operations answer as if the endpoint did not know them, to play an emulator. */
    public void unsupported(String... operations) {
        for (String operation : operations) {
            on(operation).fail(Fault.unknownOperation());
        }
    }

    /** Forgets all scripts for an operation. */
    public void forget(String operation) {
        synchronized (account) {
            faults.forget(operation);
        }
    }

    /** Makes a customer's KMS key with this alias, as {@code alias/books}, and gives its ARN. */
    public String makeKey(String alias) {
        synchronized (account) {
            return account.keys().make(alias);
        }
    }

    /** Puts a table there that is ACTIVE at once, from the JSON of a valid CreateTable request; replaces one of that name. */
    public DirectEdit seed(String createTable) {
        synchronized (account) {
            Instant now = clock.instant();
            TableState table = dynamoDb.createTable().seed(Json.parseObject(createTable), now);
            return new DirectEdit(account, table, now);
        }
    }

    /** A hand from outside on a table that exists, by its physical name. */
    public DirectEdit hand(String name) {
        synchronized (account) {
            return new DirectEdit(account, state(name), clock.instant());
        }
    }

    /** The physical names of all tables, also of those that requests cannot see yet, sorted. */
    public List<String> tables() {
        synchronized (account) {
            account.settle(clock.instant());
            return List.copyOf(account.tables().keySet());
        }
    }

    /** A table as it really is now: the union of what the four read operations would answer once nothing is stale. */
    public JsonNode table(String name) {
        synchronized (account) {
            Instant now = clock.instant();
            TableState table = state(name);
            ObjectNode union = Json.object();
            union.set("Table", TableDescription.of(table, now));
            union.set("TimeToLiveDescription", table.timeToLive.describe(now));
            union.set("ContinuousBackupsDescription", table.backups.describe(now));
            union.set("Tags", Tags.describe(table.tags.current()));
            return union;
        }
    }

    private TableState state(String name) {
        account.settle(clock.instant());
        TableState table = account.tables().get(name);
        if (table == null) {
            throw new IllegalArgumentException(
                    "no table '" + name + "' in " + account.tables().keySet());
        }
        return table;
    }

    /** Every request so far, in order. */
    public List<Call> calls() {
        synchronized (account) {
            return List.copyOf(calls);
        }
    }

    /** The names of the operations that were asked for, in order, whatever became of them. */
    public List<String> operations() {
        return calls().stream().map(Call::operation).toList();
    }

    /** The same of those that can change something. */
    public List<String> mutations() {
        return calls().stream().filter(Call::mutation).map(Call::operation).toList();
    }

    public void forgetCalls() {
        synchronized (account) {
            calls.clear();
        }
    }

    /** A client for the SDK that asks this fake on the calling thread: no socket, no thread, no sleep. */
    public SdkHttpClient httpClient() {
        return new FakeHttpClient(this);
    }

    /** How long the last request of this thread took, by the fake's clock; asked again it is zero. */
    public Duration takeLatency() {
        Duration taken = latency.get();
        latency.remove();
        return taken;
    }

    WireReply answer(WireRequest request) {
        synchronized (account) {
            OperationCall call = OperationCall.of(request);
            Instant now = clock.instant();
            Exchange exchange = new Exchange(call, now, account.status(call.table(), now));
            WireReply reply = exchange.play(faults, this::carryOut, account.identity());
            calls.add(exchange.record());
            latency.set(reply.latency());
            return reply;
        }
    }

    private String carryOut(OperationCall call, Instant now) {
        return switch (call.service()) {
            case DYNAMODB -> dynamoDb.answer(call, now);
            case KMS -> kms.answer(call);
            case STS -> sts.answer(call, now);
        };
    }
}
