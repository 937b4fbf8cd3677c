package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Kills a restore after each of its changes. The same command finishes the work, and restores nothing twice. */
class KilledRestoreTest {

    private static final String[] TABLES = {"companies", "pending-payments"};

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** The process is killed. This is not an Exception, so that no code handles it. */
    private static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    @BeforeEach
    void write_the_files() {
        ExampleFiles.copyTo(folder, TABLES);
    }

    /** Both tables are gone. */
    private CliRunner account(Behaviour behaviour) {
        CliRunner cli = CliRunner.withFake()
                .variable("SCHEMA_DIR", folder.toString())
                .variable("DDBTOOL_PREFIX", "construction-expenses");
        cli.fake().behave(behaviour).limit(Limits.likeAws());
        ExampleTables.production(cli.fake(), TABLES);
        pass(cli, Duration.ofDays(1));
        DynamoDbClient client = FakeClients.dynamoDb(cli.fake());
        for (String table : TABLES) {
            client.deleteTable(request -> request.tableName(ExampleTables.PREFIX + table));
        }
        pass(cli, Duration.ofMinutes(5));
        cli.fake().forgetCalls();
        return cli;
    }

    private static void pass(CliRunner cli, Duration time) {
        cli.time().moveTo(cli.time().instant().plus(time));
    }

    private static CliRunner.Result run(CliRunner cli, String... words) {
        List<String> line = new ArrayList<>(List.of(words));
        line.addAll(List.of(TABLES));
        return cli.run(line.toArray(String[]::new));
    }

    private static long changes(CliRunner cli, String prefix) {
        return cli.fake().calls().stream()
                .filter(call -> call.mutation() && call.ok() && call.operation().startsWith(prefix))
                .count();
    }

    @ParameterizedTest
    @CsvSource({
        "while tables are restored, false, PT0S",
        "while tables are restored, true, PT0S",
        "when all are ACTIVE, false, PT1H",
        "when all are ACTIVE, true, PT1H"
    })
    void the_same_command_finishes_a_restore_killed_after_any_change(String when, boolean summaryKept, Duration pause) {
        Behaviour behaviour = Behaviour.likeAws().with(Phase.RESTORING, Duration.ofSeconds(40));
        long made = 0;
        for (int k = 0; made >= k - 1; k++) { // to the first run that has fewer to make, and is not killed
            String point = "killed after " + k + " changes, repeated " + when;
            CliRunner cli = account(summaryKept ? behaviour.withRestoreSummaryKept() : behaviour);
            int changes = k;
            cli.fake().on(Script.ANY).before(() -> {
                if (changes(cli, "") >= changes) {
                    throw new Killed();
                }
            });
            run(cli, "restore", "--yes", "--latest");
            cli.fake().forget(Script.ANY);
            made = changes(cli, "");
            pass(cli, pause);

            CliRunner.Result repeated = run(cli, "restore", "--yes", "--latest");

            assertThat(repeated.exitCode()).as(point + repeated.screen()).isZero();
            assertThat(changes(cli, "RestoreTable")).as(point).isEqualTo(2);
            CliRunner.Result compared = run(cli, "diff"); // TTL stays off
            assertThat(compared.out())
                    .as(point + repeated.screen())
                    .endsWith("live off [reconcile]\n1 differs, 1 in sync\n");
            assertThat(cli.fake().calls())
                    .as(point)
                    .filteredOn(Call::mutation)
                    .extracting(Call::outcome)
                    .doesNotContain("ValidationException");
        }
        assertThat(made).as("changes of a complete restore").isGreaterThanOrEqualTo(6);
    }
}
