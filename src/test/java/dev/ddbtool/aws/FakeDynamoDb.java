package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.VirtualAgenda;
import dev.ddbtool.aws.call.VirtualTime;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.fake.FakeControlPlane;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/** The real SDK on the fake, in virtual time. */
public final class FakeDynamoDb {

    public static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

    final VirtualTime time = VirtualTime.start();
    public final FakeControlPlane fake = new FakeControlPlane(time);
    public final Instant start = time.instant();
    public final CountingAgenda agenda = new CountingAgenda(new VirtualAgenda(time, fake::takeLatency));
    private final @Nullable String endpoint;
    private ControlPlane.Limits limits = new ControlPlane.Limits(32, true, Duration.ofMinutes(30));
    private long seed = 7;
    private SdkHttpClient http = fake.httpClient();
    private @Nullable Connection connection;
    private @Nullable ControlPlane controlPlane;

    private FakeDynamoDb(@Nullable String endpoint) {
        this.endpoint = endpoint;
    }

    public static FakeDynamoDb aws() {
        return new FakeDynamoDb(null);
    }

    /** An emulator keeps no rates. */
    public static FakeDynamoDb emulator() {
        FakeDynamoDb fixture = new FakeDynamoDb("http://localhost:8000");
        fixture.limits = new ControlPlane.Limits(32, false, Duration.ofMinutes(30));
        return fixture;
    }

    public FakeDynamoDb limits(int parallel, boolean rateLimits, Duration timeout) {
        limits = new ControlPlane.Limits(parallel, rateLimits, timeout);
        return this;
    }

    public FakeDynamoDb timeout(Duration timeout) {
        return limits(limits.parallel(), limits.rateLimits(), timeout);
    }

    public FakeDynamoDb seed(long value) {
        seed = value;
        return this;
    }

    public FakeDynamoDb http(SdkHttpClient client) {
        http = client;
        return this;
    }

    public Connection connection() {
        if (connection == null) {
            ConnectionSettings settings =
                    new ConnectionSettings(fake.identity().region(), null, endpoint, EndpointKind.AUTO);
            connection = Connection.open(settings, http, CREDENTIALS);
        }
        return connection;
    }

    public ControlPlane controlPlane() {
        if (controlPlane == null) {
            controlPlane = connection().controlPlane(agenda, limits, new Random(seed));
        }
        return controlPlane;
    }

    public TableReader reader() {
        return reader(false);
    }

    public TableReader reader(boolean allowPartial) {
        return new TableReader(controlPlane(), new ManagedKey(controlPlane(), connection()), allowPartial);
    }

    public <T> T run(CompletableFuture<T> future) {
        return agenda.run(future);
    }

    /** Runs all in parallel and returns their results in order. */
    public <T> List<T> runAll(List<CompletableFuture<T>> futures) {
        agenda.run(CompletableFuture.allOf(futures.toArray(CompletableFuture<?>[]::new)));
        return futures.stream().map(CompletableFuture::join).toList();
    }

    public Duration elapsed() {
        return Duration.between(start, time.instant());
    }

    /** When the calls of an operation reached the fake, since the start. */
    public List<Duration> times(String operation) {
        return fake.calls().stream()
                .filter(call -> call.operation().equals(operation))
                .map(call -> Duration.between(start, call.at()))
                .toList();
    }

    /** The number of calls of an operation. */
    public int count(String operation) {
        return times(operation).size();
    }

    /** An agenda that counts the calls in flight and their maximum. */
    public static final class CountingAgenda implements Agenda {

        private final Agenda agenda;
        private final List<Error> brokenPool = new ArrayList<>();
        private int inFlight;
        private int most;
        private Duration late = Duration.ZERO;

        public CountingAgenda(Agenda agenda) {
            this.agenda = agenda;
        }

        public int most() {
            return most;
        }

        /** Delays all entries from now on, like a busy machine. */
        public void late(Duration duration) {
            late = duration;
        }

        /** Fails the next call, as if no thread could be started. */
        public void breakPool(Error error) {
            brokenPool.add(error);
        }

        @Override
        public Instant now() {
            return agenda.now();
        }

        @Override
        public Runnable at(Instant when, Runnable action) {
            return agenda.at(when.plus(late), action);
        }

        @Override
        public <T> CompletableFuture<T> call(Supplier<T> work) {
            if (!brokenPool.isEmpty()) {
                throw brokenPool.remove(0);
            }
            inFlight++;
            most = Math.max(most, inFlight);
            CompletableFuture<T> call = agenda.call(work);
            CompletableFuture<T> counted = new CompletableFuture<>();
            var unused = call.whenComplete((result, thrown) -> {
                inFlight--;
                if (thrown == null) {
                    counted.complete(result);
                } else {
                    counted.completeExceptionally(thrown);
                }
            });
            return counted;
        }

        @Override
        public <T> T run(CompletableFuture<T> whole) {
            return agenda.run(whole);
        }
    }
}
