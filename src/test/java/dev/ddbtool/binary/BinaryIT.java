package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** Ways to call the program. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class BinaryIT {

    @TempDir
    Path home;

    @Test
    void prints_its_version_through_a_link_on_the_path() throws IOException {
        Path link = Files.createSymbolicLink(home.resolve("ddb"), BinaryRunner.FILE);
        BinaryRunner binary = BinaryRunner.withNothing(home).with("PATH", home + ":/usr/bin:/bin");

        CommandResult ended = binary.shell("ddb --version").end();
        Files.delete(link); // JUnit warns about a link out of its folder

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).matches("ddbtool \\d+\\.\\d+\\S* \\(\\w+\\)\n");
        assertThat(ended.err()).isEmpty();
    }

    @Test
    void no_command_prints_help_on_stderr_and_exits_with_2() {
        CommandResult ended = BinaryRunner.withNothing(home).shell("ddbtool").end();

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.out()).isEmpty();
        assertThat(ended.err()).contains("export", "create", "add-gsi", "diff", "validate");
    }

    @Test
    void a_file_of_50_mb_is_rejected_with_little_memory() throws IOException {
        Path file = home.resolve("books.json");
        Files.write(file, new byte[52_428_800]);

        CommandResult ended = BinaryRunner.withNothing(home)
                .with("DDBTOOL_JAVA_OPTS", "-Xmx64m")
                .run("validate " + home);

        assertThat(ended.exitCode()).isEqualTo(3);
        assertThat(ended.out()).contains(file + ": has 52,428,800 bytes; the limit is 1,048,576");
    }

    @Test
    void a_change_of_production_without_a_terminal_exits_with_5() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            ExampleTables.production(aws.fake());

            CommandResult refused = aws.binary()
                    .run("add-gsi --table companies --index by-email --partition-key email:S" + FakeAwsServer.AWS);

            assertThat(refused.exitCode()).isEqualTo(5);
            assertThat(refused.err()).contains("add --yes");
            assertThat(aws.fake().mutations()).isEmpty();
        }
    }

    @Test
    void works_with_its_standard_input_closed() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = aws.binary()
                    .shell("ddbtool create companies invitations -e staging" + FakeAwsServer.AWS + " <&-")
                    .end();

            assertThat(ended.exitCode()).as(ended.err()).isZero();
            assertThat(aws.fake().tables())
                    .containsExactly(
                            "construction-expenses-staging-companies", "construction-expenses-staging-invitations");
        }
    }

    @Test
    void passes_options_to_java() {
        try (FakeAwsServer aws = new FakeAwsServer(home)) {
            CommandResult ended = aws.binary()
                    .without("AWS_REGION")
                    .with("DDBTOOL_JAVA_OPTS", "-Xmx200m -Daws.region=eu-west-3")
                    .run("diff -e dev --output json" + FakeAwsServer.AWS);

            assertThat(ended.exitCode()).isEqualTo(1);
            assertThat(ended.json().at("/region").asText()).isEqualTo("eu-west-3");
        }
    }
}
