package dev.ddbtool.cli.command;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import dev.ddbtool.cli.ExampleFiles;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Phase;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExportTest {

    private static final String COMPANIES = "construction-expenses-companies";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    private CliRunner.Result export(String... more) {
        return cli.variable("SCHEMA_DIR", folder.toString())
                .run(Stream.concat(Stream.of("export"), Stream.of(more)).toArray(String[]::new));
    }

    @Test
    void only_read_calls_are_made() {
        ExampleTables.production(cli.fake());

        assertThat(export().exitCode()).isZero();

        assertThat(cli.fake().operations())
                .contains(
                        "ListTables",
                        "DescribeTable",
                        "DescribeTimeToLive",
                        "DescribeContinuousBackups",
                        "ListTagsOfResource",
                        "DescribeKey")
                .allMatch(operation -> operation.startsWith("List") || operation.startsWith("Describe"));
    }

    @Test
    void begins_at_most_two_tables_per_concurrent_call() {
        for (int i = 0; i < 50; i++) {
            cli.fake().seed(ExampleTables.createTable("companies", COMPANIES + "-" + i));
        }

        CliRunner.Result ended = export("--parallel", "10");

        assertThat(ended.out()).endsWith("50 written\n");
        List<String> operations = cli.fake().operations();
        assertThat(operations.subList(0, operations.indexOf("DescribeTimeToLive")))
                .filteredOn("DescribeTable"::equals)
                .hasSize(20);
    }

    @Test
    void a_table_that_cannot_be_read_does_not_hold_up_a_later_one() {
        for (int i = 0; i < 100; i++) {
            cli.fake().seed(ExampleTables.createTable("companies", COMPANIES + "-" + i));
        }
        cli.fake().on("DescribeTimeToLive").table(COMPANIES + "-0").fail(Fault.accessDenied());

        CliRunner.Result ended = export();

        assertThat(ended.out()).contains("99 written").contains("1 failed");
    }

    @Test
    void a_named_table_is_described_without_a_list() {
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = export("companies");

        assertThat(ended.exitCode()).isZero();
        assertThat(cli.fake().operations()).doesNotContain("ListTables");
        assertThat(ExampleFiles.contents(folder)).containsOnlyKeys("companies.json", "table-summary.txt", "README.md");
    }

    @Test
    void a_second_export_changes_no_byte_and_no_modification_time() throws IOException {
        ExampleTables.production(cli.fake());
        export();
        Map<Path, FileTime> times = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                FileTime old = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
                Files.setLastModifiedTime(file, old);
                times.put(file, old);
            }
        }
        Map<String, String> before = ExampleFiles.contents(folder);

        CliRunner.Result ended = export();

        assertThat(ended.out()).endsWith("13 unchanged\n");
        assertThat(ExampleFiles.contents(folder)).isEqualTo(before);
        for (Map.Entry<Path, FileTime> file : times.entrySet()) {
            assertThat(Files.getLastModifiedTime(file.getKey())).isEqualTo(file.getValue());
        }
    }

    @Test
    void changed_statistics_change_only_the_summary() {
        ExampleTables.production(cli.fake());
        export();
        cli.fake().edit(COMPANIES).statistics(17, 20_000_000);
        Map<String, String> before = ExampleFiles.contents(folder);

        CliRunner.Result ended = export();

        Map<String, String> after = ExampleFiles.contents(folder);
        assertThat(ended.out()).endsWith("13 unchanged\n");
        assertThat(after.get("companies.json")).isEqualTo(before.get("companies.json"));
        assertThat(after.get("table-summary.txt")).contains("19.07").isNotEqualTo(before.get("table-summary.txt"));
    }

    @Test
    void a_file_without_a_live_table_is_reported_and_stays_unchanged() {
        ExampleTables.production(cli.fake());
        export();
        cli.fake().edit(COMPANIES).remove();
        Map<String, String> before = ExampleFiles.contents(folder);

        CliRunner.Result ended = export();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("companies", "missing").contains("1 missing, 12 unchanged");
        assertThat(ExampleFiles.contents(folder)).isEqualTo(before);
    }

    @Test
    void a_table_that_is_being_deleted_is_skipped_with_a_note() {
        ExampleTables.production(cli.fake());
        cli.fake().edit(COMPANIES).status("DELETING");

        CliRunner.Result ended = export();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("being deleted: skipped");
        assertThat(ExampleFiles.contents(folder)).doesNotContainKey("companies.json");
    }

    @Test
    void a_table_that_is_changing_is_exported_with_its_status_as_a_note() {
        ExampleTables.production(cli.fake());
        cli.fake().edit(COMPANIES).status("UPDATING");

        CliRunner.Result ended = export("companies");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("companies  written  (is UPDATING)");
        assertThat(ExampleFiles.contents(folder)).containsKey("companies.json");
    }

    @Test
    void a_table_that_is_being_created_is_exported() {
        cli.fake().behave(Behaviour.likeAws().with(Phase.CREATING, Duration.ofHours(1)));
        CliRunner.Result creating = cli.run("create", "companies", "--yes", "--timeout", "5s");
        assertThat(creating.exitCode()).isEqualTo(6);

        CliRunner.Result ended = export("companies");

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("(is CREATING)");
    }

    @Test
    void a_denied_read_fails_only_that_table_and_names_the_action() {
        ExampleTables.production(cli.fake());
        cli.fake().on("ListTagsOfResource").table(COMPANIES).fail(Fault.accessDenied());

        CliRunner.Result ended = export();

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err())
                .contains("ddbtool: companies: ListTagsOfResource on '" + COMPANIES + "' was denied")
                .contains("hint: ")
                .contains("dynamodb:ListTagsOfResource");
        assertThat(ended.out()).contains("1 failed, 12 written");
        assertThat(ExampleFiles.contents(folder))
                .doesNotContainKey("companies.json")
                .containsKey("invitations.json");
    }

    @Test
    void with_allow_partial_the_file_is_written_without_that_member() {
        ExampleTables.production(cli.fake());
        cli.fake().deny("ListTagsOfResource");

        CliRunner.Result ended = export("companies", "--allow-partial");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("not read: Tags");
        assertThat(ExampleFiles.text(folder.resolve("companies.json")))
                .contains("ContinuousBackupsDescription")
                .doesNotContain("\"Tags\"");
    }

    @Test
    void a_table_that_cannot_be_read_keeps_its_file_and_its_summary_line() {
        ExampleTables.production(cli.fake());
        export();
        cli.fake().on("DescribeTimeToLive").table(COMPANIES).fail(Fault.accessDenied());
        Map<String, String> before = ExampleFiles.contents(folder);

        assertThat(export().exitCode()).isEqualTo(4);

        assertThat(ExampleFiles.contents(folder)).isEqualTo(before);
    }

    @Test
    void tables_of_other_environments_and_applications_are_ignored() {
        ExampleTables.production(cli.fake());
        for (String other : new String[] {
            "construction-expenses-staging-companies", "construction-expenses-dev-companies", "constructions", "other"
        }) {
            cli.fake().seed(ExampleTables.createTable("companies", other));
        }

        assertThat(export().out()).endsWith("13 written\n");
    }

    @Test
    void tables_of_an_undeclared_environment_are_skipped_with_a_warning() {
        ExampleTables.production(cli.fake());
        for (String table : new String[] {"companies", "invitations"}) {
            cli.fake().seed(ExampleTables.createTable(table, "construction-expenses-qa-" + table));
        }

        CliRunner.Result ended = export();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).endsWith("13 written\n").doesNotContain("qa-");
        assertThat(ExampleFiles.contents(folder)).doesNotContainKey("qa-companies.json");
        assertThat(export("--quiet").err())
                .isEqualTo("warning: skipping 2 tables of undeclared environment 'qa' (qa-companies, qa-invitations):"
                        + " declare it in ddbtool.toml, or name the tables\n");
        assertThat(cli.run("diff", "--quiet").out()).endsWith("13 in sync\n");
        assertThat(export("qa-companies").out()).contains("+ qa-companies  written");
        assertThat(export().out())
                .as("a table with its own file belongs to no family")
                .contains("= qa-companies");
    }

    @Test
    void tables_of_a_known_environment_cause_no_warning() {
        ExampleTables.production(cli.fake());
        for (String table : new String[] {"companies", "invitations"}) {
            cli.fake().seed(ExampleTables.createTable(table, "construction-expenses-qa-" + table));
        }

        CliRunner.Result ended = export("--environments", "qa");

        assertThat(ended.out()).endsWith("13 written\n");
        assertThat(ended.err()).doesNotContain("look like");
    }

    @Test
    void exporting_another_environment_than_production_requires_its_own_folder() {
        cli.fake().seed(ExampleTables.createTable("companies", "construction-expenses-staging-companies"));

        CliRunner.Result refused = cli.run("export", "-e", "staging");
        CliRunner.Result named = cli.run("export", "-e", "staging", "--schemas", folder.toString());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err()).contains("requires --schemas").contains("ddbtool.toml");
        assertThat(named.exitCode()).isZero();
        assertThat(ExampleFiles.text(folder.resolve("companies.json"))).contains("\"TableName\": \"companies\"");
    }

    @Test
    void after_an_export_of_one_table_summary_and_overview_cover_the_whole_folder() {
        ExampleTables.production(cli.fake());
        export();
        cli.fake().edit(COMPANIES).statistics(99, 10_486);

        assertThat(export("companies").exitCode()).isZero();

        String summary = ExampleFiles.text(folder.resolve("table-summary.txt"));
        assertThat(summary).contains("Total: 13 tables, 445 items");
        assertThat(ExampleFiles.text(folder.resolve("README.md"))).contains("invitations", "companies");
    }

    @Test
    void an_invalid_other_file_is_reported_before_any_call() {
        ExampleTables.production(cli.fake());
        ExampleFiles.text(folder.resolve("broken.json"), "{");

        CliRunner.Result ended = export("companies");

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains("broken.json:1: ");
        assertThat(cli.fake().operations()).isEmpty();
    }

    @Test
    void a_folder_that_is_not_writable_is_reported_once_with_a_hint() {
        ExampleTables.production(cli.fake());
        ExampleFiles.text(folder.resolve("file"), "");

        CliRunner.Result ended =
                cli.run("export", "--schemas", folder.resolve("file/schemas").toString());

        assertThat(ended.exitCode()).isIn(3, 4);
        assertThat(ended.err()).contains("file/schemas").containsOnlyOnce("hint: choose another folder with --schemas");
        assertThat(ended.err()).doesNotContain("Exception");
    }

    @Test
    void leftovers_of_a_killed_export_are_removed() throws IOException {
        ExampleTables.production(cli.fake());
        export("companies");
        Path leftover = Files.createFile(folder.resolve(".companies.json.999999999-0123abcd.ddbtool-tmp"));
        Files.setLastModifiedTime(leftover, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));

        export("companies");

        assertThat(ExampleFiles.contents(folder).keySet())
                .allMatch(name -> name.endsWith(".json") || name.equals("README.md") || name.endsWith(".txt"));
    }

    @Test
    void unknown_members_are_named_once_with_the_number_of_tables() {
        ExampleTables.production(cli.fake());
        ExampleTables.names()
                .forEach(table ->
                        cli.fake().edit(ExampleTables.PREFIX + table).member("/Novelty", "{\"Enabled\": true}"));
        cli.fake().edit(COMPANIES).member("/Fashion", "1");
        String warning = "warning: responses contain members that this version of ddbtool does not support: "
                + "Table.Fashion (1 table), Table.Novelty (13 tables); they are not exported or compared: check for"
                + " a newer version\n";

        CliRunner.Result ended = export();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err()).containsOnlyOnce(warning).containsOnlyOnce("Table.Novelty");
        assertThat(ended.out()).doesNotContain("Table.Novelty");
        assertThat(export("--quiet").err()).contains(warning);
        CliRunner.Result json = export("--output", "json");
        assertThat(json.out())
                .contains("\"unknownMembers\": [\n        \"Table.Fashion\",\n        \"Table.Novelty\"\n      ]");
        assertThat(json.err()).contains(warning);
    }

    /** DynamoDB Local keeps the definition of an attribute whose index was deleted. */
    @Test
    void attributes_outside_of_keys_are_not_written() {
        ExampleTables.production(cli.fake());
        cli.fake().edit(COMPANIES).member("/AttributeDefinitions", """
                [{"AttributeName": "companyId", "AttributeType": "S"}, {"AttributeName": "ownerId", "AttributeType": "S"},
                 {"AttributeName": "city", "AttributeType": "S"}]""");

        CliRunner.Result ended = export("companies");

        assertThat(ended.err()).doesNotContain("warning");
        assertThat(ExampleFiles.text(folder.resolve("companies.json"))).doesNotContain("city");
        assertThat(cli.run("validate", folder.toString()).exitCode()).isZero();
        assertThat(cli.run("diff", "companies").exitCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "/TableClassSummary | {'TableClass': 'STANDARD_GLACIER'} | unknown TableClass 'STANDARD_GLACIER'",
                "/AttributeDefinitions | [{'AttributeName': 'companyId', 'AttributeType': 'S'}]"
                        + " | attribute 'ownerId' in the key of index 'by-owner' is not defined"
            })
    void an_invalid_exported_file_is_written_with_a_warning(String pointer, String member, String problem) {
        ExampleTables.production(cli.fake());
        cli.fake().edit(COMPANIES).member(pointer, member.replace('\'', '"'));

        CliRunner.Result written = export();
        CliRunner.Result unchanged = export();

        for (CliRunner.Result ended : List.of(written, unchanged)) {
            assertThat(ended.exitCode()).isZero();
            assertThat(ended.out()).containsOnlyOnce("companies.json: " + problem);
            assertThat(ended.err())
                    .containsOnlyOnce(
                            "warning: the schema files of companies are invalid: the report lists the problems\n");
        }
        assertThat(cli.run("validate", folder.toString()).out()).contains(problem);
    }

    @Test
    void known_members_outside_of_the_sdk_model_cause_no_warning() {
        ExampleTables.production(cli.fake());
        assertThat(cli.fake().table(COMPANIES).at("/Table/TableThroughputModeSummary/TableThroughputMode"))
                .hasToString("\"PAY_PER_REQUEST\"");

        CliRunner.Result ended = export("--output", "json");

        assertThat(ended.screen()).doesNotContain("TableThroughputModeSummary", "does not support");
    }

    @Test
    void a_file_in_place_of_the_folder_is_reported_before_any_call() {
        ExampleTables.production(cli.fake());
        Path file = folder.resolve("file");
        ExampleFiles.text(file, "");

        CliRunner.Result ended = export("--schemas", file.toString());

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(cli.fake().calls()).isEmpty();
    }
}
