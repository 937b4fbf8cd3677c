package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Kills a run after each of its changes. The next runs always finish the work. */
class KilledCreateTest {

    private static final String STAGING = "construction-expenses-staging-";

    /** Tables with and without TTL and indexes, and one with every setting. */
    private static final List<String> TABLES = List.of("books", "company-users", "pending-payments");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void write_the_files() {
        ExampleFiles.copyTo(folder);
        ExampleFiles.text(folder.resolve("books.json"), CompleteSchemaFile.with(""));
    }

    /** The process is killed. This is not an Exception, so that no code handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    /** The state after a run: the number of changes, and the fake. */
    private record Left(CliRunner cli, int changes) {}

    private CliRunner account() {
        CliRunner cli = CliRunner.withFake().variable("SCHEMA_DIR", folder.toString());
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());
        return cli;
    }

    /** Runs a command that is killed after this number of changes. No later call arrives. */
    private Left killedAfter(int changes, CliRunner cli, String... options) {
        cli.fake().forgetCalls();
        cli.fake().on(Script.ANY).before(() -> {
            if (changes(cli).size() >= changes) {
                throw new Killed();
            }
        });
        run(cli, "create", options);
        cli.fake().forget(Script.ANY);
        int made = changes(cli).size();
        cli.fake().forgetCalls();
        return new Left(cli, made);
    }

    private static List<Call> changes(CliRunner cli) {
        return cli.fake().calls().stream()
                .filter(call -> call.mutation() && call.ok())
                .toList();
    }

    private static CliRunner.Result run(CliRunner cli, String command, String... options) {
        List<String> line = new ArrayList<>(List.of(command, "-e", "staging"));
        line.addAll(TABLES);
        line.addAll(List.of(options));
        return cli.run(line.toArray(String[]::new));
    }

    @ParameterizedTest
    @CsvSource({"at once, PT0S", "while tables are CREATING, PT3S", "when all are ACTIVE, PT1M"})
    void a_create_killed_after_any_call_is_reported_and_can_be_finished(String when, Duration pause) {
        Set<Integer> exitCodes = new TreeSet<>();
        int changes = 0;
        for (int k = 0; changes >= k - 1; k++) { // to the first run that has fewer to make, and is not killed
            String point = "killed after " + k + " changes, repeated " + when;
            Left left = killedAfter(k, account());
            changes = left.changes();
            CliRunner cli = left.cli();
            cli.time().moveTo(cli.time().instant().plus(pause));
            Set<String> active = active(cli);

            CliRunner.Result plain = run(cli, "create");

            exitCodes.add(plain.exitCode());
            assertThat(plain.exitCode()).as(point + plain.screen()).isIn(0, 1);
            assertThat(touched(cli)).as(point).noneMatch(active::contains);
            assertThat(differing(plain)).as(point).isSubsetOf(active);
            if (plain.exitCode() == 1) {
                assertThat(plain.out()).as(point).contains("[reconcile]").doesNotContain("[manual]");
                assertThat(plain.err())
                        .as(point)
                        .contains("complete the settings of existing tables: ddbtool reconcile -e staging ");
            }
            finish(cli, point);
        }
        assertThat(changes).as("changes of a complete create").isEqualTo(3 + 2 + 3);
        assertThat(exitCodes)
                .as("create alone finished some tables and reported others")
                .isEqualTo(Set.of(0, 1));
    }

    @ParameterizedTest
    @CsvSource({"at once, PT0S", "a minute later, PT1M"})
    void the_same_command_finishes_a_reconcile_killed_after_any_call(String when, Duration pause) {
        int changes = 0;
        for (int k = 0; changes >= k - 1; k++) { // to the first run that has fewer to make, and is not killed
            Left left = killedAfter(k, restored(account()), "--reconcile");
            changes = left.changes();
            left.cli().time().moveTo(left.cli().time().instant().plus(pause));

            finish(left.cli(), "killed after " + k + " changes, repeated " + when);
        }
        assertThat(changes).as("changes of a complete reconcile").isEqualTo(6 + 3 + 4);
    }

    /** The tables as restored from a backup. */
    private static CliRunner restored(CliRunner cli) {
        run(cli, "create", "--no-sse", "--no-pitr");
        for (String table : TABLES) {
            cli.fake().edit(STAGING + table).timeToLive(null).tags(Map.of()).stream(null)
                    .deletionProtection(false);
        }
        // TTL cannot be changed again within an hour
        cli.time().moveTo(cli.time().instant().plus(Duration.ofHours(2)));
        return cli;
    }

    private static void finish(CliRunner cli, String point) {
        CliRunner.Result reconciled = run(cli, "create", "--reconcile");
        assertThat(reconciled.exitCode()).as(point + reconciled.screen()).isZero();
        CliRunner.Result compared = run(cli, "diff");
        assertThat(compared.exitCode()).as(point + compared.screen()).isZero();
        assertThat(compared.out()).as(point).endsWith(TABLES.size() + " in sync\n");
        assertThat(cli.fake().calls())
                .as(point)
                .filteredOn(Call::mutation)
                .extracting(Call::outcome)
                .doesNotContain("ValidationException");
    }

    private static Set<String> active(CliRunner cli) {
        return cli.fake().tables().stream()
                .filter(table -> cli.fake()
                        .table(table)
                        .at("/Table/TableStatus")
                        .asText()
                        .equals("ACTIVE"))
                .collect(Collectors.toSet());
    }

    private static Set<String> touched(CliRunner cli) {
        return changes(cli).stream()
                .map(call -> call.request().has("TableName")
                        ? call.request().get("TableName").asText()
                        : call.request().get("ResourceArn").asText().replaceFirst(".*/", ""))
                .collect(Collectors.toSet());
    }

    private static Set<String> differing(CliRunner.Result ended) {
        return ended.out()
                .lines()
                .filter(line -> line.startsWith("~ "))
                .map(line -> STAGING + line.split(" +", 3)[1])
                .collect(Collectors.toSet());
    }
}
