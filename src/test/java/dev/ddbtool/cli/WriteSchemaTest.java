package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** {@code add-gsi --write-schema}. */
class WriteSchemaTest {

    private static final String BY_EMAIL =
            "add-gsi --write-schema --yes --table companies --index by-email --partition-key email:S";
    private static final String BOOKS =
            "add-gsi --write-schema --yes --table books --index by-title --partition-key title:S";

    /** The capacity of an index in a file, after a comma. */
    private static final String CAPACITY =
            ", \"ProvisionedThroughput\": {\"ReadCapacityUnits\": 7, \"WriteCapacityUnits\": 3}";

    private final Path schemas;
    private final Path companies;
    private final CliRunner cli;

    WriteSchemaTest(@TempDir Path folder) {
        schemas = folder.resolve("schemas");
        companies = schemas.resolve("companies.json");
        cli = CliRunner.withExamples(schemas);
        ExampleTables.production(cli.fake());
        cli.run("export");
        cli.fake().forgetCalls();
    }

    private CliRunner.Result run(String line) {
        return cli.run(Transcript.words(line).toArray(String[]::new));
    }

    private void books(String billing) {
        cli.fake().seed("""
                {"TableName": "construction-expenses-books", "AttributeDefinitions":
                  [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], %s}
                """.formatted(billing));
    }

