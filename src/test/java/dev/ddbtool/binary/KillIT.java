package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Kills the program at random moments. Everything it leaves is complete, and the next run continues. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class KillIT {

    private static final int RUNS = 3;
    private static final long SEED = 20_240_817;
    private static final int KILLED = 128 + 9;

    private static final int LONGEST_DELAY_MILLIS = 25;

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.[0-9]+-[0-9a-f]{8}\\.ddbtool-tmp");

    @TempDir
    Path home;

    /**
     * The moment of a kill. {@code KilledCreateTest} kills after every call; here, the process dies, also between calls.
     *
     * @param share the share of the calls of a complete run that reach the account
     * @param delayMillis the delay after the last of these calls
     */
    private record Moment(int run, double share, int delayMillis) {

        /** The moments of all runs, from one seed: a random one in each of {@code RUNS} equal parts of a run. */
        static List<Moment> drawn(long seed) {
            Random random = new Random(seed);
            return IntStream.range(0, RUNS)
                    .mapToObj(run ->
                            new Moment(run, (run + random.nextDouble()) / RUNS, random.nextInt(LONGEST_DELAY_MILLIS)))
                    .toList();
        }

        int call(int calls) {
            return 1 + (int) (share * calls);
        }

        /** Every other run is sequential, so that a kill interrupts less concurrent work. */
        String pace() {
            return run % 2 == 0 ? "" : " --parallel 2";
        }

        @Override
        public String toString() {
            return String.format(
                    Locale.ROOT, "run %d, killed %d ms after %.3f of its calls: ", run, delayMillis, share);
        }
    }

    /** An account with short, real delays, and the program with its credentials. */
    private static final class Account implements AutoCloseable {

        private final FakeAwsServer aws;
        private final FakeControlPlane fake;

        Account(Path home) {
            aws = FakeAwsServer.inRealTime(home);
            fake = aws.fake();
            fake.behave(Behaviour.polite()
                    .with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofMillis(20))
                    .with(Phase.CREATING, Duration.ofMillis(200))
                    .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofMillis(30))
                    .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofMillis(300))
                    .with(Phase.TTL_CHANGING, Duration.ofMillis(50)));
            fake.storm(Storm.calm().withSeed(SEED).withLatency(Duration.ofMillis(5), Duration.ofMillis(30)));
        }

        /** Runs a command and kills it, unless it ends first. */
        boolean isKilled(String line, int call, Moment moment) {
            CompletableFuture<RunningCommand> started = new CompletableFuture<>();
            fake.on(Script.ANY)
                    .nth(call)
                    .before(() -> CompletableFuture.delayedExecutor(moment.delayMillis(), TimeUnit.MILLISECONDS)
                            .execute(() -> started.join().kill()));
            RunningCommand running = aws.binary().start(line + FakeAwsServer.AWS);
            started.complete(running);
            CommandResult ended = running.end();
            fake.forget(Script.ANY);
            assertThat(ended.exitCode()).as(moment + ended.err()).isIn(KILLED, 0);
            return ended.exitCode() == KILLED;
        }

        CommandResult run(String line) {
            return aws.inProcess(line + FakeAwsServer.AWS);
        }

        /** The number of calls of a command that is not killed. */
        int callsOf(String line) {
            fake.forgetCalls();
            CommandResult ended = run(line);
            assertThat(ended.exitCode()).as(ended.err()).isZero();
            return fake.calls().size();
        }

        /** Every table without states, dates and ids. */
        Map<String, JsonNode> tables() {
            Map<String, JsonNode> tables = new TreeMap<>();
            for (String name : fake.tables()) {
                JsonNode table = fake.table(name);
                ((ObjectNode) table.at("/Table"))
                        .remove(List.of(
                                "CreationDateTime", "TableId", "BillingModeSummary", "TableThroughputModeSummary"));
                ((ObjectNode) table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription"))
                        .remove(List.of("EarliestRestorableDateTime", "LatestRestorableDateTime"));
                tables.put(name, table);
            }
            return tables;
        }

        @Override
        public void close() {
            aws.close();
        }
    }

    /** The account after a killed create. */
    private record Left(int tables, boolean complete) {}

    @Test
    void reconcile_completes_a_create_killed_at_any_moment_and_creates_nothing_twice() {
        int calls;
        Map<String, JsonNode> complete;
        try (Account account = new Account(home)) {
            calls = account.callsOf("create -e staging");
            complete = account.tables();
        }
        assertThat(complete).hasSize(13);

        List<Left> left = new ArrayList<>();
        for (Moment moment : Moment.drawn(SEED)) {
            left.add(untilKilled(moment, calls, call -> {
                try (Account account = new Account(home)) {
                    return killedCreate(account, moment, call, complete);
                }
            }));
        }

        assertThat(left).hasSize(RUNS).anyMatch(each -> each.tables() == 13 && !each.complete());
    }

    private static Optional<Left> killedCreate(
            Account account, Moment moment, int call, Map<String, JsonNode> complete) {
        if (!account.isKilled("create -e staging" + moment.pace(), call, moment)) {
            return Optional.empty();
        }
        Map<String, JsonNode> after = account.tables();

        CommandResult reconciled = account.run("create --reconcile -e staging");

        assertThat(reconciled.exitCode()).as(moment + reconciled.err()).isZero();
        assertThat(account.tables()).as("%s", moment).isEqualTo(complete);
        assertThat(account.fake.calls().stream()
                        .filter(each -> each.operation().equals("CreateTable") && each.ok())
                        .map(each -> each.request().get("TableName").asText()))
                .as("%s", moment)
                .containsExactlyInAnyOrderElementsOf(complete.keySet());
        assertThat(account.fake.calls())
                .as("%s", moment)
                .filteredOn(Call::mutation)
                .filteredOn(each -> each.outcome().equals("ValidationException"))
                .isEmpty();
        CommandResult compared = account.run("diff -e staging");
        assertThat(compared.exitCode()).as(moment + compared.out()).isZero();
        assertThat(compared.out()).as("%s", moment).endsWith("13 in sync\n");
        return Optional.of(new Left(after.size(), after.equals(complete)));
    }

    /** The folder after a killed export. */
    private record Folder(int old, int written, int temporary) {}

    @Test
    void an_export_killed_at_any_moment_leaves_complete_files_and_the_next_one_finishes() {
        Path older = home.resolve("older");
        Path newer = home.resolve("newer");
        int calls;
        try (Account account = new Account(home)) {
            ExampleTables.production(account.fake);
            account.callsOf("export --schemas " + older);
            change(account.fake);
            calls = account.callsOf("export --parallel 2 --schemas " + newer);
        }
        Map<String, String> before = contents(older);
        Map<String, String> after = contents(newer);
        assertThat(after).hasSize(15).hasSameSizeAs(before);
        assertThat(after.entrySet()).doesNotContainAnyElementsOf(before.entrySet());

        List<Folder> left = new ArrayList<>();
        for (Moment moment : Moment.drawn(SEED + 1)) {
            left.add(untilKilled(moment, calls, call -> {
                try (Account account = new Account(home)) {
                    ExampleTables.production(account.fake);
                    change(account.fake);
                    return killedExport(account, moment, call, before, after);
                }
            }));
        }

        assertThat(left).hasSize(RUNS).anyMatch(each -> each.written() % 15 != 0);
    }

    private Optional<Folder> killedExport(
            Account account, Moment moment, int call, Map<String, String> before, Map<String, String> after) {
        boolean fresh = moment.run() % 2 == 0;
        Path folder = home.resolve("run-" + moment.run() + "-" + call);
        if (!fresh) {
            write(folder, before);
        }
        if (!account.isKilled("export --parallel 2 --schemas " + folder, call, moment)) {
            return Optional.empty();
        }
        Map<String, String> found = contents(folder);
        int all = found.size();
        found.keySet().removeIf(name -> TEMPORARY.matcher(name).matches());
        found.forEach((name, text) -> assertThat(text)
                .as("%s: %s", moment, name)
                .isIn(fresh ? Set.of(after.get(name)) : Set.of(before.get(name), after.get(name))));
        if (!fresh) {
            assertThat(found.keySet()).as("%s", moment).isEqualTo(before.keySet());
        }
        int written = (int) found.entrySet().stream()
                .filter(file -> file.getValue().equals(after.get(file.getKey())))
                .count();

        CommandResult next = account.run("export --schemas " + folder);

        assertThat(next.exitCode()).as(moment + next.err()).isZero();
        assertThat(contents(folder)).as("%s", moment).isEqualTo(after);
        return Optional.of(new Folder(found.size() - written, written, all - found.size()));
    }

    /** Changes every table, so that an export writes every file. */
    private static void change(FakeControlPlane fake) {
        for (String name : fake.tables()) {
            fake.edit(name).recovery(20).statistics(1, 2048);
        }
    }

    private static Map<String, String> contents(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        if (!Files.exists(folder)) {
            return contents;
        }
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return contents;
    }

    private static void write(Path folder, Map<String, String> contents) {
        try {
            Files.createDirectories(folder);
            for (Map.Entry<String, String> file : contents.entrySet()) {
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    /** A run that ends before the kill is repeated and killed earlier. */
    private static <T> T untilKilled(Moment moment, int calls, IntFunction<Optional<T>> run) {
        int call = moment.call(calls);
        Optional<T> result = run.apply(call);
        while (result.isEmpty()) {
            call = Math.max(1, call * 9 / 10);
            result = run.apply(call);
        }
        return result.get();
    }
}
