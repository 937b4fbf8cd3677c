package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Compares the documented IAM policies with the calls of the commands, in both directions. */
class IamPoliciesTest {

    private static final JsonMapper JSON = new JsonMapper();
    private static final Path PAGE = Path.of("docs/iam.md");
    private static final String TABLES = "arn:aws:dynamodb:eu-west-1:111122223333:table/";
    private static final String EMAIL = "--index by-email --partition-key email:S";

    private static final String DESTROY = "destroy -e pr-7 --confirm pr-7 --config pull-requests.toml";

    /** Every policy with command lines that use all of its actions. */
    static final Map<String, List<String>> POLICIES = new TreeMap<>(Map.of(
            "read-only",
                    List.of(
                            "init",
                            "config --live",
                            "export",
                            "diff",
                            "diff --against dev",
                            "diff companies --kms-key alias/books",
                            "create --dry-run",
                            "create -e dev --reconcile --dry-run",
                            "create -e dev --reconcile --dry-run --kms-key alias/books",
                            "reconcile books -e dev --dry-run",
                            "restore books -e staging --latest --dry-run",
                            "add-gsi --from-schema --dry-run",
                            "add-gsi --table companies --dry-run " + EMAIL),
            "export",
                    List.of(
                            "init",
                            "config --live",
                            "export",
                            "export companies",
                            "diff",
                            "diff companies",
                            "diff --against dev"),
            "create",
                    List.of(
                            "create -e staging",
                            "create -e staging --dry-run",
                            "create companies -e staging --no-pitr --no-sse --tag team=payments",
                            "create -e production --yes"),
            "create-reconcile", List.of("create -e dev --reconcile", "create -e staging --reconcile --dry-run"),
            "reconcile", List.of("reconcile books -e dev", "reconcile books -e dev --dry-run"),
            "restore",
                    List.of(
                            "restore books -e staging --latest --ttl",
                            "restore companies --latest --into recovery --dry-run",
                            "restore companies --latest --into recovery"),
            "add-gsi",
                    List.of(
                            "add-gsi --table companies --yes " + EMAIL,
                            "add-gsi --table companies " + EMAIL + " --dry-run",
                            "add-gsi --table-name construction-expenses-companies " + EMAIL + " --no-wait --yes",
                            "add-gsi --from-schema --yes"),
            "destroy", List.of(DESTROY, DESTROY + " --dry-run", "config --live -e pr-7 --config pull-requests.toml")));

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** Production is live, dev has a restored table, and staging is empty, but has a backup of a deleted table. */
    private CliRunner account() {
        return account(folder);
    }

    /** The same account, with its schema files in a folder of its own below this one, which has no project file. */
    static CliRunner account(Path folder) {
        CliRunner cli = CliRunner.withFake();
        ExampleTables.production(cli.fake());
        cli.fake().seed("""
                {"TableName": "construction-expenses-dev-books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                """);
        Path own = folder.resolve("account-" + System.identityHashCode(cli));
        Path schemas = own.resolve("schemas");
        ExampleFiles.copyTo(schemas);
        ExampleFiles.write(schemas, "books", """
                , "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"}, "DeletionProtectionEnabled": true""", """
                , "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}, \
                "Tags": [{"Key": "team", "Value": "payments"}]""");
        cli.fake().makeKey("alias/books");
        ExampleFiles.text(own.resolve("pull-requests.toml"), """
                naming.prefix = "construction-expenses"
                environments.production = {}
                environments."pr-*".ephemeral = true
                """);
        cli.fake()
                .seed(ExampleTables.createTable("companies", "construction-expenses-pr-7-companies"))
                .tags(Map.of("Environment", "pr-7"));
        String deleted = "construction-expenses-staging-books";
        cli.fake().seed("""
                {"TableName": "construction-expenses-staging-books", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                """);
        try (DynamoDbClient client = FakeClients.dynamoDb(cli.fake())) {
            client.createBackup(request -> request.tableName(deleted).backupName("before-deletion"));
            client.deleteTable(request -> request.tableName(deleted));
        }
        cli.time().moveTo(cli.time().instant().plus(Duration.ofHours(1)));
        cli.fake().forgetCalls();
        return cli.in(own).variable("TABLE_PREFIX", "construction-expenses");
    }

