package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.nio.file.FileSystem;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every exit code, from the process and in its JSON report, with a message on stderr. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class ExitCodesIT {

    private static final String JSON = " --output json";

    @TempDir
    static Path home;

    @BeforeAll
    static void interrupts_are_not_ignored() throws IOException {
        SignalIT.interrupts_are_not_ignored();
    }

    /** Starts the program in a situation with this exit code. */
    private interface Start {
        RunningCommand in(FakeAwsServer aws) throws IOException;
    }

    private static Start line(String line) {
        return aws -> aws.binary().start(line + JSON);
    }

    private static Start signalled(String signal) {
        return aws -> {
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            aws.fake().on("CreateTable").nth(1).before(() -> started.join().signal(signal));
            started.complete(aws.slow().binary().start("create companies -e staging" + JSON + FakeAwsServer.AWS));
            return started.join();
        };
    }

    private static Stream<Arguments> situations() {
        return Stream.of(
                Arguments.of(0, line("validate")),
                Arguments.of(1, (Start) aws -> {
                    ExampleTables.production(aws.fake());
                    return aws.binary().start("diff invitations companies -e dev" + JSON + FakeAwsServer.AWS);
                }),
                Arguments.of(2, line("create -e prod")),
                Arguments.of(3, line("validate nosuch.json")),
                Arguments.of(4, line("diff -e dev --against staging" + FakeAwsServer.AWS)),
                Arguments.of(5, line("create companies -e dev --expect-account 444455556666" + FakeAwsServer.AWS)),
                Arguments.of(6, (Start) aws ->
                        aws.slow().binary().start("create companies -e dev --timeout 1s" + JSON + FakeAwsServer.AWS)),
                Arguments.of(70, withoutClass("dev/ddbtool/cli/run/Session.class")), // before a command starts
                Arguments.of(70, withoutClass("dev/ddbtool/aws/call/CallQueue.class")), // during a command
                Arguments.of(129, signalled("HUP")),
                Arguments.of(130, signalled("INT")),
                Arguments.of(143, signalled("TERM")));
    }

    private static Start withoutClass(String name) {
        return aws -> startWithoutClass(name, aws);
    }

    private static RunningCommand startWithoutClass(String name, FakeAwsServer aws) throws IOException {
        Path bin = Files.createDirectories(home.resolve("bin"));
        Path jar = Files.createDirectories(home.resolve("lib")).resolve("ddbtool.jar");
        Files.copy(BinaryRunner.FILE, bin.resolve("ddbtool"), StandardCopyOption.REPLACE_EXISTING);
        Files.copy(
                BinaryRunner.FILE.resolveSibling("../lib/ddbtool.jar").normalize(),
                jar,
                StandardCopyOption.REPLACE_EXISTING);
        try (FileSystem content = FileSystems.newFileSystem(jar)) {
            Files.delete(content.getPath(name));
        }
        return aws.binary()
                .with("PATH", bin + ":/usr/bin:/bin")
                .shell("ddbtool diff companies" + JSON + FakeAwsServer.AWS);
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("situations")
    void every_exit_code_is_the_same_for_process_and_report(int code, Start situation) throws IOException {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = situation.in(aws).end();

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(code);
            assertThat(ended.json().at("/exitCode").asInt()).isEqualTo(code);
            if (code > 1) {
                assertThat(ended.err()).contains("ddbtool: ");
            }
        }
    }

    /** A job distinguishes this exit code from differences as in docs/reliability.md. */
    @Test
    void a_java_that_cannot_start_exits_with_1_and_prints_no_document() {
        CommandResult ended = BinaryRunner.withNothing(home)
                .with("DDBTOOL_JAVA_OPTS", "-XX:NoSuchOption")
                .shell("ddbtool validate --output json 2>/dev/null; exit $?")
                .end();

        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).doesNotContain("{");
    }

    @Test
    void help_lists_all_exit_codes() {
        Set<Integer> listed = CliRunner.withFake()
                .run("--help")
                .out()
                .lines()
                .dropWhile(line -> !line.startsWith("Exit codes:"))
                .filter(line -> line.matches(" +[0-9]+ .*"))
                .map(line -> Integer.valueOf(line.strip().replaceFirst(" .*", "")))
                .collect(Collectors.toCollection(TreeSet::new));

        assertThat(situations().map(row -> row.get()[0]).collect(Collectors.toSet()))
                .containsExactlyInAnyOrderElementsOf(listed);
    }
}