    @Test
    void the_file_is_as_export_writes_it_and_stays_in_sync() {
        CliRunner.Result ended = run(BY_EMAIL);

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out()).contains("(added to '" + companies + "')").endsWith("1 index created\n");
        assertThat(ended.err()).endsWith("see the changes: git status -- " + schemas + "\n");
        assertThat(run("diff").out()).endsWith("13 in sync\n");
        String written = ExampleFiles.text(companies);
        ExampleFiles.text(companies, "{}");
        run("export");
        assertThat(written).isEqualTo(ExampleFiles.text(companies));
    }

    @Test
    void without_it_the_export_is_suggested() {
        String before = ExampleFiles.text(companies);

        assertThat(run(BY_EMAIL.replace(" --write-schema", "")).err())
                .endsWith("add the index to the schema files: ddbtool export companies\n");
        assertThat(ExampleFiles.text(companies)).isEqualTo(before);
    }

    @Test
    void an_index_that_is_already_live_is_added_once() {
        run(BY_EMAIL.replace(" --write-schema", ""));

        CliRunner.Result first = run(BY_EMAIL.replace(" --yes", ""));
        String written = ExampleFiles.text(companies);
        CliRunner.Result second = run(BY_EMAIL.replace(" --yes", ""));

        assertThat(first.out()).startsWith("= companies  in sync  (added to '");
        assertThat(second.out()).startsWith("= companies  in sync  (already in '");
        assertThat(written).contains("by-email").isEqualTo(ExampleFiles.text(companies));
        assertThat(run("diff companies").exitCode()).isZero();
    }

    @Test
    void an_index_that_is_still_being_built_is_added() {
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result ended = run(BY_EMAIL + " --no-wait");

        assertThat(ended.out()).startsWith("~ companies  in progress").contains("(added to '");
        assertThat(ExampleFiles.text(companies)).contains("by-email");
        assertThat(run(BY_EMAIL).out()).contains("(by-email now ACTIVE, already in '");
    }

    @Test
    void a_dry_run_only_announces_the_change() {
        String before = ExampleFiles.text(companies);

        CliRunner.Result ended = run(BY_EMAIL + " --dry-run");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).startsWith("~ companies  planned  (would be added to '" + companies + "')\n");
        assertThat(ended.err()).contains("to make these changes: ddbtool " + BY_EMAIL);
        assertThat(ExampleFiles.text(companies)).isEqualTo(before);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "add-gsi --from-schema --write-schema | 2 | --from-schema conflicts with --write-schema",
                "add-gsi --table books --index by-a --partition-key a:S --write-schema | 3 | missing schema file for table 'books'",
                "add-gsi --table-name legacy --index by-a --partition-key a:S --write-schema | 3 | missing schema file for table 'legacy'",
                "add-gsi --table companies --index by-a --partition-key a:S --write-schema --schemas nothing-here | 3 | missing schema folder",
            })
    void requires_the_schema_file(String line, int exitCode, String message) {
        CliRunner.Result ended = run(line);

        assertThat(ended.exitCode()).isEqualTo(exitCode);
        assertThat(ended.screen()).contains(message);
        assertThat(cli.fake().calls()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "\"ProjectionType\" | \"ProjectionTyp\" | unknown member",
                "\"by-owner\" | \"by-email\" | index 'by-email' has a different definition here",
                "\"ownerId\" | \"email\" | attribute 'email' has type 'S' here, but 'N' in the new index",
            })
    void refuses_a_file_that_cannot_contain_the_index(String from, String to, String message) {
        ExampleFiles.replaceIn(companies, file -> file.replace(from, to));

        CliRunner.Result ended = run(message.contains("'N'") ? BY_EMAIL.replace("email:S", "email:N") : BY_EMAIL);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err()).contains(companies.toString()).contains(message);
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_blocked_plan_does_not_change_the_file() {
        String before = ExampleFiles.text(companies);

        CliRunner.Result ended = run(BY_EMAIL.replace("by-email", "by-owner"));

        assertThat(ended.exitCode()).isEqualTo(3);
        run("create -e staging companies");
        ExampleFiles.replaceIn(companies, file -> file.replace("by-owner", "by-someone"));
        assertThat(run(BY_EMAIL.replace("by-email", "by-owner") + " -e staging").exitCode())
                .isEqualTo(5);
        assertThat(ExampleFiles.text(companies)).isEqualTo(before.replace("by-owner", "by-someone"));
    }

    @Test
    void a_file_written_by_hand_keeps_what_it_has_and_gets_nothing_else() {
        books("\"BillingMode\": \"PAY_PER_REQUEST\"");
        ExampleFiles.text(schemas.resolve("books.json"), """
                {"Table": {"TableName": "construction-expenses-books",
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "DeletionProtectionEnabled": true},
                 "Tags": [{"Key": "team", "Value": "a"}]}
                """);

        CliRunner.Result ended = run(BOOKS + " --max-read 5");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ExampleFiles.text(schemas.resolve("books.json")).replaceAll("\\s+", ""))
                .isEqualTo("""
                {"Table":{"AttributeDefinitions":[{"AttributeName":"id","AttributeType":"S"},\
                {"AttributeName":"title","AttributeType":"S"}],"TableName":"books",\
                "KeySchema":[{"AttributeName":"id","KeyType":"HASH"}],\
                "GlobalSecondaryIndexes":[{"IndexName":"by-title","KeySchema":[{"AttributeName":"title",\
                "KeyType":"HASH"}],"Projection":{"ProjectionType":"ALL"},\
                "OnDemandThroughput":{"MaxReadRequestUnits":5}}],"DeletionProtectionEnabled":true},\
                "Tags":[{"Key":"team","Value":"a"}]}""");
    }

    @ParameterizedTest
    @CsvSource({"false, false", "false, true", "true, false", "true, true"})
    void the_index_has_capacity_only_where_the_file_is_provisioned(boolean liveProvisioned, boolean fileProvisioned) {
        String provisioned = "\"BillingMode\": \"PROVISIONED\"" + CAPACITY;
        books(liveProvisioned ? provisioned : "\"BillingMode\": \"PAY_PER_REQUEST\"");
        ExampleFiles.write(
                schemas,
                "books",
                fileProvisioned
                        ? ", \"BillingModeSummary\": {\"BillingMode\": \"PROVISIONED\"}"
                                + CAPACITY.replace("7", liveProvisioned ? "70" : "7")
                        : "",
                "");

        CliRunner.Result ended = run(BOOKS);

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        String index = ExampleFiles.text(schemas.resolve("books.json")).replaceAll("\\s+", "");
        assertThat(index.substring(index.indexOf("by-title")).contains(CAPACITY.replaceAll("\\s+", "")))
                .as(index)
                .isEqualTo(fileProvisioned);
        assertThat(run("validate " + schemas).exitCode()).isZero();
    }

    @Test
    void a_file_that_cannot_be_written_fails_although_the_index_exists() {
        cli.fake().on("UpdateTable").before(() -> ExampleFiles.makeFolder(companies));

        CliRunner.Result ended = run(BY_EMAIL);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .contains("ddbtool: companies: index 'by-email' of 'construction-expenses-companies' exists,"
                        + " but it is not in the schema file: cannot write '" + companies + "': is a folder\n")
                .contains("hint: fix the cause, then run the same command again: it only writes the file\n");
        assertThat(cli.fake().mutations()).containsExactly("UpdateTable");
    }

    @Test
    void changes_of_another_run_are_kept() {
        cli.fake()
                .on("UpdateTable")
                .nth(1)
                .before(() -> run(BY_EMAIL.replace("by-email", "by-phone").replace("email:S", "phone:S")));

        assertThat(run(BY_EMAIL).exitCode()).isZero();

        assertThat(ExampleFiles.text(companies)).contains("by-email", "by-phone", "\"phone\"");
        assertThat(run("diff companies").exitCode()).isZero();
    }

    @Test
    void an_interrupted_run_continues_with_the_file() {
        cli.fake().behave(Behaviour.likeAws());
        cli.fake().on("DescribeTable").nth(5).before(() -> cli.running().interrupted(ExitCode.INTERRUPTED));
        String before = ExampleFiles.text(companies);

        CliRunner.Result ended = run(BY_EMAIL);

        assertThat(ended.exitCode()).isEqualTo(130);
        assertThat(ended.err()).endsWith("continue with: ddbtool " + BY_EMAIL + "\n");
        assertThat(ExampleFiles.text(companies)).isEqualTo(before);
        assertThat(run(BY_EMAIL).exitCode()).isZero();
        assertThat(run("diff companies").exitCode()).isZero();
    }
}
