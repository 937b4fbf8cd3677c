package dev.ddbtool.cli.run;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.report.Console;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Progress on a terminal and in a log. */
class ProgressTest {

    private static final String ERASE = "\r\u001b[K";

    private final CliRunner cli;

    ProgressTest(@TempDir Path folder) {
        cli = CliRunner.withExamples(folder.resolve("schemas"));
    }

    private CliRunner.Result run(String line) {
        return cli.run(line.split(" "));
    }

    /** The texts of the rewritten line, in order. */
    private static List<String> rewritten(CliRunner.Result ended) {
        return Arrays.stream(ended.err().split("\n", -1))
                .flatMap(line ->
                        Arrays.stream(line.split(ERASE.replace("[", "\\["), -1)).skip(1))
                .filter(text -> text.matches(".*\\d+ (s|min).*"))
                .toList();
    }

    /** The lines that stay on the screen at the end. */
    private static List<String> lasting(CliRunner.Result ended) {
        return Arrays.stream(ended.err().split("\n", -1))
                .map(line -> line.substring(line.lastIndexOf(ERASE) < 0 ? 0 : line.lastIndexOf(ERASE) + ERASE.length()))
                .toList();
    }

    @Test
    void a_terminal_shows_the_count_the_state_and_the_elapsed_time() {
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result ended = cli.terminal(Set.of(Console.STDERR), "").run("create", "-e", "staging");

        assertThat(rewritten(ended))
                .startsWith("0/13, 1 s: paddle-webhook-dlq: waiting for the table (CREATING), and 12 more")
                .contains(
                        "0/13, 6 s: paddle-webhook-dlq: waiting for the table (CREATING), and 12 more",
                        "0/13, 8 s: paddle-webhook-dlq: waiting for point-in-time recovery, and 12 more");
    }

    @Test
    void changed_tables_leave_a_line_and_the_rewritten_line_disappears() {
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result ended =
                cli.terminal(Set.of(Console.STDERR), "").run("create", "-e", "staging", "companies", "invitations");

        assertThat(lasting(ended))
                .containsExactly(
                        "create: environment staging, region eu-west-1, account 111122223333",
                        "invitations: created (1/2)",
                        "companies: created (2/2)",
                        "");
    }

    @Test
    void the_rewritten_line_is_erased_before_the_report() {
        cli.fake().behave(Behaviour.likeAws());

        assertThat(cli.terminal("")
                        .variable("NO_COLOR", "1")
                        .run("create", "-e", "dev")
                        .screen())
                .containsPattern("13/13, 11 s\r\u001b\\[K\\+ companies  ");
    }

    @Test
    void runs_of_less_than_a_second_show_no_progress() {
        CliRunner.Result ended = cli.terminal(Set.of(Console.STDERR), "").run("create", "-e", "staging", "companies");

        assertThat(ended.err()).isEqualTo("create: environment staging, region eu-west-1, account 111122223333\n");
    }

    @Test
    void reading_many_tables_shows_progress() {
        for (int i = 0; i < 100; i++) {
            cli.fake().seed(ExampleTables.createTable("companies", "construction-expenses-table-%02d".formatted(i)));
        }
        cli.fake().limit(Limits.likeAws());
        cli.terminal(Set.of(Console.STDERR), "").columns(200);

        assertThat(rewritten(run("export")))
                .hasSizeBetween(8, 11)
                .allMatch(text -> text.matches("exporting tables \\d+/100, \\d+ s"))
                .anyMatch(text -> text.endsWith("/100, 5 s"));
        assertThat(rewritten(run("diff")))
                .isNotEmpty()
                .allMatch(text -> text.matches("reading tables \\d+/100, \\d+ s"));
    }

