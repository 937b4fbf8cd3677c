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
 * DynamoDB's control plane in memory, with the required parts of KMS and STS. It behaves like AWS, not like an
 * emulator. Thread-safe. See {@code docs/fake-control-plane.md}.
 */
public final class FakeControlPlane {

    private static final List<String> RESTORES = List.of("RestoreTableFromBackup", "RestoreTableToPointInTime");

    /** What IAM demands for a restore, beside its own action (Guide, "Using IAM with DynamoDB backup and restore"). */
    private static final List<String> NEEDED_TO_RESTORE =
            List.of("Scan", "Query", "UpdateItem", "PutItem", "GetItem", "DeleteItem", "BatchWriteItem");

    private final InstantSource clock;
    private final Account account;
    private final DynamoDbService dynamoDb;
    private final KmsService kms;
    private final StsService sts;
    private final Faults faults = new Faults();
    private final List<Call> calls = new ArrayList<>();
    private final ThreadLocal<Duration> latency = ThreadLocal.withInitial(() -> Duration.ZERO);

    /** Creates an empty account in eu-west-1 without delays and faults. */
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

    /** Sets the delays of new changes. */
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

    /** Sets the style of responses. {@link #table} always responds like AWS. */
    public FakeControlPlane style(AnswerStyle style) {
        synchronized (account) {
            account.style(style);
        }
        return this;
    }

    /** Sets random faults and latency. */
    public FakeControlPlane storm(Storm storm) {
        synchronized (account) {
            faults.storm(storm);
        }
        return this;
    }

    /** Begins a script for an operation, or for {@link Script#ANY}; it has no effect until it is completed. */
    public Script on(String operation) {
        return new Script(operation, script -> {
            synchronized (account) {
                faults.add(script);
            }
        });
    }

    /**
     * Denies the operation; denying TagResource also denies a CreateTable that has tags, and denying an operation on items
     * denies restores, as IAM does.
     */
    public void deny(String operation) {
        on(operation).fail(Fault.accessDenied());
        if (operation.equals("TagResource")) {
            on("CreateTable").where(request -> request.has("Tags")).fail(Fault.accessDenied("dynamodb:TagResource"));
        }
        if (NEEDED_TO_RESTORE.contains(operation)) {
            for (String restore : RESTORES) {
                on(restore).fail(Fault.accessDenied("dynamodb:" + operation));
            }
        }
    }

    /** Makes these operations unsupported, as on an emulator. */
    public void unsupported(String... operations) {
        for (String operation : operations) {
            on(operation).fail(Fault.unknownOperation());
        }
    }

    /** Removes all scripts for an operation. */
    public void forget(String operation) {
        synchronized (account) {
            faults.forget(operation);
        }
    }

    /** Creates a customer managed KMS key with this alias, such as {@code alias/books}, and returns its ARN. */
    public String makeKey(String alias) {
        synchronized (account) {
            return account.keys().make(alias);
        }
    }

    /**
     * Adds a table that is ACTIVE at once from a valid CreateTable request, and replaces a table with the same name.
     */
    public DirectEdit seed(String createTable) {
        synchronized (account) {
            Instant now = clock.instant();
            TableState table = dynamoDb.createTable().seed(Json.parseObject(createTable), now);
            return new DirectEdit(account, table, now);
        }
    }

    /** Edits an existing table directly, by its physical name. */
    public DirectEdit edit(String name) {
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

    /** The actual state of a table: the union of the four read responses without delays. */
    public JsonNode table(String name) {
        synchronized (account) {
            Instant now = clock.instant();
            TableState table = state(name);
            ObjectNode union = Json.object();
            union.set("Table", TableDescription.of(table, now));
            union.set("TimeToLiveDescription", table.timeToLive.describe(now));
            union.set("ContinuousBackupsDescription", table.continuousBackups.describe(now));
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

    /** The names of all requested operations, in order, including failed ones. */
    public List<String> operations() {
        return calls().stream().map(Call::operation).toList();
    }

    /** The names of the requested operations that can change something. */
    public List<String> mutations() {
        return calls().stream().filter(Call::mutation).map(Call::operation).toList();
    }

    public void forgetCalls() {
        synchronized (account) {
            calls.clear();
        }
    }

    /** An HTTP client that calls this fake on the calling thread, without socket and thread. */
    public SdkHttpClient httpClient() {
        return new FakeHttpClient(this);
    }

    /** Returns and resets the latency of the last request of this thread. */
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
