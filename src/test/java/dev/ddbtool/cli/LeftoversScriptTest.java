package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The script that destroys leftovers, as documented, with the report of {@code config --live} and a stand-in for {@code gh}. */
class LeftoversScriptTest {

    private static final Path PAGE = Path.of("docs/ephemeral-environments.md");

    private static final String DDBTOOL = """
            if [ "$1" = config ]; then cat report.json; exit $(cat exit-code); fi
            echo "$*" >> commands
            [ "$3" != pr-2 ]
            """;

    private static final String GH = """
            case $3 in
              1) echo OPEN ;;
              2 | 3) echo MERGED ;;
              4) echo CLOSED ;;
              *) echo "not found" >&2; exit 1 ;;
            esac
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private String output = "";

    @BeforeEach
    void six_environments_of_pull_requests_are_live() throws IOException, InterruptedException {
        assumeTrue(run("bash", "-c", "command -v jq") == 0, "jq is required");
        program("ddbtool", DDBTOOL);
        program("gh", GH);
        ExampleFiles.text(
                folder.resolve("ddbtool.toml"),
                ExampleFiles.text(Path.of("src/test/resources/projects/pull-requests.toml")));
        CliRunner cli = CliRunner.withFake().in(folder);
        for (String environment : List.of("", "pr-1-", "pr-2-", "pr-3-", "pr-4-", "pr-5-", "pr-main-")) {
            cli.fake().seed(ExampleTables.createTable("companies", ExampleTables.PREFIX + environment + "companies"));
        }
        ExampleFiles.text(
                folder.resolve("report.json"),
                cli.run("config", "--live", "-e", "pr-0", "--output", "json").out());
        ExampleFiles.text(folder.resolve("exit-code"), "0");
        ExampleFiles.text(folder.resolve("commands"), "");
        ExampleFiles.text(folder.resolve("script"), script());
    }

    @Test
    void destroys_the_environments_of_closed_pull_requests() throws IOException, InterruptedException {
        int exitCode = run("bash", "script");

        assertThat(ExampleFiles.text(folder.resolve("commands"))).as(output).isEqualTo("""
                destroy -e pr-2 --confirm pr-2
                destroy -e pr-3 --confirm pr-3
                destroy -e pr-4 --confirm pr-4
                """);
        assertThat(exitCode).as("pr-2 fails, and the state of pr-5 is unknown").isEqualTo(1);
    }

    @Test
    void destroys_nothing_if_the_environments_are_unknown() throws IOException, InterruptedException {
        ExampleFiles.text(folder.resolve("exit-code"), "4");

        assertThat(run("bash", "script")).isEqualTo(4);
        assertThat(ExampleFiles.text(folder.resolve("commands"))).isEmpty();
    }

    private static String script() {
        var block = Pattern.compile("```sh\n(set -eu.*?)```", Pattern.DOTALL).matcher(ExampleFiles.text(PAGE));
        assertThat(block.find()).isTrue();
        return block.group(1);
    }

    private void program(String name, String text) throws IOException {
        Path file = folder.resolve("bin").resolve(name);
        ExampleFiles.text(file, "#!/usr/bin/env bash\n" + text);
        assertThat(file.toFile().setExecutable(true)).isTrue();
    }

    private int run(String... command) throws IOException, InterruptedException {
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(folder.toFile()).redirectErrorStream(true);
        builder.environment().merge("PATH", folder.resolve("bin").toString(), (path, own) -> own + ":" + path);
        Process process = builder.start();
        process.getOutputStream().close();
        output = new String(process.getInputStream().readAllBytes(), UTF_8);
        return process.waitFor();
    }
}
