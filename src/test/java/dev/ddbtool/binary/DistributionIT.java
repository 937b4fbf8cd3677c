package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.TlsProxy;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** The distribution archives, unpacked in another folder than that of the build. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "uses tar and a POSIX shell")
class DistributionIT {

    private static final Path GUIDE = Path.of("docs", "getting-started.md");

    @TempDir
    Path home;

    @Test
    void the_portable_archive_runs_and_the_documented_command_creates_its_class_data_archive() throws Exception {
        Path root = unpack("ddbtool-[^-]+(-SNAPSHOT)?\\.tar\\.gz", "elsewhere").get(0);
        BinaryRunner binary = BinaryRunner.withNothing(home);
        assertThat(root.resolve("lib"))
                .isDirectoryContaining("glob:**/ddbtool.classlist")
                .isDirectoryNotContaining("glob:**.jsa*");

        CommandResult slow =
                binary.shell("'" + root + "/bin/ddbtool' --version").end();

        assertThat(slow.exitCode()).as(slow.err()).isZero();
        assertThat(slow.out()).startsWith("ddbtool ");

        String line = Files.readAllLines(GUIDE).stream()
                .filter(each -> each.contains("-Xshare:dump"))
                .findFirst()
                .orElseThrow();
        assertThat(binary.in(root.resolve("lib")).shell(line).endAtTerminal().exitCode())
                .isZero();

        assertThat(usesTheArchive(binary, root, "--version"))
                .containsPattern("picocli\\.CommandLine source: shared objects file");
    }

    @Test
    void the_archive_with_its_own_java_calls_aws_over_tls_with_nothing_on_the_path() throws Exception {
        Path root = unpackWithJava();
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        try (FakeHttpServer server = FakeHttpServer.start(fake);
                TlsProxy proxy = TlsProxy.start(server.endpoint(), home)) {
            BinaryRunner binary = BinaryRunner.signedIn(home, proxy.endpoint())
                    .without("JAVA_HOME")
                    .with("PATH", "/nonexistent")
                    .with("DDBTOOL_JAVA_OPTS", String.join(" ", proxy.trustOptions()));

            usesTheArchive(binary, root, "diff" + FakeAwsServer.AWS);
        }
    }

    @Test
    void the_archive_with_its_own_java_handles_interrupts() throws Exception {
        SignalIT.interrupts_are_not_ignored();
        Path root = unpackWithJava();
        try (FakeAwsServer aws = new FakeAwsServer(home).slow()) {
            RunningCommand create = aws.binary()
                    .without("JAVA_HOME")
                    .with("PATH", "/nonexistent")
                    .shell("exec '" + root + "/bin/ddbtool' create companies -e staging --output json"
                            + FakeAwsServer.AWS);
            create.untilErrHas("companies: waiting for the table");

            CommandResult ended = create.signal("INT").end();

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(130);
            assertThat(ended.json().at("/exitCode").asInt()).isEqualTo(130);
        }
    }

    /** Checks that a command succeeds and uses the archive, and returns Java's list of loaded classes. */
    private String usesTheArchive(BinaryRunner binary, Path root, String arguments) throws IOException {
        Path log = home.resolve("classes");
        String options = binary.variables().getOrDefault("DDBTOOL_JAVA_OPTS", "");

        CommandResult ended = binary.with("DDBTOOL_JAVA_OPTS", options + " -Xlog:class+load:file=" + log)
                .shell("'" + root + "/bin/ddbtool' " + arguments)
                .end();

        assertThat(ended.exitCode()).as(ended.err()).isZero();
        String classes = Files.readString(log);
        assertThat(classes).containsPattern("dev\\.ddbtool\\.cli\\.Ddbtool source: shared objects file");
        return classes;
    }

    private Path unpackWithJava() throws IOException {
        List<Path> roots = unpack("ddbtool-.+-(linux|macos)-\\w+\\.tar\\.gz", "a folder");
        assumeFalse(roots.isEmpty(), "only -Pdist builds the archive with its own Java");
        return roots.get(0);
    }

    /** Unpacks the archives of this name into a folder. */
    private List<Path> unpack(String name, String folder) throws IOException {
        Path place = Files.createDirectories(home.resolve(folder));
        List<Path> archives;
        try (Stream<Path> files = Files.list(Path.of("target"))) {
            archives = files.filter(
                            file -> Pattern.matches(name, file.getFileName().toString()))
                    .toList();
        }
        for (Path archive : archives) {
            CommandResult ended = BinaryRunner.withNothing(home)
                    .in(place)
                    .shell("tar -xzf '" + archive.toAbsolutePath() + "'")
                    .end();
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        try (Stream<Path> roots = Files.list(place)) {
            return roots.toList();
        }
    }
}
