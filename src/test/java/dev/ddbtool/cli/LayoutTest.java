package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The layout of reports: in columns, within the width of the terminal, readable with a thousand tables. */
class LayoutTest {

    private static final String LONG = "a".repeat(40) + "-very-long-name-of-a-table-" + "z".repeat(60);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    private void files(String... tables) {
        cli.variable("SCHEMA_DIR", folder.toString());
        for (String table : tables) {
            ExampleFiles.write(folder, table, ", \"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"}", "");
        }
    }

    private static String[] many(int number) {
        return IntStream.range(0, number).mapToObj("table-%04d"::formatted).toArray(String[]::new);
    }

    @Test
    void columns_are_aligned() {
        files("books", "orders-of-books");
        cli.fake().behave(Behaviour.likeAws());
        cli.run("create", "-e", "dev", "books");

        assertThat(cli.run("create", "-e", "dev").out()).matches("""
                        = books            in sync
                        \\+ orders-of-books  created  10\\.\\d s
                        1 created, 1 in sync
                        """);
    }

    @Test
    void a_long_name_is_shortened_on_a_terminal_but_not_in_a_file() {
        files("books", LONG);
        cli.run("create", "-e", "dev");

        assertThat(cli.run("diff", "-e", "dev").out()).contains("= " + LONG + "  in sync\n");
        assertThat(cli.terminal("").columns(80).run("diff", "-e", "dev").out().lines())
                .containsExactly(
                        "= " + LONG.substring(0, 34) + "…" + "z".repeat(34) + "  in sync",
                        "= books" + " ".repeat(57) + "in sync",
                        "2 in sync")
                .allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(80));
    }

    @ParameterizedTest
    @ValueSource(ints = {40, 80, 200})
    void a_long_difference_wraps_on_a_terminal_but_not_in_a_file(int columns) {
        ExampleFiles.copyTo(folder.resolve("schemas"));
        cli.variable("SCHEMA_DIR", folder.resolve("schemas").toString());
        ExampleTables.production(cli.fake());
        String tag = "x".repeat(20) + " " + "y".repeat(20) + " " + "z".repeat(20);

        String whole = cli.run("diff", "companies", "--tag", "Purpose=" + tag).out();
        String broken = cli.terminal("")
                .variable("NO_COLOR", "1")
                .columns(columns)
                .run("diff", "companies", "--tag", "Purpose=" + tag)
                .out();

        assertThat(whole).contains("    tag Purpose: schema " + tag + ", live none [reconcile]\n");
        assertThat(broken.lines()).allSatisfy(line -> assertThat(line).hasSizeLessThanOrEqualTo(columns));
        assertThat(broken.replaceAll("\n {6}", " ")).isEqualTo(whole);
    }

    @Test
    void reports_of_a_thousand_tables_are_readable() {
        files(many(60));
        cli.run("create", "-e", "dev");
        cli.fake().edit("construction-expenses-dev-table-0042").remove();

        assertThat(cli.run("diff", "-e", "dev").out()).isEqualTo("""
                        - table-0042  missing
                            in the schema files, but not live
                        59 in sync (not listed), 1 missing
                        """);
        assertThat(cli.run("diff", "-e", "dev", "--output", "json").out()).contains("\"table-0059\"");
        assertThat(cli.run("create", "-e", "dev").out())
                .containsPattern("\\+ table-0042  created  [0-9.]+ s\n1 created, 59 in sync \\(not listed\\)");
        assertThat(cli.run("diff", "-e", "dev").out()).isEqualTo("60 in sync\n");
    }

    @Test
    void unread_members_of_one_table_are_shown_in_a_long_list() {
        files(many(60));
        cli.run("create", "-e", "dev");
        cli.run("export", "-e", "dev");
        cli.fake()
                .on("ListTagsOfResource")
                .where(request -> request.path("ResourceArn").asText().endsWith("table-0042"))
                .fail(Fault.accessDenied());

        CliRunner.Result ended = cli.run("export", "-e", "dev", "--allow-partial");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(cli.run("export", "-e", "dev", "--allow-partial").out())
                .contains("= table-0042  unchanged\n    not read: Tags: ")
                .doesNotContain("table-0041");
    }

    @Test
    void a_question_about_many_tables_fits_on_the_screen() {
        files(many(25));
        cli.run("create", "--yes");

        String question = cli.terminal("n\n")
                .run("create", "--reconcile", "--tag", "team=a")
                .err();

        assertThat(question)
                .contains("construction-expenses-table-0010: 0 items, 0.00 MB\n    tag team: none -> a\n"
                        + "14 more existing tables (--dry-run shows all changes)\n"
                        + "production: change 25 existing tables in Region");
    }

    @Test
    void similar_failures_are_summarised_after_the_first() {
        files(many(60));
        cli.fake().on("CreateTable").fail(Fault.accessDenied());

        CliRunner.Result ended = cli.run("create", "-e", "dev");

        List<String> lines =
                ended.err().lines().filter(line -> !line.startsWith("create: ")).toList();
        assertThat(lines).hasSize(4);
        assertThat(lines.get(0)).startsWith("ddbtool: table-0000: ").contains("dynamodb:CreateTable");
        assertThat(lines.get(1))
                .isEqualTo("ddbtool: same error for 59 more tables: table-0001, table-0002, table-0003, …"
                        + " (marked ! above)");
        assertThat(lines.get(2)).startsWith("hint: ");
        assertThat(lines.get(3)).startsWith("continue with: ");
        assertThat(ended.out()).contains("! table-0059  failed").endsWith("60 failed\n");
    }

    @Test
    void different_failures_are_printed_separately() {
        files(many(6));
        cli.fake()
                .on("CreateTable")
                .table("construction-expenses-dev-table-0003")
                .fail(Fault.accessDenied());
        cli.fake()
                .on("CreateTable")
                .table("construction-expenses-dev-table-0004")
                .fail(Fault.dynamoDb("ValidationException", "One or more parameter values were invalid"));

        assertThat(cli.run("create", "-e", "dev").err())
                .contains("ddbtool: table-0003: ", "ddbtool: table-0004: ")
                .doesNotContain("same error for");
    }

    @Test
    void errors_precede_the_counts_and_suggestions_come_last() {
        files("books");
        cli.fake().on("CreateTable").fail(Fault.accessDenied());

        List<String> screen =
                cli.run("create", "-e", "dev").screen().lines().skip(1).toList();

        assertThat(screen).hasSize(5);
        assertThat(screen.get(0)).startsWith("! books  failed");
        assertThat(screen.get(1)).startsWith("ddbtool: books: ");
        assertThat(screen.get(2)).isEqualTo("1 failed");
        assertThat(screen.get(3)).startsWith("hint: ");
        assertThat(screen.get(4)).startsWith("continue with: ");
    }
}
