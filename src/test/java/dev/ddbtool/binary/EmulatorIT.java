package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.cli.RawAnswers;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A newcomer's first hour: DynamoDB Local, and no AWS configuration at all. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class EmulatorIT {

    @TempDir
    Path home;

    @TempDir
    Path project;

    @Test
    void every_command_works_without_any_aws_configuration() throws IOException {
        Path schemas = Files.createDirectory(project.resolve("schemas"));
        try (Stream<Path> files = Files.list(Path.of("schemas"))) {
            for (Path file : files.toList()) {
                Files.copy(file, schemas.resolve(file.getFileName()));
            }
        }
        Binary binary = Binary.withNothing(home)
                .in(project)
                .with("AWS_ENDPOINT_URL", DynamoDbLocal.shared().endpoint().toString());

        assertThat(binary.run("validate").out()).endsWith("13 valid\n");

        shows(binary.run("create -e dev"), 0, "13 created");
        shows(binary.with("ENVIRONMENT", "dev").run("create"), 0, "13 in sync");
        shows(binary.run("create"), 0, "13 created");

        shows(
                binary.with("TABLE_NAME", "construction-expenses-dev-companies")
                        .with("INDEX_NAME", "by-email")
                        .with("PARTITION_KEY", "email")
                        .with("PARTITION_KEY_TYPE", "S")
                        .run("add-gsi -e dev"),
                0,
                "1 index created");
        shows(
                binary.with("TABLE_NAME", "construction-expenses-company-expenses")
                        .with("INDEX_NAME", "by-company-and-date")
                        .with("PARTITION_KEY", "companyId")
                        .with("PARTITION_KEY_TYPE", "S")
                        .with("SORT_KEY", "createdAt")
                        .with("SORT_KEY_TYPE", "N")
                        .run("add-gsi --yes"),
                0,
                "1 index created");
        shows(binary.run("diff -e dev"), 1, "1 differs, 12 in sync");

        shows(binary.run("export"), 0, "13 written");
        shows(binary.run("export"), 0, "13 unchanged");
        shows(binary.run("diff"), 0, "13 in sync");
        shows(binary.run("export --schemas dev-schemas -e dev"), 0, "13 written");
        assertThat(schemas.resolve("company-expenses.json")).content().contains("by-company-and-date");
        assertThat(project.resolve("dev-schemas/companies.json")).content().contains("by-email");
        assertThat(home).isEmptyDirectory();
    }

    @Test
    void what_the_read_calls_answer_makes_the_same_tables_again() throws IOException {
        URI endpoint = DynamoDbLocal.shared().endpoint();
        RawAnswers raw = RawAnswers.of(endpoint);
        Binary binary = Binary.withNothing(home)
                .with("AWS_ENDPOINT_URL", endpoint.toString())
                .with("TABLE_PREFIX", "raw")
                .with("ENVIRONMENTS", "alone,merged");
        shows(binary.run("create"), 0, "13 created");
        for (String environment : List.of("alone", "merged")) {
            boolean merged = environment.equals("merged");
            Path folder = Files.createDirectory(project.resolve(environment));
            for (String table : ExampleTables.names()) {
                JsonNode answer = merged ? raw.merged("raw-" + table) : raw.described("raw-" + table);
                Files.writeString(folder.resolve(table + ".json"), answer.toString());
            }

            Binary again = binary.with("SCHEMA_DIR", folder.toString()).with("ENVIRONMENT", environment);
            shows(again.run("validate"), 0, "13 valid");
            shows(again.run("create --kms-key alias/aws/dynamodb"), 0, "13 created");
            shows(again.run("diff --kms-key alias/aws/dynamodb"), 0, "13 in sync");

            for (String table : ExampleTables.names()) {
                String made = "raw-" + environment + "-" + table;
                assertThat(RawAnswers.lasting(merged ? raw.merged(made) : raw.described(made)))
                        .as(made)
                        .isEqualTo(RawAnswers.lasting(
                                merged ? raw.merged("raw-" + table) : raw.described("raw-" + table)));
            }
        }
    }

    private static void shows(Ended ended, int exitCode, String text) {
        assertThat(ended.out()).as(ended.err()).contains(text);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
