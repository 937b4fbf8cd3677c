package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.InstantSource;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The real Java with a real archive of classes, whole, damaged, and with other options. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class StartIT {

    @TempDir
    Path folder;

    @Test
    void takes_our_classes_and_those_of_the_libraries_from_the_archive() throws Exception {
        Path log = folder.resolve("classes");

        Ended ended = Binary.withNothing(folder)
                .with("DDBTOOL_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                .run("--help");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(Files.readString(log))
                .containsPattern("dev\\.ddbtool\\.cli\\.Ddbtool source: shared objects file")
                .containsPattern("picocli\\.CommandLine source: shared objects file");
    }

    /** What the rehearsal misses is loaded, or even made, at every start. */
    @Test
    void takes_all_that_an_export_needs_of_the_libraries_from_the_archive() throws Exception {
        Path log = folder.resolve("classes");
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        try (FakeHttpServer server = FakeHttpServer.start(fake)) {
            Ended ended = Binary.signedIn(folder, server.endpoint())
                    .with("DDBTOOL_JAVA_OPTS", "-Xlog:class+load:file=" + log)
                    .run("export --schemas " + folder.resolve("schemas"));

            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        assertThat(Files.readAllLines(log))
                .hasSizeGreaterThan(3000)
                .filteredOn(line -> line.contains(" picocli.") || line.contains(".services.dynamodb."))
                .filteredOn(line -> !line.contains("$$Lambda")) // of these Java keeps not always the same ones
                .allMatch(line -> line.contains("source: shared objects file"));
    }

    @Test
    void says_nothing_of_an_archive_that_is_damaged_and_removes_it() throws Exception {
        Path archive = copied();
        Files.write(archive, new byte[4096]);

        Ended ended = Binary.withCache(folder, folder.resolve("cache")).run("--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("ddbtool ");
        assertThat(ended.err()).isEmpty();
        assertThat(archive).doesNotExist();
        assertThat(archive.getParent()).isDirectoryContaining("glob:**.refused");
    }

    /** Its head is whole, so that only the sums tell: without them Java crashes, or worse. */
    @ParameterizedTest
    @ValueSource(doubles = {0.1, 0.3, 0.5, 0.7})
    void says_nothing_of_an_archive_that_is_damaged_inside_and_removes_it(double place) throws Exception {
        Path archive = copied();
        Files.copy(newest(ArchiveFile.CACHE.resolve("ddbtool")), archive);
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-------"));
        try (FileChannel file = FileChannel.open(archive, StandardOpenOption.WRITE)) {
            file.write(ByteBuffer.wrap(new byte[1_000_000]), (long) (place * file.size()));
        }

        Ended ended = Binary.withCache(folder, folder.resolve("cache")).run("validate schemas");

        assertThat(ended.exitCode()).as(ended.out()).isZero();
        assertThat(ended.out()).endsWith("13 valid\n");
        assertThat(ended.err()).isEmpty();
        assertThat(archive).doesNotExist();
    }

    @Test
    void says_nothing_where_another_collector_is_wished() {
        for (String collector : new String[] {"-XX:+UseG1GC", "-XX:+UseParallelGC"}) {
            Ended ended = Binary.withNothing(folder)
                    .with("DDBTOOL_JAVA_OPTS", collector)
                    .run("--version");

            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).startsWith("ddbtool ");
            assertThat(ended.err()).isEmpty();
        }
    }

    @Test
    void opens_no_more_connections_than_there_are_calls_at_once() {
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        fake.storm(Storm.calm().withLatency(Duration.ofMillis(20), Duration.ofMillis(20)));
        try (FakeHttpServer server = FakeHttpServer.start(fake)) {
            Ended ended = Binary.signedIn(folder, server.endpoint())
                    .run("export --parallel 8 --schemas " + folder.resolve("schemas"));

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(fake.operations()).hasSizeGreaterThan(50);
            assertThat(server.connections()).isBetween(2, 8);
        }
    }

    private Path copied() throws IOException {
        Path place = Files.createDirectories(folder.resolve("cache/ddbtool"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        Path newest = newest(ArchiveFile.CACHE.resolve("ddbtool"));
        return place.resolve(newest.getFileName());
    }

    private static Path newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            // copies of the program have archives of their own there
            return files.filter(file -> file.toString().matches(".*,target,ddbtool\\.jsa"))
                    .max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow();
        }
    }
}