    private static CliRunner.Result run(CliRunner cli, String line) {
        return cli.run(Transcript.words(line).toArray(String[]::new));
    }

    // ---- permissions of a call

    /**
     * An action on a resource.
     *
     * @param condition what the condition of the policy compares: the alias of a key, or the {@code Environment} tag
     */
    private record Need(String action, String resource, String condition) {}

    private static List<Need> needs(Call call) {
        JsonNode request = call.request();
        List<Need> needs = new ArrayList<>();
        switch (call.operation()) {
            case "GetCallerIdentity" -> {
                // requires no permission (API reference of STS)
            }
            case "DescribeKey" -> {
                String key = request.path("KeyId").asText();
                needs.add(new Need("kms:DescribeKey", "arn:aws:kms:eu-west-1:111122223333:key/00000000-example", key));
            }
            case "ListBackups" -> needs.add(new Need("dynamodb:ListBackups", "*", ""));
            case "DescribeBackup" ->
                needs.add(new Need(
                        "dynamodb:DescribeBackup", request.path("BackupArn").asText(), ""));
            case "RestoreTableFromBackup", "RestoreTableToPointInTime" -> {
                String target = TABLES + request.path("TargetTableName").asText();
                String source = request.has("BackupArn")
                        ? request.path("BackupArn").asText()
                        : TABLES + request.path("SourceTableName").asText();
                needs.add(new Need("dynamodb:" + call.operation(), source, ""));
                needs.add(new Need("dynamodb:" + call.operation(), target, ""));
                // Developer Guide, "Using IAM with DynamoDB backup and restore"
                Stream.of("Scan", "Query", "GetItem", "PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem")
                        .forEach(action -> needs.add(new Need("dynamodb:" + action, target, "")));
            }
            case "DeleteTable" ->
                needs.add(new Need(
                        "dynamodb:DeleteTable",
                        TABLES + request.path("TableName").asText(),
                        "pr-7"));
            case "ListTables" -> needs.add(new Need("dynamodb:ListTables", "*", ""));
            case "ListTagsOfResource", "TagResource" ->
                needs.add(new Need(
                        "dynamodb:" + call.operation(),
                        request.path("ResourceArn").asText(),
                        ""));
            default -> {
                String table = TABLES + request.path("TableName").asText();
                needs.add(new Need("dynamodb:" + call.operation(), table, ""));
                if (call.operation().equals("CreateTable") && request.has("Tags")) {
                    needs.add(new Need("dynamodb:TagResource", table, ""));
                }
            }
        }
        return needs;
    }

    private static Set<Need> asked(CliRunner cli) {
        Set<Need> asked = new LinkedHashSet<>();
        cli.fake().calls().forEach(call -> asked.addAll(needs(call)));
        return asked;
    }

