package dev.ddbtool.bench;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import dev.ddbtool.fake.TlsProxy;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A fake control plane over HTTP and over TLS. Calls have a fixed latency, and connecting and the TLS handshake take a round
 * trip each.
 */
final class BenchServer implements AutoCloseable {

    private final FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
    private final FakeHttpServer http;
    private final FakeHttpServer decrypted;
    private final TlsProxy tls;
    private int earlierConnections;

    private BenchServer(Path scratch) {
        fake.storm(Storm.calm().withLatency(Bench.LATENCY, Bench.LATENCY));
        http = FakeHttpServer.start(fake, Bench.ROUND_TRIP);
        decrypted = FakeHttpServer.start(fake);
        tls = TlsProxy.start(decrypted.endpoint(), scratch, Bench.ROUND_TRIP);
    }

    /**
     * Creates one with the given number of tables, copies of the thirteen example tables.
     *
     * @param scratch for the certificate
     */
    static BenchServer with(int tables, Path scratch) {
        BenchServer world = new BenchServer(scratch);
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
    static BenchServer empty(Path scratch) {
        BenchServer world = new BenchServer(scratch);
        world.fake.behave(Behaviour.polite().with(Phase.CREATING, Task.CREATING));
        return world;
    }

    URI endpoint(Protocol protocol) {
        return protocol == Protocol.TLS ? tls.endpoint() : http.endpoint();
    }

    /** The variables with which programs reach the server: Java programs trust its certificate through an option. */
    Map<String, String> variables(Protocol protocol) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("AWS_ENDPOINT_URL", endpoint(protocol).toString());
        if (protocol == Protocol.TLS) {
            variables.put("AWS_CA_BUNDLE", tls.certificate().toString());
            variables.put("DDBTOOL_JAVA_OPTS", String.join(" ", tls.trustOptions()));
        }
        return variables;
    }

    /** Forgets the recorded calls and connections. */
    void begin() {
        fake.forgetCalls();
        earlierConnections = allConnections();
    }

    int calls() {
        return fake.operations().size();
    }

    int connections() {
        return allConnections() - earlierConnections;
    }

    private int allConnections() {
        return http.connections() + decrypted.connections();
    }

    @Override
    public void close() {
        tls.close();
        decrypted.close();
        http.close();
    }
}
