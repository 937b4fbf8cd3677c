package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

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
                .run("--version");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).isEmpty();
        assertThat(Files.readString(log))
                .containsPattern("dev\\.ddbtool\\.cli\\.Ddbtool source: shared objects file")
                .containsPattern("picocli\\.CommandLine source: shared objects file");
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

    private Path copied() throws IOException {
        Path place = Files.createDirectories(folder.resolve("cache/ddbtool"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        Path newest = newest(ClassArchive.CACHE.resolve("ddbtool"));
        return place.resolve(newest.getFileName());
    }

    private static Path newest(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.max((a, b) ->
                            Long.compare(a.toFile().lastModified(), b.toFile().lastModified()))
                    .orElseThrow();
        }
    }
}
