package dev.ddbtool.bench;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import java.net.URI;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;

/** A fake control plane over HTTP with a fixed latency. */
final class BenchServer implements AutoCloseable {

    private final FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
    private FakeHttpServer server;

    private BenchServer(Duration latency) {
        fake.storm(Storm.calm().withLatency(latency, latency));
        server = FakeHttpServer.start(fake);
    }

    /** Creates one with the given number of tables, copies of the thirteen example tables. */
    static BenchServer with(int tables, Duration latency) {
        BenchServer world = new BenchServer(latency);
        List<String> names = ExampleTables.names();
        for (int i = 0; i < tables; i++) {
            String logical = names.get(i % names.size());
            String physical = ExampleTables.PREFIX + logical + (i < names.size() ? "" : "-" + i / names.size());
            world.fake
                    .seed(ExampleTables.createTable(logical, physical))
                    .statistics(i, 1_000L * i)
                    .timeToLive(logical.equals("pending-payments") ? "expiresAt" : null)
                    .recovery(35)
                    .tags(Map.of("Environment", "production"));
        }
        return world;
    }

    /** Creates one without tables, where a new table is CREATING for a while. */
    static BenchServer empty(Duration latency) {
        BenchServer world = new BenchServer(latency);
        world.fake.behave(Behaviour.polite().with(Phase.CREATING, Task.CREATING));
        return world;
    }

    URI endpoint() {
        return server.endpoint();
    }

    /** Resets the recorded calls and uses a new port. */
    void begin() {
        server.close();
        server = FakeHttpServer.start(fake);
        fake.forgetCalls();
    }

    int calls() {
        return fake.operations().size();
    }

    int connections() {
        return server.connections();
    }

    @Override
    public void close() {
        server.close();
    }
}
