package dev.ddbtool.binary;

import dev.ddbtool.cli.HttpCliRunner;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.SettableClock;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** An AWS account behind a socket, and the program with its credentials. */
final class FakeAwsServer implements AutoCloseable {

    /** The options that make the program treat the fake as AWS. */
    static final String AWS = " --endpoint-kind aws --rate-limits off";

    private static final StaticCredentialsProvider CREDENTIALS =
            StaticCredentialsProvider.create(AwsBasicCredentials.create(BinaryRunner.KEY_ID, BinaryRunner.SECRET));

    private final Path home;
    private final SettableClock clock;
    private final FakeControlPlane fake;
    private final FakeHttpServer server;

    /** An account whose clock only moves if a test moves it. */
    FakeAwsServer(Path home) {
        this(home, new SettableClock());
    }

    private FakeAwsServer(Path home, SettableClock clock) {
        this(home, clock, clock);
    }

    private FakeAwsServer(Path home, SettableClock clock, InstantSource time) {
        this.home = home;
        this.clock = clock;
        this.fake = new FakeControlPlane(time);
        this.server = FakeHttpServer.start(fake);
    }

    /** An account in real time: its states must be short. */
    static FakeAwsServer inRealTime(Path home) {
        return new FakeAwsServer(home, new SettableClock(), InstantSource.system());
    }

    FakeControlPlane fake() {
        return fake;
    }

    /** Keeps new tables in CREATING until {@link #finishTables()}. */
    FakeAwsServer slow() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofHours(1)));
        return this;
    }

    void finishTables() {
        clock.advance(Duration.ofHours(2));
    }

    BinaryRunner binary() {
        return BinaryRunner.signedIn(home, server.endpoint());
    }

    /** Runs a command in this process, which is faster, before or after the run under test. */
    CommandResult inProcess(String line) {
        return CommandResult.of(HttpCliRunner.signedIn(server.endpoint(), CREDENTIALS)
                .run(
                        Map.of("AWS_REGION", "eu-west-1"),
                        List.of(line.replaceFirst("^ddbtool ", "").split(" "))));
    }

    @Override
    public void close() {
        server.close();
    }
}