    @Test
    void the_rewritten_line_never_wraps() {
        cli.fake().behave(Behaviour.likeAws());

        assertThat(rewritten(
                        cli.columns(41).terminal(Set.of(Console.STDERR), "").run("create", "-e", "dev")))
                .isNotEmpty()
                .contains("0/13, 1 s: paddle-webhook-…, and 12 more")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(40));
    }

    @Test
    void a_log_has_one_line_for_each_longer_wait() {
        cli.fake().behave(Behaviour.likeAws());

        assertThat(run("create -e staging companies").err()).isEqualTo("""
                        create: environment staging, region eu-west-1, account 111122223333
                        companies: waiting for the table (CREATING) (2 s)
                        companies: waiting for point-in-time recovery (8 s)
                        """);
    }

    @Test
    void a_log_has_one_line_for_all_tables_in_the_same_state() {
        cli.fake().behave(Behaviour.likeAws());

        assertThat(run("create -e staging").err()).isEqualTo("""
                        create: environment staging, region eu-west-1, account 111122223333
                        companies, company-contractors, company-expenses and 10 more: waiting for the table (CREATING) (2 s)
                        company-contractors, company-expenses, company-users and 6 more: waiting for point-in-time recovery (8 s)
                        companies, company-projects, paddle-payments and 1 more: waiting for point-in-time recovery (10 s)
                        """);
    }

    @Test
    void a_log_shows_the_outcome_of_a_table_while_others_still_wait() {
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws().withUnderWay(1, 1));

        assertThat(run("create -e staging companies invitations").err())
                .containsPattern("(companies|invitations): created \\(1/2\\)\n");
    }

    @Test
    void a_log_shows_no_short_waits() {
        cli.fake()
                .behave(Behaviour.likeAws()
                        .with(Phase.CREATING, Duration.ofMillis(500))
                        .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofMillis(500)));

        assertThat(run("create -e staging").err().lines()).hasSize(1);
    }

    @Test
    void an_index_on_a_large_table_shows_phase_time_and_items() {
        ExampleTables.production(cli.fake());
        cli.fake().behave(Behaviour.likeAws().with(Phase.BACKFILLING, Duration.ofHours(3)));
        String line = "add-gsi --table companies --index by-email --partition-key email:S --yes";

        assertThat(run(line).err())
                .contains("companies: index 'by-email' allocating (2 s, 16 items in the table)\n")
                .contains("companies: index 'by-email' backfilling (46 s, 16 items in the table)\n");

        cli.terminal(Set.of(Console.STDERR), "");
        assertThat(rewritten(run(line.replace("by-email", "by-name"))).stream().filter(text -> text.contains(" h ")))
                .contains("0/1, 2 h 5 min: companies: index 'by-name' backfilling (16 items in the table)");
    }

    @Test
    void a_log_without_news_repeats_every_five_minutes_what_it_waits_for() {
        ExampleTables.production(cli.fake());
        cli.fake().behave(Behaviour.likeAws().with(Phase.ALLOCATING, Duration.ofDays(2)));

        CliRunner.Result ended =
                run("add-gsi --table companies --index by-email --partition-key email:S --yes --timeout 1h");

        assertThat(ended.exitCode()).isEqualTo(6);
        assertThat(ended.err()).contains("""
                companies: index 'by-email' allocating (2 s, 16 items in the table)
                companies: index 'by-email' allocating (5 min 2 s, 16 items in the table)
                companies: index 'by-email' allocating (10 min 2 s, 16 items in the table)
                """);
        assertThat(ended.err().lines().filter(line -> line.contains("allocating (")))
                .hasSize(12);
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "create -e staging companies, waiting for the table (CREATING)",
                "reconcile -e staging invitations --tag a=b, waiting for the table (UPDATING)",
                "restore --latest --yes company-users, restoring",
                "add-gsi -e staging --table invitations --index by-x --partition-key x:S, waiting for the table (UPDATING)"
            })
    void the_log_of_every_wait_says_every_five_minutes_what_it_waits_for(String line, String state) {
        ExampleTables.production(cli.fake());
        run("create -e staging invitations");
        FakeClients.dynamoDb(cli.fake())
                .deleteTable(request -> request.tableName("construction-expenses-company-users"));
        cli.time().moveTo(cli.time().instant().plus(Duration.ofMinutes(5)));
        cli.fake().edit("construction-expenses-staging-invitations").status("UPDATING");
        cli.fake()
                .behave(Behaviour.likeAws()
                        .with(Phase.CREATING, Duration.ofDays(2))
                        .with(Phase.RESTORING, Duration.ofDays(2)));

        CliRunner.Result ended = run(line + " --timeout 21m");

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(6);
        assertThat(ended.err().lines().filter(each -> each.contains(": " + state + " (")))
                .as(ended.err())
                .hasSize(5);
    }

    @Test
    void a_log_shows_why_a_table_does_not_accept_an_index() {
        ExampleTables.production(cli.fake());
        cli.fake()
                .on("UpdateTable")
                .from(1)
                .fail(
                        Fault.dynamoDb(
                                "LimitExceededException",
                                "Subscriber limit exceeded: Only 1 online index can be created or deleted simultaneously per table"));

        assertThat(run("add-gsi --table companies --index by-email --partition-key email:S --yes --timeout 24h")
                        .err()
                        .lines()
                        .filter(line -> line.contains("waiting for the table to accept index 'by-email'")))
                .hasSizeGreaterThan(24 * 10)
                .contains("companies: waiting for the table to accept index 'by-email'"
                        + " (10 min 2 s, another index is being changed)");
    }

    @Test
    void a_log_shows_that_reading_takes_long() {
        ExampleTables.production(cli.fake());
        cli.fake()
                .on("DescribeTable")
                .table("construction-expenses-companies")
                .from(1)
                .fail(Fault.dynamoDb("LimitExceededException", "too many requests"));

        assertThat(run("diff").err()).contains("\nstill reading tables 12/13 (5 min 0 s)\n");
    }

    @Test
    void a_table_that_waits_for_its_turn_is_shown() {
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws().withUnderWay(1, 1));

        assertThat(run("create -e staging companies invitations").err())
                .containsPattern("(companies|invitations): waiting to start the change"
                        + " \\(\\d s, too many table changes are in progress\\)\n");
    }

    @Test
    void quiet_hides_progress() {
        cli.fake().behave(Behaviour.likeAws());

        assertThat(run("create -e staging --quiet").err().lines()).hasSize(1);
        assertThat(cli.terminal("").run("create", "-e", "dev", "--quiet").err().lines())
                .hasSize(1);
    }
}
