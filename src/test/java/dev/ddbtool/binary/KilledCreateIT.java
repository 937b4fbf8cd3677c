package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create that is killed, so that it can say nothing any more, between CreateTable and the settings of its tables. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class KilledCreateIT {

    private static final int KILLED = 128 + 9;
    private static final String STAGING = "construction-expenses-staging-";
    private static final String REMEDY = "complete existing tables: ";

    @TempDir
    Path home;

    @ParameterizedTest
    @CsvSource({"UpdateTimeToLive, false", "UpdateContinuousBackups, true"})
    void what_is_killed_at_its_first_setting_is_reported_and_then_finished(String operation, boolean carriedOut) {
        try (Aws aws = new Aws(home).slow()) {
            CompletableFuture<Running> create = new CompletableFuture<>();
            aws.fake().on(operation).nth(1).before(() -> create.join().signal("KILL"));
            if (!carriedOut) {
                aws.fake().on(operation).nth(1).fail(Fault.reset());
            }
            // one call at a time: none is under way when the process is killed but the one that it is killed at
            Running running = aws.binary().start("create -e staging --parallel 1" + Aws.AWS);
            create.complete(running);
            untilAllAreBeingMade(running);

            aws.finishTables();
            assertThat(running.end().exitCode()).isEqualTo(KILLED);

            isReportedAndThenFinished(aws);
        }
    }

    @Test
    void what_is_killed_while_its_tables_are_being_made_is_reported_and_then_finished() {
        try (Aws aws = new Aws(home).slow()) {
            Running create = aws.binary().start("create -e staging" + Aws.AWS);
            untilAllAreBeingMade(create);

            assertThat(create.signal("KILL").end().exitCode()).isEqualTo(KILLED);
            aws.finishTables();

            assertThat(incomplete(aws)).hasSize(13);
            isReportedAndThenFinished(aws);
        }
    }

    private static void untilAllAreBeingMade(Running create) {
        ExampleTables.names().forEach(table -> create.untilErrHas("\n" + table + ": waiting for the table"));
    }

    private static void isReportedAndThenFinished(Aws aws) {
        Set<String> incomplete = incomplete(aws);
        assertThat(incomplete).isNotEmpty();
        assertThat(aws.fake().tables()).hasSize(13);
        aws.fake().forgetCalls();

        Ended reported = aws.binary().run("create -e staging" + Aws.AWS);

        assertThat(reported.exitCode()).as(reported.err()).isEqualTo(1);
        assertThat(aws.fake().mutations()).isEmpty();
        assertThat(reported.out().lines().filter(line -> line.startsWith("~ ")))
                .containsExactlyInAnyOrderElementsOf(incomplete.stream()
                        .map(table -> "~ " + padded(table) + "  differs")
                        .toList());
        assertThat(reported.out().lines().filter(line -> line.startsWith("= "))).hasSize(13 - incomplete.size());
        assertThat(reported.out().lines().filter(line -> line.startsWith("    ")))
                .isNotEmpty()
                .allMatch(line -> line.endsWith(" live off [reconcile]"));
        List<String> printed = reported.err()
                .lines()
                .filter(line -> line.startsWith(REMEDY))
                .map(line -> line.substring(REMEDY.length()))
                .toList();
        assertThat(printed).containsExactly("ddbtool create --reconcile -e staging" + Aws.AWS);

        Ended reconciled = aws.binary().shell(printed.get(0)).end();

        assertThat(reconciled.out()).as(reconciled.err()).contains(incomplete.size() + " reconciled");
        assertThat(reconciled.exitCode()).isZero();
        assertThat(incomplete(aws)).isEmpty();
        Ended compared = aws.binary().run("diff -e staging" + Aws.AWS);
        assertThat(compared.out()).as(compared.err()).endsWith("\n13 in sync\n");
        assertThat(compared.exitCode()).isZero();
    }

    /** The tables that lack recovery, or TTL where they should have it. */
    private static Set<String> incomplete(Aws aws) {
        Set<String> withTimeToLive = Set.of("paddle-webhook-dlq", "pending-payments");
        return ExampleTables.names().stream()
                .filter(name -> {
                    JsonNode table = aws.fake().table(STAGING + name);
                    boolean recovery = table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription")
                            .has("RecoveryPeriodInDays");
                    boolean timeToLive = table.at("/TimeToLiveDescription").has("AttributeName");
                    return !recovery || timeToLive != withTimeToLive.contains(name);
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private static String padded(String table) {
        int width =
                ExampleTables.names().stream().mapToInt(String::length).max().orElseThrow();
        return table + " ".repeat(width - table.length());
    }
}
