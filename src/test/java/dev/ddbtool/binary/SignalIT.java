package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Script;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * Ctrl-C, SIGTERM and SIGHUP in each phase of a run: one report, and the process ends without waiting for a response.
 * {@code InterruptionTest} has the phases of each command.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class SignalIT {

    private static final String BY_EMAIL = "add-gsi --table companies --index by-email --partition-key email:S --yes";

    /** A delay that is longer than the time limit of a test. */
    private static final Duration NEVER = Duration.ofMinutes(10);

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final int SIGINT_BIT = 1 << 1;
    private static final long SEED = 20_240_818;

    @TempDir
    Path home;

    /** Background jobs of a shell ignore SIGINT, and so do their child processes. */
    @BeforeAll
    static void interrupts_are_not_ignored() throws IOException {
        if (Files.isReadable(PROCESS_STATUS)) {
            String mask = Files.readString(PROCESS_STATUS).replaceAll("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1");
            assumeFalse(
                    (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0, "this build was started to ignore SIGINT");
        }
    }

    /** Sends a signal when this call arrives. The call never gets a response. */
    private static CommandResult endedAt(FakeAwsServer aws, String operation, int nth, String signal, String line) {
        CompletableFuture<RunningCommand> started = new CompletableFuture<>();
        aws.fake().on(operation).nth(nth).before(() -> {
            aws.fake().storm(Storm.calm().withLatency(NEVER, NEVER));
            started.join().signal(signal);
        });
        started.complete(aws.binary().start(line + FakeAwsServer.AWS));
        return started.join().end();
    }

    @ParameterizedTest
    @CsvSource({
        "export --schemas out, DescribeTimeToLive, INT, 130, interrupted",
        "diff, DescribeContinuousBackups, TERM, 143, terminated",
        "create --reconcile --yes, DescribeTable, HUP, 129, terminal closed",
    })
    void while_it_reads(String line, String operation, String signal, int exitCode, String word) {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            String whole = line.replace("out", home.resolve("out").toString()) + " --output json";

            CommandResult ended = endedAt(aws, operation, 1, signal, whole);

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
            assertThat(ended.json().at("/exitCode").asInt()).isEqualTo(exitCode);
            assertThat(ended.json().at("/error/message").asText()).isEqualTo(word);
            assertThat(ended.err()).containsOnlyOnce("ddbtool: " + word + "\n");
            assertThat(aws.fake().mutations()).isEmpty();
            assertThat(home.resolve("out")).doesNotExist();
            if (line.startsWith("export")) {
                assertThat(ended.carryOn()).isEqualTo("ddbtool " + whole + FakeAwsServer.AWS);
            } else {
                assertThat(ended.err()).doesNotContain("\ncontinue with: ");
            }
        }
    }

    /** A closed terminal. */
    @Test
    void while_it_asks() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            RunningCommand asking = aws.binary()
                    .with("DDBTOOL_JAVA_OPTS", "-Dddbtool.terminal=stdin,stderr")
                    .with("TERM", "dumb")
                    .with("NO_COLOR", "1")
                    .start(BY_EMAIL.replace(" --yes", "") + FakeAwsServer.AWS);
            asking.untilErrHas("[y/N]");

            CommandResult ended = asking.signal("HUP").end();

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(129);
            assertThat(ended.err())
                    .endsWith(
                            "ddbtool: terminal closed\nhint: finished work is kept: run the same command again, or the command after 'continue with:'\n");
            assertThat(ended.out()).isEmpty();
            assertThat(aws.fake().mutations()).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "create pending-payments -e staging, UpdateTimeToLive, INT, 130",
        "'" + BY_EMAIL + "', UpdateTable, TERM, 143",
    })
    void while_it_changes_the_account(String line, String operation, String signal, int exitCode) {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());

            CommandResult ended = endedAt(aws, operation, 1, signal, line);

            assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
            assertThat(ended.out()).startsWith("! ").endsWith("\n1 interrupted\n");
            String reconcile = line.startsWith("create") ? " --reconcile" : "";
            assertThat(ended.carryOn()).isEqualTo("ddbtool " + line + FakeAwsServer.AWS + reconcile);
            aws.fake().storm(Storm.calm());
            assertThat(aws.inProcess(ended.carryOn()).exitCode()).isZero();
        }
    }

    @Test
    void while_it_waits() {
        try (FakeAwsServer aws = new FakeAwsServer(home).slow()) {
            RunningCommand create = aws.binary()
                    .start("create companies pending-payments -e staging --output json" + FakeAwsServer.AWS);
            create.untilErrHas(": waiting for the table")
                    .untilErrHas("companies")
                    .untilErrHas("pending-payments");

            CommandResult ended = create.signal("INT").end();

            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.json().at("/exitCode").asInt()).isEqualTo(130);
            assertThat(ended.json().at("/error/message").asText())
                    .startsWith("interrupted")
                    .contains("companies", "CREATING");
            assertThat(ended.outcomes())
                    .isEqualTo(Map.of("companies", "interrupted", "pending-payments", "interrupted"));

            aws.finishTables();
            assertThat(aws.inProcess(ended.carryOn()).exitCode()).isZero();
            assertThat(aws.inProcess("diff companies pending-payments -e staging" + FakeAwsServer.AWS)
                            .exitCode())
                    .isZero();
        }
    }

    /** The report lists exactly the written files, and no temporary files are left. */
    @ParameterizedTest
    @CsvSource({"INT, 130, 15, 0", "TERM, 143, 25, 0", "HUP, 129, 35, 1"})
    void while_it_writes_files(String signal, int exitCode, int firstCall, int least) throws IOException {
        Random random = new Random(SEED + firstCall);
        int call = firstCall + random.nextInt(10);
        int delay = random.nextInt(20);
        Path folder = home.resolve("out");
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            aws.fake().storm(Storm.calm().withLatency(Duration.ofMillis(5), Duration.ofMillis(20)));
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            aws.fake()
                    .on(Script.ANY)
                    .nth(call)
                    .before(() -> CompletableFuture.delayedExecutor(delay, TimeUnit.MILLISECONDS)
                            .execute(() -> started.join().signal(signal)));
            // the run continues for a few calls, but cannot end before the signal arrives
            aws.fake()
                    .on(Script.ANY)
                    .nth(call + 6)
                    .before(() -> aws.fake().storm(Storm.calm().withLatency(NEVER, NEVER)));
            started.complete(
                    aws.binary().start("export --parallel 2 --output json --schemas " + folder + FakeAwsServer.AWS));

            CommandResult ended = started.join().end();

            String point = delay + " ms after call " + call + ": ";
            assertThat(ended.exitCode()).as(point + ended.err()).isEqualTo(exitCode);
            assertThat(files(folder)).as(point).isEqualTo(ended.outcomes().keySet());
            assertThat(ended.outcomes()).as(point).hasSizeBetween(least, 12);
            assertThat(ended.outcomes().values()).as(point).allMatch("written"::equals);
            aws.fake().forget(Script.ANY); // a run that ended early has not reached the last script
            aws.fake().storm(Storm.calm());
            assertThat(aws.inProcess(ended.carryOn()).outcomes()).hasSize(13);
        }
    }

    private static Set<String> files(Path folder) throws IOException {
        if (!Files.exists(folder)) {
            return Set.of();
        }
        try (Stream<Path> files = Files.list(folder)) {
            return files.map(file -> String.valueOf(file.getFileName()).replaceFirst("\\.json$", ""))
                    .collect(Collectors.toSet());
        }
    }

    /** As from a terminal and a wrapper that forwards the signal, or from a supervisor that sends two. */
    @ParameterizedTest
    @CsvSource({"INT TERM", "INT INT TERM HUP"})
    void several_signals_leave_one_complete_report(String signals) {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            aws.fake().on("CreateTable").nth(1).before(() -> {
                aws.fake().storm(Storm.calm().withLatency(NEVER, NEVER));
                started.join().signals(signals.split(" "));
            });
            started.complete(aws.binary().start("create companies -e staging --output json" + FakeAwsServer.AWS));

            CommandResult ended = started.join().end();

            assertThat(ended.exitCode()).as(ended.err()).isIn(129, 130, 143);
            assertThat(ended.json().at("/exitCode").asInt()).isEqualTo(ended.exitCode());
            assertThat(ended.outcomes()).isEqualTo(Map.of("companies", "interrupted"));
            assertThat(ended.carryOn()).endsWith(" --reconcile");
        }
    }

    @Test
    void nohup_ignores_a_closed_terminal() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            aws.fake().on("DescribeTable").nth(3).before(() -> started.join().signal("HUP"));
            started.complete(aws.binary().shell("trap '' HUP; exec ddbtool diff" + FakeAwsServer.AWS));

            CommandResult ended = started.join().end();

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(ended.out()).endsWith("13 in sync\n");
        }
    }

    /** The first signal waits until the report is read, the second at most five seconds. */
    @Test
    void a_second_signal_ends_the_run_even_if_the_report_is_stuck() throws Exception {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());
            aws.fake().storm(Storm.calm().withLatency(NEVER, NEVER));
            ProcessBuilder builder = new ProcessBuilder(
                            "/bin/sh",
                            "-c",
                            "head -c 65536 /dev/zero; exec " + BinaryRunner.FILE + " diff" + FakeAwsServer.AWS)
                    .redirectError(home.resolve("err").toFile());
            builder.environment().clear();
            builder.environment().putAll(aws.binary().variables());
            CompletableFuture<Long> pid = new CompletableFuture<>();
            aws.fake().on("ListTables").nth(1).before(() -> RunningCommand.signals(pid.join(), "INT", "TERM"));
            Process process = builder.start(); // nothing reads its output, which is larger than a pipe
            pid.complete(process.pid());

            boolean ended = process.waitFor(60, TimeUnit.SECONDS);
            process.destroyForcibly();

            assertThat(ended).isTrue();
            assertThat(process.waitFor()).isIn(130, 143);
        }
    }
}
