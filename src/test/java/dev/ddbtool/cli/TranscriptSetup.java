package dev.ddbtool.cli;

import dev.ddbtool.fake.AnswerStyle;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.DirectEdit;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import dev.ddbtool.project.Project;
import dev.ddbtool.report.ExitCode;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Sets up the account and the files for the words of a {@code stage} comment. */
final class TranscriptSetup {

    private static final String DENY = "deny ";
    private static final String TYPING = "typing ";
    private static final String TABLES = "tables ";
    private static final String PROJECT = "project ";
    private static final String ACCOUNT = "account ";

    private static final Path PROJECTS = Path.of("src/test/resources/projects");

    private final CliRunner cli;
    private final Path schemas;

    /** @param schemas the folder with the example files */
    TranscriptSetup(CliRunner cli, Path schemas) {
        this.cli = cli;
        this.schemas = schemas;
    }

    /** The process is killed. This is not an Exception, so that no code handles it. */
    static final class Killed extends Error {
        private static final long serialVersionUID = 1;
    }

    void set(String word) {
        if (word.startsWith(DENY)) {
            cli.fake().deny(word.substring(DENY.length()));
        } else if (word.startsWith(TABLES)) {
            for (String name : word.substring(TABLES.length()).split(" ", -1)) {
                cli.fake().seed(ExampleTables.createTable("invitations", name));
            }
        } else if (word.startsWith(PROJECT)) {
            ExampleFiles.clear(schemas);
            ExampleFiles.text(
                    schemas.resolveSibling(Project.FILE),
                    ExampleFiles.text(PROJECTS.resolve(word.substring(PROJECT.length()) + ".toml")));
        } else if (word.startsWith(ACCOUNT)) {
            cli.account(word.substring(ACCOUNT.length()), "444455556666");
        } else if (word.startsWith(TYPING)) {
            // a dumb terminal asks like any other, and has no escape sequences
            cli.terminal(word.substring(TYPING.length()) + "\n").variable("TERM", "dumb");
        } else {
            setPlain(word);
        }
    }

    private void setPlain(String word) {
        switch (word) {
            case "empty" -> {}
            case "production" -> ExampleTables.production(cli.fake());
            case "staging" -> make("staging");
            case "qa" -> make("qa");
            case "pull request" -> run("create", "-e", "pr-12", "companies", "invitations", "pending-payments");
            case "untagged" ->
                cli.fake().edit(ExampleTables.PREFIX + "pr-12-invitations").tags(Map.of());
            case "slow" -> cli.fake().behave(Behaviour.likeAws());
            case "emulator" -> emulator();
            case "restored" -> ExampleTables.names().forEach(table -> restore(table, table));
            case "without invitations" ->
                cli.fake().edit(ExampleTables.PREFIX + "invitations").remove();
            case "lost" -> lose(ExampleTables.names());
            case "damaged" -> {
                ExampleTables.production(cli.fake());
                pass(Duration.ofDays(2));
            }
            case "without companies" -> lose(List.of("companies"));
            case "aside" -> restore("companies", "restored-companies");
            case "killed" -> kill();
            case "big" -> grow();
            case "drift" -> drift();
            case "read only" ->
                List.of("CreateTable", "UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups")
                        .forEach(cli.fake()::deny);
            case "no files" -> ExampleFiles.clear(schemas);
            case "no project" -> {
                ExampleFiles.clear(schemas);
                ExampleFiles.delete(schemas.resolveSibling(Project.FILE));
            }
            case "orders file" -> ExampleFiles.write(schemas, "orders", "", "");
            case "mistakes" -> makeMistakes();
            case "own key" -> nameKey();
            default -> throw new AssertionError("there is no stage '" + word + "'");
        }
    }

    private void make(String environment) {
        run("create", "-e", environment, "--environments", "staging,dev,qa");
    }

    private CliRunner.Result run(String... arguments) {
        return cli.run(arguments);
    }

    private void emulator() {
        cli.fake()
                .style(AnswerStyle.DYNAMODB_LOCAL)
                .unsupported(
                        "ListTagsOfResource", "TagResource", "DescribeContinuousBackups", "UpdateContinuousBackups");
        cli.variable("AWS_ENDPOINT_URL", "http://localhost:8000");
    }

    /** A table as restored by AWS Backup under any name: keys, indexes and items. */
    private void restore(String table, String name) {
        cli.fake()
                .seed(ExampleTables.createTable(table, ExampleTables.PREFIX + name))
                .key(null)
                .member("/RestoreSummary", "{\"RestoreInProgress\": false, \"RestoreDateTime\": 1772000000}");
    }

    /** Deletes tables of production; DynamoDB keeps their SYSTEM backups. */
    private void lose(List<String> tables) {
        if (cli.fake().tables().isEmpty()) {
            ExampleTables.production(cli.fake());
        }
        pass(Duration.ofDays(2));
        try (DynamoDbClient client = FakeClients.dynamoDb(cli.fake())) {
            tables.forEach(table -> client.deleteTable(request -> request.tableName(ExampleTables.PREFIX + table)));
        }
        pass(Duration.ofHours(1));
    }

    private void pass(Duration time) {
        cli.time().moveTo(cli.time().instant().plus(time));
    }

    /** A create of staging that was killed after nine tables, a minute ago. */
    private void kill() {
        cli.fake().on(Script.ANY).before(() -> {
            if (cli.fake().calls().stream().filter(Call::mutation).count() >= 9) {
                throw new Killed();
            }
        });
        make("staging");
        cli.fake().forget(Script.ANY);
        cli.time().moveTo(cli.time().instant().plus(Duration.ofMinutes(1)));
    }

    /** Ten million items: building an index takes three hours. */
    private void grow() {
        edit("company-expenses").statistics(10_412_558, 4_294_967_296L);
        cli.fake().behave(Behaviour.likeAws().with(Phase.BACKFILLING, Duration.ofHours(3)));
    }

    /** A change made in the AWS console. */
    private void drift() {
        edit("pending-payments").timeToLive(null);
        edit("invitations").tags(Map.of());
        edit("companies").removeIndex("by-owner");
        edit("paddle-webhooks").stream("NEW_IMAGE");
        cli.fake().seed(ExampleTables.createTable("company-works", ExampleTables.PREFIX + "audit-log"));
    }

    private DirectEdit edit(String table) {
        return cli.fake().edit(ExampleTables.PREFIX + table);
    }

    private void nameKey() {
        ExampleFiles.replaceIn(
                schemas.resolve("companies.json"),
                file -> file.replace(
                        "\"SSEType\": \"KMS\"",
                        "\"SSEType\": \"KMS\", \"KMSMasterKeyArn\": \"arn:aws:kms:eu-west-1:111122223333:key/EXAMPLE\""));
    }

    private void makeMistakes() {
        ExampleFiles.replaceIn(
                schemas.resolve("companies.json"), file -> file.replace("\"ProjectionType\"", "\"ProjectionTyp\""));
        ExampleFiles.replaceIn(
                schemas.resolve("pending-payments.json"),
                file -> file.replace("\"RecoveryPeriodInDays\": 35", "\"RecoveryPeriodInDays\": 90"));
    }

    /** Presses Ctrl-C, once, after the running command has run for this time. */
    static void interruptAfter(Duration span, CliRunner running) {
        Instant end = running.time().instant().plus(span);
        running.fake().on(Script.ANY).before(() -> {
            if (!running.time().instant().isBefore(end)) {
                running.running().interrupted(ExitCode.INTERRUPTED);
                throw new Killed();
            }
        });
    }
}
