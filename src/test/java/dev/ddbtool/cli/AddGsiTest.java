package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddGsiTest {

    private static final String COMPANIES = "construction-expenses-companies";

    private final Path schemas;
    private final CliRunner cli;

    AddGsiTest(@TempDir Path folder) {
        schemas = folder.resolve("schemas");
        cli = CliRunner.withExamples(schemas);
        ExampleTables.production(cli.fake());
    }

    /** Runs {@code add-gsi --yes} with these arguments. */
    private CliRunner.Result add(String options) {
        List<String> arguments = new ArrayList<>(List.of("add-gsi", "--yes"));
        arguments.addAll(Transcript.words(options));
        return cli.run(arguments.toArray(String[]::new));
    }

    private JsonNode sent() {
        return cli.fake().calls().stream()
                .filter(call -> call.operation().equals("UpdateTable"))
                .reduce((first, last) -> last)
                .map(Call::request)
                .orElseThrow();
    }

    private JsonNode created() {
        return sent().at("/GlobalSecondaryIndexUpdates/0/Create");
    }

    private String indexStatus(String table, String index) {
        for (JsonNode live : cli.fake().table(table).at("/Table/GlobalSecondaryIndexes")) {
            if (live.get("IndexName").asText().equals(index)) {
                return live.get("IndexStatus").asText();
            }
        }
        return "none";
    }

    @Test
    void only_describe_and_update_are_called() {
        cli.fake().deny("ListTagsOfResource");

        assertThat(add("--table companies --index by-email --partition-key email:S")
                        .exitCode())
                .isZero();

        assertThat(cli.fake().operations()).containsOnly("DescribeTable", "ListTagsOfResource", "UpdateTable");
        assertThat(indexStatus(COMPANIES, "by-email")).isEqualTo("ACTIVE");
    }

    @ParameterizedTest
    @CsvSource({
        "--table companies --index by-email --partition-key email:S, index created",
        "--table companies --index by-email --partition-key email:S --no-wait, in progress",
        "--table companies --index by-email --partition-key email:S --dry-run, planned",
        "--table companies --index by-owner --partition-key ownerId:S, in sync",
        "--table companies --index by-owner --partition-key email:S, blocked",
        "--from-schema companies, in sync"
    })
    void an_unknown_member_of_an_answer_is_named(String options, String outcome) {
        cli.fake().edit(COMPANIES).member("/Novelty", "{\"Enabled\": true}");

        CliRunner.Result ended = add(options);

        assertThat(ended.out()).contains(outcome);
        assertThat(ended.err())
                .contains(
                        "responses contain members that this version of ddbtool does not support: Table.Novelty (1 table)");
    }

    @Test
    void the_union_of_old_and_new_attributes_is_sent() {
        add("--table company-users --index by-role --partition-key role --sort-key joinedAt:N");

        assertThat(sent().get("AttributeDefinitions").findValuesAsText("AttributeName"))
                .containsExactlyInAnyOrder("companyId", "userId", "role", "joinedAt");
        assertThat(created())
                .hasToString("{\"IndexName\":\"by-role\",\"KeySchema\":["
                        + "{\"AttributeName\":\"role\",\"KeyType\":\"HASH\"},{\"AttributeName\":\"joinedAt\",\"KeyType\":\"RANGE\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"ALL\"}}");
    }

    /** As in AWS's example of create-table. */
    @Test
    void an_index_may_include_key_attributes_and_its_table_stays_usable() {
        CliRunner.Result ended = add("--table companies --index by-email --partition-key email:S --projection INCLUDE"
                + " --include companyId,email,name");

        assertThat(ended.exitCode()).isZero();
        assertThat(created().at("/Projection/NonKeyAttributes")).hasToString("[\"companyId\",\"email\",\"name\"]");
        for (String line :
                List.of("export companies", "validate", "diff companies", "create companies", "create -e dev")) {
            assertThat(cli.run(line.split(" ")).exitCode()).as(line).isZero();
        }
    }

    @Test
    void up_to_four_attributes_of_each_kind_keep_their_order() {
        CliRunner.Result ended = add(
                "--table companies --index by-much --partition-key d:S --partition-key c:N"
                        + " --partition-key b:B --partition-key a:S --sort-key z:S --sort-key y:S --sort-key x:S --sort-key w:S");

        assertThat(ended.exitCode()).isZero();
        assertThat(created().get("KeySchema").findValuesAsText("AttributeName"))
                .containsExactly("d", "c", "b", "a", "z", "y", "x", "w");
        assertThat(add("--table companies --index by-more --partition-key a:S --partition-key b:S --partition-key c:S"
                                + " --partition-key d:S --partition-key e:S")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void the_variables_of_the_shell_script_define_the_same_index() {
        cli.variable("TABLE_NAME", COMPANIES)
                .variable("INDEX_NAME", "by-owner-and-date")
                .variable("PARTITION_KEY", "ownerId")
                .variable("SORT_KEY", "createdAt")
                .variable("SORT_KEY_TYPE", "N")
                .variable("PROJECTION_TYPE", "INCLUDE")
                .variable("NON_KEY_ATTRIBUTES", "name, address city");

        CliRunner.Result ended = add("");

        assertThat(ended.err()).doesNotContain("ignoring");
        assertThat(ended.exitCode()).isZero();
        assertThat(created().get("KeySchema").findValuesAsText("AttributeName"))
                .containsExactly("ownerId", "createdAt");
        assertThat(created().at("/Projection/NonKeyAttributes").toString()).contains("name", "address", "city");
        assertThat(sent().get("AttributeDefinitions").toString()).contains("createdAt\",\"AttributeType\":\"N");
    }

    @Test
    void flags_for_an_index_make_variables_ignored_with_a_note() {
        cli.variable("SORT_KEY", "leftover")
                .variable("SORT_KEY_TYPE", "N")
                .variable("PROJECTION_TYPE", "KEYS_ONLY")
                .variable("INDEX_NAME", "");

        CliRunner.Result ended = add("--table companies --index by-email --partition-key email:S");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.err())
                .contains(
                        "ignoring these variables because index options are given: SORT_KEY, SORT_KEY_TYPE, PROJECTION_TYPE\n");
        assertThat(created().toString()).doesNotContain("leftover").contains("\"ALL\"");
    }

    @Test
    void variables_do_not_complete_a_request_with_flags() {
        cli.variable("PARTITION_KEY", "email").variable("PARTITION_KEY_TYPE", "S");

        CliRunner.Result ended = add("--table companies --index by-email");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).contains("missing option --partition-key");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    --table companies --index by-a --partition-key :S                         | ':S'
                    --table companies --index by-a --partition-key a:S --read-capacity 0      | 1 to 1000000000000
                    --table companies --index by-a --partition-key a:S --projection INCLUDE --include b,,c | ''
                    """)
    void an_invalid_request_is_a_usage_error(String options, String message) {
        CliRunner.Result ended = add(options);

        assertThat(ended.err()).contains("ddbtool: ").contains(message);
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void an_index_of_a_provisioned_table_has_the_capacity_of_the_table_by_default() {
        cli.fake().seed("""
                        {"TableName": "construction-expenses-books", "AttributeDefinitions":
                          [{"AttributeName": "id", "AttributeType": "S"}],
                         "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}], "BillingMode": "PROVISIONED",
                         "ProvisionedThroughput": {"ReadCapacityUnits": 7, "WriteCapacityUnits": 3}}
                        """);

        assertThat(add("--table books --index by-title --partition-key title:S").exitCode())
                .isZero();
        assertThat(created().get("ProvisionedThroughput"))
                .hasToString("{\"ReadCapacityUnits\":7,\"WriteCapacityUnits\":3}");
        assertThat(add("--table books --index by-author --partition-key author:S --read-capacity 2 --write-capacity 1")
                        .exitCode())
                .isZero();
        assertThat(created().get("ProvisionedThroughput"))
                .hasToString("{\"ReadCapacityUnits\":2,\"WriteCapacityUnits\":1}");
        assertThat(add("--table books --index by-year --partition-key year:N --write-capacity 9")
                        .exitCode())
                .isZero();
        assertThat(created().get("ProvisionedThroughput"))
                .hasToString("{\"ReadCapacityUnits\":7,\"WriteCapacityUnits\":9}");
        assertThat(add("--table books --index by-shelf --partition-key shelf:S --max-read 5")
                        .exitCode())
                .isEqualTo(2);
    }

    @Test
    void maximums_of_an_on_demand_table_are_sent() {
        add("--table companies --index by-email --partition-key email:S --max-read 10 --max-write 5");

        assertThat(created().get("OnDemandThroughput"))
                .hasToString("{\"MaxReadRequestUnits\":10,\"MaxWriteRequestUnits\":5}");
    }

    @Test
    void no_wait_reports_progress_and_a_repeat_makes_no_call() {
        cli.fake().behave(Behaviour.likeAws());
        String options = "--table companies --index by-email --partition-key email:S";

        CliRunner.Result first = add(options + " --no-wait");
        CliRunner.Result again = add(options + " --no-wait");
        assertThat(first.exitCode()).isZero();
        assertThat(first.out()).contains("in progress");
        assertThat(again.exitCode()).isZero();
        assertThat(again.out()).contains("in progress");
        assertThat(indexStatus(COMPANIES, "by-email")).isEqualTo("CREATING");

        CliRunner.Result waiting = add(options);
        assertThat(waiting.exitCode()).isZero();
        assertThat(waiting.err()).contains("backfilling").contains("16 items");
        assertThat(indexStatus(COMPANIES, "by-email")).isEqualTo("ACTIVE");
        assertThat(add(options).out()).contains("in sync");
        assertThat(cli.fake().mutations()).containsExactly("UpdateTable");
    }

    @Test
    void a_dry_run_only_reads() {
        CliRunner.Result ended =
                add("--table companies --index by-email --partition-key email:S --dry-run --show-calls");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("    aws dynamodb update-table --region eu-west-1 --cli-input-json '{");
        assertThat(cli.fake().operations()).containsOnly("DescribeTable", "ListTagsOfResource");
        assertThat(add("--from-schema --dry-run").exitCode()).isZero();
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void from_schema_adds_all_missing_indexes_one_at_a_time_per_table() {
        cli.fake()
                .edit("construction-expenses-company-users")
                .removeIndex("by-user")
                .removeIndex("by-company-and-role");
        cli.fake().edit(COMPANIES).removeIndex("by-owner");
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result ended = add("--from-schema");

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out())
                .contains("+ companies             index created")
                .contains("+ company-users         index created")
                .endsWith("11 in sync, 2 index created\n");
        assertThat(cli.fake().mutations()).hasSize(3);
        assertThat(indexStatus("construction-expenses-company-users", "by-user"))
                .isEqualTo("ACTIVE");
        assertThat(indexStatus("construction-expenses-company-users", "by-company-and-role"))
                .isEqualTo("ACTIVE");
        assertThat(cli.run("diff").exitCode()).isZero();
    }

    private static final String BOOKS = "construction-expenses-books";

    /** A live table without the global index {@code by-author} and the vector index {@code alike} of its file. */
    private void booksWithoutIndexes() {
        ExampleFiles.text(schemas.resolve("books.json"), CompleteSchemaFile.with(""));
        assertThat(cli.run("create", "--yes", "books").exitCode()).isZero();
        cli.fake().edit(BOOKS).removeIndex("by-author").removeIndex("alike");
        cli.fake().forgetCalls();
    }

    @Test
    void from_schema_adds_a_vector_index_after_a_global_index() {
        booksWithoutIndexes();
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result ended = add("--from-schema books");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out()).contains("+ books  index created").endsWith("1 index created\n");
        assertThat(ended.err())
                .containsSubsequence(
                        "index 'by-author' allocating",
                        "index 'by-author' backfilling",
                        "index 'alike' allocating",
                        "index 'alike' backfilling");
        assertThat(cli.fake().mutations()).containsExactly("UpdateTable", "UpdateTable");
        assertThat(sent())
                .hasToString("{\"AttributeDefinitions\":["
                        + "{\"AttributeName\":\"id\",\"AttributeType\":\"S\"},"
                        + "{\"AttributeName\":\"title\",\"AttributeType\":\"S\"},"
                        + "{\"AttributeName\":\"year\",\"AttributeType\":\"N\"},"
                        + "{\"AttributeName\":\"author\",\"AttributeType\":\"S\"}],\"TableName\":\"" + BOOKS
                        + "\",\"VectorIndexUpdates\":[{\"Create\":{\"IndexName\":\"alike\","
                        + "\"VectorAttribute\":{\"AttributeName\":\"likeness\"},"
                        + "\"SearchSchema\":[{\"AttributeName\":\"author\",\"SearchSchemaElementType\":\"HASH\"}],"
                        + "\"Projection\":{\"ProjectionType\":\"KEYS_ONLY\"},"
                        + "\"Dimensions\":8,\"DistanceFunction\":\"COSINE\"}}]}");
        assertThat(cli.run("diff", "books").exitCode()).isZero();
        assertThat(add("--from-schema books").out()).contains("in sync");
        assertThat(cli.fake().mutations()).hasSize(2);
    }

    @Test
    void a_vector_index_can_be_left_to_the_service_and_waited_for_later() {
        booksWithoutIndexes();
        cli.fake().behave(Behaviour.likeAws());

        CliRunner.Result cut = add("--from-schema books --timeout 12m");
        assertThat(cut.exitCode()).isEqualTo(6);
        assertThat(cut.err())
                .contains("time limit reached while waiting for index 'alike' of '" + BOOKS
                        + "' to become ACTIVE (backfilling)")
                .endsWith("continue with: ddbtool add-gsi --yes --from-schema books\n");
        assertThat(add("--from-schema books --dry-run").out()).contains("would wait for alike");
        assertThat(add("--from-schema books --no-wait").out()).contains("in progress");
        assertThat(add("--from-schema books").out()).contains("in sync").contains("alike now ACTIVE");
        assertThat(cli.fake().mutations()).hasSize(2);
    }

    @Test
    void a_dry_run_shows_the_calls_of_both_kinds_of_indexes() {
        booksWithoutIndexes();

        CliRunner.Result ended = add("--from-schema books --dry-run --show-calls");

        assertThat(ended.out())
                .contains("    global index by-author: none -> author + year (sort), projection INCLUDE isbn\n"
                        + "    vector index alike: none -> likeness, 8 dimensions, COSINE, HASH author, projection"
                        + " KEYS_ONLY\n")
                .contains("; do sleep 20; done\n    aws dynamodb update-table --region eu-west-1 --cli-input-json '{")
                .contains("\"VectorIndexUpdates\":[{\"Create\":{\"IndexName\":\"alike\",")
                .contains(
                        " --query \"Table.GlobalSecondaryIndexes[?IndexName=='by-author' && ! Backfilling].IndexStatus\"");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_vector_index_is_refused_on_a_provisioned_table_before_anything_is_changed() {
        booksWithoutIndexes();
        cli.fake().edit(BOOKS).member("/BillingModeSummary/BillingMode", "\"PROVISIONED\"");

        CliRunner.Result ended = add("--from-schema books");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err())
                .contains("'" + BOOKS + "' has billing mode PROVISIONED; vector index 'alike' requires PAY_PER_REQUEST")
                .contains("hint: switch the table first: aws dynamodb update-table --table-name " + BOOKS
                        + " --billing-mode PAY_PER_REQUEST");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void a_vector_index_that_an_emulator_does_not_know_is_not_applied() {
        booksWithoutIndexes();
        cli.fake()
                .on("UpdateTable")
                .where(request -> request.has("VectorIndexUpdates"))
                .fail(Fault.dynamoDb("ValidationException", "Nothing to update"));

        CliRunner.Result ended =
                cli.with(Map.of("AWS_ENDPOINT_URL", "http://localhost:8000")).run("add-gsi", "--from-schema", "books");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out()).contains("+ books  index created").contains("not applied: VectorIndexes\n");
    }

    @Test
    void from_schema_requires_only_named_tables_to_be_live() {
        cli.fake().edit(COMPANIES).remove();

        assertThat(add("--from-schema").exitCode()).isZero();
        assertThat(add("--from-schema").out()).contains("companies").contains("missing");
        assertThat(add("--from-schema companies").exitCode()).isEqualTo(4);
        assertThat(add("--from-schema companis").exitCode()).isEqualTo(3);
    }

    @Test
    void any_table_name_can_be_given() {
        cli.fake().seed(ExampleTables.createTable("companies", "legacy.companies"));

        CliRunner.Result ended = cli.with(
                        Map.of("TABLE_NAME", "legacy.companies", "INDEX_NAME", "by-x", "PARTITION_KEY", "x"))
                .run("add-gsi", "--yes");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(add("--table-name legacy.companies --index by-x --partition-key x:B")
                        .exitCode())
                .isZero();
        assertThat(indexStatus("legacy.companies", "by-x")).isEqualTo("ACTIVE");
    }

    @Test
    void the_variable_for_attributes_is_used_only_with_projection_include() {
        cli.variable("TABLE_NAME", COMPANIES)
                .variable("INDEX_NAME", "by-email")
                .variable("PARTITION_KEY", "email")
                .variable("PARTITION_KEY_TYPE", "S")
                .variable("PROJECTION_TYPE", "ALL")
                .variable("NON_KEY_ATTRIBUTES", "a,b");

        CliRunner.Result ended = cli.run("add-gsi", "--yes");

        assertThat(ended.err()).contains("warning: ignoring NON_KEY_ATTRIBUTES");
        assertThat(ended.exitCode()).isZero();
        assertThat(created().at("/Projection")).hasToString("{\"ProjectionType\":\"ALL\"}");
    }

    @Test
    void a_dry_run_plans_no_step_for_an_index_in_progress() {
        cli.fake().behave(Behaviour.likeAws());
        String options = "--table companies --index by-email --partition-key email:S";
        add(options + " --no-wait");

        CliRunner.Result ended = add(options + " --dry-run");

        assertThat(ended.out()).contains("in sync  (would wait for by-email)");
        assertThat(ended.exitCode()).isZero();
    }

    @Test
    void a_plan_with_different_blockers_has_a_general_hint() {
        cli.fake().edit(COMPANIES).removeIndex("by-owner").status("DELETING");
        cli.fake()
                .edit("construction-expenses-company-users")
                .removeIndex("by-user")
                .status("INACCESSIBLE_ENCRYPTION_CREDENTIALS");

        CliRunner.Result ended = add("--from-schema");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err())
                .contains("the plan has 2 blockers\n")
                .contains("hint: wait until it is deleted")
                .endsWith("hint: fix all blockers, then run the same command again\n");
    }

    // ---- the environment of the table

    @Test
    void an_index_that_is_being_deleted_does_not_skip_the_check() {
        cli.fake()
                .edit(COMPANIES)
                .tags(Map.of("Environment", "dev"))
                .member("/GlobalSecondaryIndexes/0/IndexStatus", "\"DELETING\"");
        cli.fake().forgetCalls();

        CliRunner.Result ended = add("--table companies --index by-owner --partition-key ownerId:S");

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(5);
        assertThat(ended.err()).contains("the Environment tag of '" + COMPANIES + "' is 'dev'");
        assertThat(cli.fake().mutations()).isEmpty();
    }

    @Test
    void the_tags_of_a_table_that_is_being_deleted_are_not_read() {
        cli.fake().edit(COMPANIES).status("DELETING");
        cli.fake().forgetCalls();

        CliRunner.Result ended = add("--table companies --index by-email --partition-key email:S");

        assertThat(ended.exitCode()).isEqualTo(5);
        assertThat(ended.err()).contains("table '" + COMPANIES + "' is DELETING");
        assertThat(cli.fake().operations()).doesNotContain("ListTagsOfResource");
    }

    @Test
    void the_environment_of_a_physical_name_is_checked() {
        cli.run("create", "-e", "staging", "companies");

        assertThat(add("--table-name construction-expenses-staging-companies --index by-x --partition-key x:S")
                        .exitCode())
                .isZero();
    }

    @Test
    void without_permission_to_read_tags_the_check_is_skipped_and_reported() {
        cli.fake().deny("ListTagsOfResource");

        CliRunner.Result ended = add("--table companies --index by-email --partition-key email:S");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out())
                .contains("index created")
                .contains("not read: Tags: the Environment tag was not checked: ListTagsOfResource");
    }

    @Test
    void an_emulator_without_tags_causes_no_message() {
        cli.fake().unsupported("ListTagsOfResource");

        CliRunner.Result ended = cli.with(Map.of("AWS_ENDPOINT_URL", "http://localhost:8000"))
                .run("add-gsi", "--yes", "--table", "companies", "--index", "by-email", "--partition-key", "email:S");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.screen()).doesNotContain("Tags");
    }

    @Test
    void tags_are_read_only_for_tables_that_would_change() {
        cli.fake().edit("construction-expenses-company-users").removeIndex("by-user");
        cli.fake().forgetCalls();

        assertThat(add("--from-schema").exitCode()).isZero();

        assertThat(cli.fake().operations()).containsOnlyOnce("ListTagsOfResource");
    }
}
