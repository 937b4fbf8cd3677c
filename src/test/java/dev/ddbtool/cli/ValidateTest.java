package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ValidateTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void use_a_copy_of_the_example_schemas() {
        ExampleFiles.copyTo(folder);
        cli.variable("SCHEMA_DIR", folder.toString());
    }

    private CliRunner.Result validate(Path... paths) {
        return cli.run(Stream.concat(Stream.of("validate"), Stream.of(paths).map(Path::toString))
                .toArray(String[]::new));
    }

    @Test
    void valid_files_are_counted_without_any_call_or_region() {
        cli.variable("AWS_REGION", "");

        CliRunner.Result ended = validate();

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).isEqualTo("13 valid\n");
        assertThat(ended.err()).isEmpty();
        assertThat(cli.fake().operations()).isEmpty();
    }

    @Test
    void all_problems_of_all_files_are_shown_with_file_and_line() {
        Path companies = folder.resolve("companies.json");
        Path users = folder.resolve("company-users.json");
        ExampleFiles.text(
                companies,
                ExampleFiles.text(companies)
                        .replace("\"HASH\"", "\"HUSH\"")
                        .replace("\"KeySchema\"", "\"KeySchemas\""));
        ExampleFiles.text(users, ExampleFiles.text(users).replace("\"by-user\"", "\"b\""));

        CliRunner.Result ended = validate();

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out())
                .containsPattern("companies\\.json:[0-9]+: .*'?KeySchemas'?.*KeySchema")
                .containsPattern("company-users\\.json:[0-9]+: .*'b'.*3")
                .endsWith("2 invalid, 11 valid\n")
                .doesNotContain("Exception");
        assertThat(ended.err())
                .isEqualTo("ddbtool: 3 problems in the schema files\n"
                        + "hint: fix the problems above, then run: ddbtool validate " + folder + "\n");
    }

    /** A file written by hand, with its own order of members. */
    private void write_a_file_with_many_problems() {
        ExampleFiles.text(folder.resolve("orders.json"), """
                {
                  "Tags": [
                    {"Key": "team", "Value": "a"},
                    {"Key": "team", "Value": "b"}
                  ],
                  "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "owner"},
                  "Table": {
                    "TableName": "construction-expenses-dev-companies",
                    "AttributeDefinitions": [
                      {"AttributeName": "id", "AttributeType": "S"},
                      {"AttributeName": "owner", "AttributeType": "S"}
                    ],
                    "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                    "BilingMode": "PAY_PER_REQUEST",
                    "GlobalSecondaryIndexes": [
                      {"IndexName": "by-owner", "KeySchema": [{"AttributeName": "owner", "KeyType": "HASH"}],
                       "Projection": {"ProjectionType": "INCLUDE"}}
                    ]
                  }
                }
                """);
    }

    @Test
    void all_problems_are_reported_in_the_order_of_lines() {
        write_a_file_with_many_problems();
        String file = folder.resolve("orders.json").toString();

        assertThat(validate().out()).isEqualTo("""
                        ! orders  invalid
                        FILE:4: duplicate tag 'team': remove one
                        FILE:8: the file is named 'orders.json', but its table is 'companies': rename the file to 'companies.json', or change TableName
                        FILE:8: duplicate table 'companies', also in 'companies.json': remove one of the files
                        FILE:14: unknown member 'BilingMode' in Table: did you mean 'BillingModeSummary'?
                        FILE:17: index 'by-owner' has ProjectionType 'INCLUDE' but no NonKeyAttributes: list 1 to 20, or use 'KEYS_ONLY'
                        1 invalid, 13 valid
                        """.replace("FILE", file));
    }

    @Test
    void as_json_each_problem_has_its_file_line_path_and_message() throws JsonProcessingException {
        write_a_file_with_many_problems();

        CliRunner.Result ended = cli.run("validate", "--output", "json");

        assertThat(ended.exitCode()).isEqualTo(3);
        JsonNode report = new ObjectMapper().readTree(ended.out());
        assertThat(report.get("counts")).hasToString("{\"invalid\":1,\"valid\":13}");
        JsonNode problems = report.get("tables").findParents("problems").stream()
                .filter(table -> table.get("table").asText().equals("orders"))
                .map(table -> table.get("problems"))
                .findFirst()
                .orElseThrow();
        assertThat(problems).hasSize(5);
        assertThat(problems.get(0))
                .isEqualTo(new ObjectMapper()
                        .createObjectNode()
                        .put("file", folder.resolve("orders.json").toString())
                        .put("line", 4)
                        .put("path", "/Tags/1/Key")
                        .put("message", "duplicate tag 'team': remove one"));
        assertThat(problems.findValuesAsText("path"))
                .containsExactly(
                        "/Tags/1/Key",
                        "/Table/TableName",
                        "/Table/TableName",
                        "/Table/BilingMode",
                        "/Table/GlobalSecondaryIndexes/0/Projection");
    }

    @Test
    void useless_but_valid_settings_cause_a_warning_in_every_command() {
        Path books = folder.resolve("books.json");
        ExampleFiles.write(
                folder,
                "books",
                ", \"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"}",
                ", \"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\", \"AttributeName\": \"id\"}");
        String warning = "TTL deletes nothing because attribute 'id' is a key of type 'S'";

        CliRunner.Result ended = validate(books);
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err().replaceAll("\\s+", " ")).contains("warning: " + books + ":2: " + warning);
        assertThat(cli.run("create", "-e", "dev", "books").err().replaceAll("\\s+", " "))
                .contains("warning: 'construction-expenses-dev-books': " + warning);
    }

    @Test
    void an_unreadable_member_does_not_hide_other_problems() throws JsonProcessingException {
        Path users = folder.resolve("company-users.json");
        String text = ExampleFiles.text(users);
        String broken =
                "\"GlobalSecondaryIndexes\": [ {\"IndexName\": \"by-role\", \"KeySchema\": [], \"Projection\": {}},";
        ExampleFiles.text(
                users, text.replace("\"GlobalSecondaryIndexes\": [", broken).replace("\"by-user\"", "\"b\""));

        JsonNode report = new ObjectMapper()
                .readTree(cli.run("validate", users.toString(), "--output", "json")
                        .out());

        assertThat(report.findValuesAsText("path"))
                .containsExactly(
                        "/Table/GlobalSecondaryIndexes/0/Projection", "/Table/GlobalSecondaryIndexes/2/IndexName");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "create -e staging",
                "create -e staging company-users --dry-run",
                "create -e staging --reconcile --yes",
                "add-gsi --from-schema",
                "add-gsi --from-schema company-users",
                "diff",
                "diff company-users",
                "export companies"
            })
    void every_command_checks_the_rules_before_any_call(String line) {
        Path users = folder.resolve("company-users.json");
        ExampleFiles.text(users, ExampleFiles.text(users).replace("\"by-user\"", "\"b\""));

        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.err())
                .isEqualTo(users
                        + ":51: invalid IndexName 'b': use 3 to 255 letters, digits, '_', '.' and '-'\n"
                        + "ddbtool: 1 problem in the schema files\n"
                        + "hint: fix the problems above, then run: ddbtool validate " + users + "\n");
        assertThat(ended.out()).isEmpty();
        assertThat(cli.fake().operations()).isEmpty();
    }

    @Test
    void only_the_given_files_and_folders_are_read() {
        ExampleFiles.text(folder.resolve("broken.json"), "{");
        Path good = folder.resolve("companies.json");

        assertThat(validate(good).out()).isEqualTo("1 valid\n");
        assertThat(validate(good, folder.resolve("broken.json")).exitCode()).isEqualTo(3);
        assertThat(validate(folder).exitCode()).isEqualTo(3);
        assertThat(validate(folder.resolve("nosuch.json")).exitCode()).isEqualTo(3);
    }

    @Test
    void equally_named_tables_in_two_folders_are_both_checked() {
        Path other = folder.resolve("other");
        ExampleFiles.text(other.resolve("companies.json"), "{");

        CliRunner.Result ended = validate(other, folder);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains("other/companies.json:1: ");
        assertThat(validate(folder, other).exitCode()).isEqualTo(3);
    }
}
