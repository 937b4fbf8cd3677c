package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.convert.CreatedTable;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** {@code ddbtool convert} to CloudFormation and Terraform. */
class ConvertTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void use_a_copy_of_the_example_schemas() {
        ExampleFiles.copyTo(folder.resolve("schemas"));
        cli.variable("SCHEMA_DIR", folder.resolve("schemas").toString());
    }

    private CliRunner.Result convert(String arguments) {
        CliRunner.Result ended = cli.run(("convert --to " + arguments).split(" "));
        assertThat(cli.fake().operations()).doesNotContain("CreateTable");
        return ended;
    }

    private CliRunner.Result ok(String arguments) {
        CliRunner.Result ended = convert(arguments);
        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        return ended;
    }

    private Path out() {
        return folder.resolve("out");
    }

    private void table(String name, String tableMembers, String topMembers) {
        ExampleFiles.write(folder.resolve("schemas"), name, tableMembers, topMembers);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"-e staging", "-e production", "-e staging --no-pitr --no-sse --deletion-protection on --tag a=b"
            })
    void both_templates_describe_the_tables_that_create_would_create(String options) {
        Map<String, Map<String, String>> created = ConvertedTemplates.created(cli, options.split(" "));

        assertThat(created).hasSize(13);
        assertThat(ConvertedTemplates.ofTemplate(ok("cloudformation " + options).out()))
                .isEqualTo(created);
        assertThat(ConvertedTemplates.ofConfiguration(ok("terraform " + options).out()))
                .isEqualTo(created);
    }

    /** As exported, so that all settings of the files are in the templates. */
    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void both_templates_describe_random_tables(long seed) {
        RoundTrip trip = new RoundTrip(folder.resolve("random"));
        RandomSchemas random = new RandomSchemas(seed);
        List<TableSchema> schemas = new ArrayList<>();
        for (Sse encryption : Sse.values()) {
            schemas.add(random.complete(encryption, KEY));
            schemas.add(random.complete(encryption, KEY));
            schemas.add(random.sparse(random.complete(encryption, KEY)));
        }
        trip.writeByHand(schemas);
        Map<String, Map<String, String>> created = ConvertedTemplates.created(trip.cli());
        assertThat(created).hasSameSizeAs(schemas);

        assertThat(ConvertedTemplates.ofTemplate(
                        trip.ok("convert", List.of("--to", "cloudformation")).out()))
                .isEqualTo(created);
        CliRunner.Result terraform = trip.ok("convert", List.of("--to", "terraform"));
        Map<String, Map<String, String>> expected = new TreeMap<>();
        created.forEach((name, settings) -> expected.put(name, CreatedTable.withoutVectors(settings)));
        assertThat(ConvertedTemplates.ofConfiguration(terraform.out())).isEqualTo(expected);
        assertThat(schemas.stream()
                        .filter(schema -> !schema.table().vectorIndexes().isEmpty())
                        .map(TableSchema::name))
                .allMatch(
                        name -> terraform.err().contains(name + "': the AWS provider does not support vector indexes"));
    }

    @Test
    void the_published_schema_refuses_properties_of_other_forms() {
        JsonNode template =
                ConvertedTemplates.parsed(ok("cloudformation companies").out());
        ObjectNode properties = (ObjectNode) template.at("/Resources/Companies/Properties");
        assertThat(ConvertedTemplates.mistakes(properties)).isEmpty();

        properties.putObject("StreamSpecification").put("StreamEnabled", false);

        assertThat(ConvertedTemplates.mistakes(properties)).hasSize(2);
    }

    @Test
    void writes_the_template_and_the_resources_to_import() {
        CliRunner.Result ended = ok("cloudformation -e staging --out " + out());

        assertThat(ended.out()).isEqualTo("""
                + OUT/template.json  written
                + OUT/resources-to-import.json  written
                13 converted
                """.replace("OUT", out().toString()));
        assertThat(ended.err())
                .isEqualTo("import existing tables as described in docs/cloudformation-and-terraform.md\n");
        JsonNode template = ConvertedTemplates.parsed(ExampleFiles.text(out().resolve("template.json")));
        JsonNode imports = ConvertedTemplates.parsed(ExampleFiles.text(out().resolve("resources-to-import.json")));
        assertThat(imports).hasSize(13);
        imports.forEach(each -> {
            assertThat(each.path("ResourceType").asText()).isEqualTo("AWS::DynamoDB::Table");
            assertThat(each.at("/ResourceIdentifier/TableName"))
                    .isEqualTo(template.path("Resources")
                            .path(each.path("LogicalResourceId").asText())
                            .at("/Properties/TableName"));
        });
        assertThat(ok("cloudformation -e staging").out()).isEqualTo(ExampleFiles.text(out().resolve("template.json")));
    }

    @Test
    void writes_the_resources_and_the_imports() {
        ok("terraform -e staging --out " + out());

        Map<String, String> files = ExampleFiles.contents(out());
        assertThat(files).containsOnlyKeys("tables.tf", "imports.tf");
        assertThat(ConvertedTemplates.ofConfiguration(String.join("\n", files.values())))
                .hasSize(13);
    }

    @Test
    void never_overwrites_a_file() {
        ok("terraform --out " + out());
        Path imports = out().resolve("imports.tf");

        assertThat(ok("terraform --out " + out()).out()).contains("= " + imports + "  unchanged\n");
        ExampleFiles.text(imports, "# mine\n");
        ExampleFiles.delete(out().resolve("tables.tf"));
        CliRunner.Result refused = convert("terraform --out " + out());

        assertThat(refused.exitCode()).isEqualTo(2);
        assertThat(refused.err())
                .isEqualTo("ddbtool: '" + imports + "' already exists with other content\n"
                        + "hint: remove it, or use another folder: --out FOLDER\n");
        assertThat(ExampleFiles.contents(out())).containsExactly(Map.entry("imports.tf", "# mine\n"));
    }

    @Test
    void fails_where_no_file_can_be_written() {
        ExampleFiles.text(out(), "a file");

        CliRunner.Result failed = convert("terraform --out " + out());

        assertThat(failed.exitCode()).isEqualTo(4);
        assertThat(failed.err()).contains("cannot write '" + out().resolve("tables.tf") + "'");
    }

    @Test
    void lists_files_and_tables_in_the_report() {
        JsonNode report = ConvertedTemplates.parsed(
                ok("cloudformation --output json --out " + out()).out());

        assertThat(report.path("files").findValuesAsText("file"))
                .containsExactly(
                        out().resolve("template.json").toString(),
                        out().resolve("resources-to-import.json").toString());
        assertThat(report.at("/files/0/written").asBoolean()).isTrue();
        assertThat(report.path("counts")).hasToString("{\"converted\":13}");
        assertThat(convert("cloudformation --output json").exitCode()).isEqualTo(2);
    }

    @Test
    void calls_nothing_and_does_not_read_the_variable_of_the_environment() {
        cli.variable("ENVIRONMENT", "staging")
                .variable("DDBTOOL_ENVIRONMENT", "dev")
                .variable("AWS_REGION", "");

        assertThat(ok("terraform companies").out()).contains("\"construction-expenses-companies\"");
        assertThat(cli.fake().operations()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            convert | missing format | use --to=cloudformation, --to=terraform or --to=schema
            convert --to yaml | invalid value 'yaml' for --to | use --to=cloudformation, --to=terraform or --to=schema
            convert --to terraform --output json | --output json requires --out | add --out FOLDER, or omit --output json to print the result
            convert --to schema | missing file | name it: ddbtool convert --to schema FILE
            convert --to schema a.json b.json | several files require --out | add --out FOLDER, or name one file
            convert --to schema a.json --no-pitr --tag a=b | --to schema conflicts with --no-pitr | omit --no-pitr
            """)
    void explains_wrong_usage(String line, String message, String hint) {
        CliRunner.Result ended = cli.run(line.split(" "));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).isEqualTo("ddbtool: " + message + "\nhint: " + hint + "\n");
    }

    @Test
    void requires_a_prefix_for_templates() {
        cli.in(folder);

        CliRunner.Result ended = convert("terraform companies");

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err()).startsWith("ddbtool: missing table prefix\n");
    }

    @Test
    void notes_what_the_policy_overrides() {
        table(
                "orders",
                ", \"ProvisionedThroughput\": {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 5},"
                        + " \"BillingModeSummary\": {\"BillingMode\": \"PROVISIONED\"}",
                "");

        assertThat(ok("terraform orders -e staging").err())
                .isEqualTo("note: billing mode: PROVISIONED in the file, PAY_PER_REQUEST by policy (1 table)\n");
        assertThat(ok("terraform orders -e staging --out " + out()).out())
                .isEqualTo("""
                + orders  converted
                    billing mode: PROVISIONED in the file, PAY_PER_REQUEST by policy
                + OUT/tables.tf  written
                + OUT/imports.tf  written
                1 converted
                """.replace("OUT", out().toString()));
        assertThat(ok("terraform orders").out()).contains("read_capacity  = 5");
    }

    @Test
    void lists_replicas_as_not_applied() {
        table("orders", ", \"Replicas\": [{\"RegionName\": \"eu-central-1\"}]", "");

        CliRunner.Result cloudFormation = ok("cloudformation orders --out " + out());

        assertThat(cloudFormation.out()).contains("not applied: Replicas");
        assertThat(cloudFormation.err().replaceAll("\\s+", " "))
                .contains("warning: 'construction-expenses-orders': ")
                .contains("AWS::DynamoDB::GlobalTable");
        assertThat(ok("terraform orders").err()).contains("add a 'replica' block");
    }

    @Test
    void refuses_a_table_with_the_key_of_another_account() {
        String sse = ", \"SSEDescription\": {\"Status\": \"ENABLED\", \"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \""
                + KEY + "\"}";
        table("orders", sse, "");
        table("books", "", "");

        CliRunner.Result refused = convert("terraform orders books -e staging --out " + out());

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.out()).contains("! orders  blocked").contains("1 blocked, 1 converted\n");
        assertThat(refused.err())
                .contains("requires --kms-key")
                .contains("nothing was written: the plan has 1 blocker");
        assertThat(out()).doesNotExist();
        assertThat(convert("terraform orders --output json --out " + out() + " --environments prod -e prod")
                        .exitCode())
                .isZero();
        cli.variable("AWS_REGION", "us-east-1");
        assertThat(convert("terraform orders").exitCode()).isEqualTo(5);
    }

    @Test
    void warns_if_it_cannot_check_the_key_of_a_file() {
        String sse = ", \"SSEDescription\": {\"Status\": \"ENABLED\", \"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \""
                + KEY + "\"}";
        table("orders", sse, "");

        CliRunner.Result ended = ok("terraform orders");

        assertThat(ended.out()).contains("kms_key_arn = \"" + KEY + "\"");
        assertThat(ended.err().replaceAll("\\s+", " "))
                .contains("check that the KMS key '" + KEY
                        + "' of the schema file is a customer managed key in the account"
                        + " and Region of 'production'");
    }

    @Test
    void requires_the_arn_of_a_key_for_terraform() {
        CliRunner.Result refused = convert("terraform companies --kms-key alias/own");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("companies: Terraform requires the ARN of the KMS key, not 'alias/own'");
        assertThat(ok("terraform companies --kms-key " + KEY).out()).contains("kms_key_arn = \"" + KEY + "\"");
        assertThat(ok("cloudformation companies --kms-key alias/own").out())
                .contains("\"KMSMasterKeyId\": \"alias/own\"");
    }

    @Test
    void refuses_attributes_that_cloudformation_would_replace() {
        table(
                "orders",
                "",
                ", \"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\","
                        + " \"AttributeName\": \"{{resolve:ssm:name}}\"}");

        CliRunner.Result refused = convert("cloudformation orders");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("contains '{{resolve:', which CloudFormation replaces");
        assertThat(ok("terraform orders").out()).contains("\"{{resolve:ssm:name}}\"");
    }

    @Test
    void notes_what_raw_answers_do_not_contain() {
        table(
                "orders",
                ", \"TableStatus\": \"ACTIVE\", \"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"}",
                "");

        CliRunner.Result ended = ok("terraform orders");

        assertThat(ended.err())
                .contains("note: raw AWS output in 1 schema file lacks")
                .contains("not in the template, or as the policy says");
        assertThat(ended.out()).doesNotContain("ttl {");
    }

    @Test
    void reports_invalid_files_and_unknown_tables() {
        assertThat(convert("terraform nosuch").exitCode()).isEqualTo(3);
        ExampleFiles.text(folder.resolve("schemas/books.json"), "{");
        assertThat(convert("cloudformation").exitCode()).isEqualTo(3);
    }
}
