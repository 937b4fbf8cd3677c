package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Storm;
import dev.ddbtool.fake.TlsProxy;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The start of the installed program: class loading, connections and files. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class StartIT {

    @TempDir
    Path folder;

    /** Classes that the rehearsal misses are loaded or generated at every start. Uses TLS, as with AWS. */
    @Test
    void loads_all_library_classes_of_an_export_from_the_archive() throws Exception {
        Path log = folder.resolve("classes");
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        try (FakeHttpServer server = FakeHttpServer.start(fake);
                TlsProxy proxy = TlsProxy.start(server.endpoint(), folder)) {
            CommandResult ended = BinaryRunner.signedIn(folder, proxy.endpoint())
                    .with(
                            "DDBTOOL_JAVA_OPTS",
                            "-Xlog:class+load:file=" + log + " " + String.join(" ", proxy.trustOptions()))
                    .run("export --schemas " + folder.resolve("schemas"));

            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(Files.readAllLines(log))
                .hasSizeGreaterThan(3000)
                .filteredOn(line -> line.contains(" picocli.")
                        || line.contains(".services.dynamodb.")
                        || line.contains(" sun.security.ssl."))
                .filteredOn(line -> !line.contains("$$Lambda")) // Java does not always archive the same ones
                .hasSizeGreaterThan(500)
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    @Test
    void prints_nothing_if_another_collector_is_chosen() {
        for (String collector : new String[] {"-XX:+UseG1GC", "-XX:+UseParallelGC"}) {
            CommandResult ended = BinaryRunner.withNothing(folder)
                    .with("DDBTOOL_JAVA_OPTS", collector)
                    .run("--version");

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).startsWith("ddbtool ");
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void opens_no_more_connections_than_concurrent_calls() {
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        fake.storm(Storm.calm().withLatency(Duration.ofMillis(20), Duration.ofMillis(20)));
        try (FakeHttpServer server = FakeHttpServer.start(fake)) {
            CommandResult ended = BinaryRunner.signedIn(folder, server.endpoint())
                    .run("export --parallel 8 --schemas " + folder.resolve("schemas"));

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(fake.operations()).hasSizeGreaterThan(50);
            assertThat(server.connections()).isBetween(2, 8);
        }
    }

    /** Java by default writes a file of performance data there for each process. */
    @Test
    void writes_nothing_to_the_home_the_cache_and_the_temporary_folder() throws Exception {
        Path home = Files.createDirectory(folder.resolve("home"));
        Path cache = Files.createDirectory(folder.resolve("cache"));
        Path temporary = Files.createDirectory(folder.resolve("temporary"));
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            Set<String> figures = ConcurrentHashMap.newKeySet();
            aws.fake().on("DescribeTable").nth(1).before(() -> figures.addAll(figuresOf(started.join())));
            started.complete(aws.binary()
                    .with("XDG_CACHE_HOME", cache.toString())
                    .with("TMPDIR", temporary.toString())
                    .with("DDBTOOL_JAVA_OPTS", "-Djava.io.tmpdir=" + temporary + " -Duser.home=" + home)
                    .start("diff" + FakeAwsServer.AWS));

            assertThat(started.join().end().exitCode()).isZero();
            assertThat(figures).isEmpty();
        }
        assertThat(home).isEmptyDirectory();
        assertThat(cache).isEmptyDirectory();
        assertThat(temporary).isEmptyDirectory();
    }

    private static Set<String> figuresOf(RunningCommand running) {
        try (Stream<Path> folders = Files.list(Path.of("/tmp"))) {
            return folders.filter(each -> each.getFileName().toString().startsWith("hsperfdata_"))
                    .map(each -> each.resolve(Long.toString(running.pid())))
                    .filter(Files::exists)
                    .map(Path::toString)
                    .collect(Collectors.toSet());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
