package dev.ddbtool.binary;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.SettableClock;
import java.nio.file.Path;
import java.time.Duration;

/** An AWS account behind a socket, whose time stands still until a test moves it; and the program, signed in to it. */
final class Aws implements AutoCloseable {

    /** What stands at the end of every command line that takes the fake for AWS. */
    static final String AWS = " --endpoint-kind aws --rate-limits off";

    private final SettableClock clock = new SettableClock();
    private final FakeControlPlane fake = new FakeControlPlane(clock);
    private final FakeHttpServer server = FakeHttpServer.start(fake);
    private final Path home;

    Aws(Path home) {
        this.home = home;
    }

    FakeControlPlane fake() {
        return fake;
    }

    /** From now on a new table stays CREATING until {@link #finishTables()}. */
    Aws slow() {
        fake.behave(Behaviour.polite().with(Phase.CREATING, Duration.ofHours(1)));
        return this;
    }

    void finishTables() {
        clock.advance(Duration.ofHours(2));
    }

    Binary binary() {
        return Binary.signedIn(home, server.endpoint());
    }

    @Override
    public void close() {
        server.close();
    }
}