    // ---- permissions of a policy

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(json, e);
        }
    }

    private static JsonNode statements(String policy) {
        String text = ExampleFiles.text(Path.of("docs/iam", policy + ".json")).replace("REGION", "eu-west-1");
        return parsed(text).path("Statement");
    }

    private static boolean allows(JsonNode statement, Need need) {
        boolean action = texts(statement.path("Action")).contains(need.action());
        boolean resource =
                texts(statement.path("Resource")).stream().anyMatch(pattern -> like(pattern, need.resource()));
        JsonNode alias = statement.at("/Condition/StringEquals/kms:RequestAlias");
        JsonNode tag = statement.at("/Condition/StringLike/aws:ResourceTag~1Environment");
        return action
                && resource
                && (alias.isMissingNode() || alias.asText().equals(need.condition()))
                && (tag.isMissingNode() || like(tag.asText(), need.condition()));
    }

    private static boolean like(String pattern, String value) {
        return value.matches(Stream.of(pattern.split("\\*", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".*" + b)
                .orElse(""));
    }

    private static List<String> texts(JsonNode oneOrMany) {
        List<String> texts = new ArrayList<>();
        if (oneOrMany.isArray()) {
            oneOrMany.forEach(each -> texts.add(each.asText()));
        } else {
            texts.add(oneOrMany.asText());
        }
        return texts;
    }

    private static Set<String> actions(String policy) {
        Set<String> actions = new TreeSet<>();
        statements(policy).forEach(statement -> actions.addAll(texts(statement.path("Action"))));
        return actions;
    }

    private static boolean allowed(String policy, Need need) {
        boolean allowed = false;
        for (JsonNode statement : statements(policy)) {
            allowed |= allows(statement, need);
        }
        return allowed;
    }

    // ---- both directions

    @ParameterizedTest
    @ValueSource(
            strings = {"read-only", "export", "create", "create-reconcile", "reconcile", "restore", "add-gsi", "destroy"
            })
    void a_policy_allows_exactly_the_calls_of_its_commands(String policy) {
        Set<String> used = new TreeSet<>();
        for (String line : POLICIES.getOrDefault(policy, List.of())) {
            CliRunner cli = account();
            CliRunner.Result ended = run(cli, line);
            assertThat(ended.exitCode()).as(line + "\n" + ended.screen()).isIn(0, 1);
            for (Need need : asked(cli)) {
                assertThat(allowed(policy, need)).as(line + " asks for " + need).isTrue();
                used.add(need.action());
            }
        }
        assertThat(used).as("used by some command").isEqualTo(actions(policy));
    }

    /** DynamoDB requires access to items for a restore, and {@code destroy} deletes tables. */
    @Test
    void no_other_policy_allows_deletions_or_access_to_items() {
        assertThat(POLICIES.keySet().stream()
                        .filter(policy -> !policy.matches("restore|destroy"))
                        .flatMap(policy -> actions(policy).stream()))
                .noneMatch(action -> action.contains("*"))
                .noneMatch(action -> action.matches(".*:(Delete|Untag|Get|Put|Batch|Query|Scan|PartiQL|Transact).*"))
                .noneMatch(action -> action.endsWith("Item"));
    }

    @Test
    void the_policy_of_destroy_allows_no_table_of_another_environment() {
        for (String table : List.of("companies", "dev-books", "staging-books")) {
            assertThat(allowed(
                            "destroy",
                            new Need("dynamodb:DeleteTable", TABLES + "construction-expenses-" + table, "pr-7")))
                    .isFalse();
        }
        String named = TABLES + "construction-expenses-pr-7-companies";
        assertThat(allowed("destroy", new Need("dynamodb:DeleteTable", named, "pr-7")))
                .isTrue();
        assertThat(allowed("destroy", new Need("dynamodb:DeleteTable", named, "production")))
                .isFalse();
        assertThat(actions("destroy"))
                .filteredOn(action -> action.contains("Delete"))
                .containsExactly("dynamodb:DeleteTable");
    }

    static Stream<String> readOnlyLines() {
        return POLICIES.getOrDefault("read-only", List.of()).stream();
    }

    @ParameterizedTest
    @MethodSource("readOnlyLines")
    void commands_of_a_read_only_operator_change_nothing(String line) {
        CliRunner cli = account();

        run(cli, line);

        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(asked(cli)).isNotEmpty();
    }

    @Test
    void the_policy_of_a_read_only_operator_covers_any_prefix() {
        CliRunner cli = account();

        run(cli, "diff -e staging --prefix my-app");
        run(cli, "add-gsi --table-name books --dry-run " + EMAIL);

        assertThat(asked(cli)).isNotEmpty().allMatch(need -> allowed("read-only", need));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"create companies -e staging --kms-key alias/books", "diff companies --kms-key alias/books"})
    void a_customer_managed_key_requires_the_documented_permissions(String line) {
        CliRunner cli = account();
        run(cli, line);
        List<String> more = new ArrayList<>();
        for (Need need : asked(cli)) {
            if (!allowed("create", need)) {
                more.add(need.action() + " " + need.condition());
            }
        }

        assertThat(more).containsExactly("kms:DescribeKey alias/books");
        assertThat(ExampleFiles.text(PAGE)).contains("\"Sid\": \"FindTheKey\"").contains("kms:CreateGrant");
    }

    // ---- one denied action

    static Stream<Arguments> denials() {
        return Stream.of(
                Arguments.of("export", "dynamodb:ListTables"),
                Arguments.of("export companies", "dynamodb:DescribeTable"),
                Arguments.of("export companies", "dynamodb:DescribeTimeToLive"),
                Arguments.of("export companies", "dynamodb:DescribeContinuousBackups"),
                Arguments.of("export companies", "dynamodb:ListTagsOfResource"),
                Arguments.of("create books -e staging", "dynamodb:CreateTable"),
                Arguments.of("create books -e staging", "dynamodb:TagResource"),
                Arguments.of("create books -e staging", "dynamodb:UpdateTimeToLive"),
                Arguments.of("create books -e staging", "dynamodb:UpdateContinuousBackups"),
                Arguments.of("create books -e dev --reconcile", "dynamodb:UpdateTable"),
                Arguments.of("create books -e dev --reconcile", "dynamodb:TagResource"),
                Arguments.of("create books -e dev --kms-key alias/books", "kms:DescribeKey"),
                Arguments.of("add-gsi --table companies --yes " + EMAIL, "dynamodb:DescribeTable"),
                Arguments.of("add-gsi --table companies --yes " + EMAIL, "dynamodb:UpdateTable"),
                Arguments.of(DESTROY, "dynamodb:ListTagsOfResource"),
                Arguments.of(DESTROY, "dynamodb:DeleteTable"));
    }

    @ParameterizedTest
    @MethodSource("denials")
    void a_denied_action_is_named_in_the_message(String line, String action) {
        CliRunner cli = account();
        cli.fake().deny(action.substring(action.indexOf(':') + 1));

        CliRunner.Result ended = run(cli, line);

        assertThat(ended.exitCode()).isEqualTo(4);
        Matcher named = Pattern.compile("\\b(dynamodb|kms|sts):[A-Z]\\w+").matcher(ended.err());
        assertThat(named.results().map(result -> result.group()).distinct()).containsExactly(action);
        assertThat(ended.err()).contains("hint: allow " + action + " in your IAM policy\n");
    }

    /** The call only shows whose key it is. Without it, the key is kept and reported. */
    @Test
    void without_access_to_the_aws_managed_key_an_export_continues_and_names_the_action() {
        CliRunner cli = account();
        cli.fake().deny("DescribeKey");

        CliRunner.Result ended = run(cli, "export companies");

        assertThat(ended.exitCode()).isZero();
        assertThat(ended.out()).contains("kms:DescribeKey");
    }

    // ---- the page

    @ParameterizedTest
    @ValueSource(
            strings = {"read-only", "export", "create", "create-reconcile", "reconcile", "restore", "add-gsi", "destroy"
            })
    void the_page_shows_the_files(String policy) {
        JsonNode file = parsed(ExampleFiles.text(Path.of("docs/iam", policy + ".json")));
        Matcher blocks = Pattern.compile("```json\n(.*?)```", Pattern.DOTALL).matcher(ExampleFiles.text(PAGE));

        assertThat(blocks.results().map(block -> parsed(block.group(1)))).contains(file);
    }
}
