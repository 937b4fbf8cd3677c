package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.ExampleFiles;
import dev.ddbtool.cli.HttpCliRunner;
import dev.ddbtool.cli.HttpCliRunner.Result;
import dev.ddbtool.local.DynamoDbLocal;
import dev.ddbtool.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/**
 * Four of the five ways to name tables that {@code FiveProjectsTest} checks, on DynamoDB Local. It has only one account.
 * The server is not shared, since {@code init} reads the names of all tables.
 */
class FourProjectsTest {

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static DynamoDbLocal server;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeAll
    static void start() {
        server = DynamoDbLocal.start();
    }

    @AfterAll
    static void stop() {
        server.close();
    }

    @AfterEach
    void delete_all_tables() {
        try (DynamoDbClient client = LifecycleFixture.client(server.endpoint())) {
            client.listTables().tableNames().forEach(name -> client.deleteTable(request -> request.tableName(name)));
        }
    }

    private Result succeeds(String line) {
        Result ended = HttpCliRunner.at(server.endpoint()).in(folder).run(Map.of(), List.of(line.split(" ", -1)));
        assertThat(ended.exitCode())
                .as("%s%n%s%s", line, ended.out(), ended.err())
                .isZero();
        return ended;
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({"underscores, dev", "suffixes, dev", "hyphens, staging", "pull-requests, pr-7"})
    void init_finds_the_environments_that_another_project_has_created(String scheme, String other) throws IOException {
        Path project = folder.resolve(Project.FILE);
        Files.copy(Path.of("src/test/resources/projects", scheme + ".toml"), project);
        ExampleFiles.copyTo(folder.resolve("schemas"), "companies", "invitations", "paddle-customers");
        assertThat(succeeds("create").out()).endsWith("3 created\n");
        assertThat(succeeds("create invitations companies -e " + other).out()).endsWith("2 created\n");
        Files.delete(project);

        succeeds("init");

        assertThat(succeeds("export").out()).endsWith("3 written\n");
        assertThat(succeeds("create --reconcile -e " + other).out()).endsWith("1 created, 2 in sync\n");
        assertThat(succeeds("diff").out()).endsWith("3 in sync\n");
        assertThat(succeeds("diff -e " + other).out()).endsWith("3 in sync\n");
        assertThat(succeeds("diff --against " + other).out()).endsWith("3 in sync\n");
    }
}
