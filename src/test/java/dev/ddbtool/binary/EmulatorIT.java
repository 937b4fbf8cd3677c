package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.local.DynamoDbLocal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** First use: DynamoDB Local without any AWS configuration. In-process tests check the lifecycle of tables there. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
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
        BinaryRunner binary = BinaryRunner.withNothing(home)
                .in(project)
                .with("TABLE_PREFIX", "construction-expenses")
                .with("AWS_ENDPOINT_URL", DynamoDbLocal.shared().endpoint().toString());

        shows(binary.run("validate"), 0, "13 valid");
        shows(binary.with("ENVIRONMENT", "dev").run("create"), 0, "13 created");
        shows(
                binary.with("TABLE_NAME", "construction-expenses-dev-companies")
                        .with("INDEX_NAME", "by-email")
                        .with("PARTITION_KEY", "email")
                        .with("PARTITION_KEY_TYPE", "S")
                        .run("add-gsi -e dev"),
                0,
                "1 index created");
        shows(binary.run("diff -e dev"), 1, "1 differs, 12 in sync");
        shows(binary.run("export --schemas dev-schemas -e dev"), 0, "13 written");

        assertThat(project.resolve("dev-schemas/companies.json")).content().contains("by-email");
        assertThat(home).isEmptyDirectory();
    }

    private static void shows(CommandResult ended, int exitCode, String text) {
        assertThat(ended.out()).as(ended.err()).contains(text);
        assertThat(ended.exitCode()).isEqualTo(exitCode);
    }
}
