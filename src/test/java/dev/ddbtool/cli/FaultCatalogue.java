package dev.ddbtool.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Script;
import dev.ddbtool.fake.Storm;
import dev.ddbtool.report.ExitCode;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLHandshakeException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Every fault of command lines, credentials, network and service, with a command that meets it. */
final class FaultCatalogue {

    private static final String DIFF = "diff companies";
    private static final String CREATE = "create pending-payments -e staging";
    private static final String RECONCILE = "reconcile books -e staging";
    private static final String UNCONFIRMED = "add-gsi --table companies --index by-email --partition-key email:S";
    private static final String INDEX = UNCONFIRMED + " --yes";
    private static final String DESTROY = "destroy -e pr-12 --confirm pr-12";
    private static final String BOOKS = "construction-expenses-staging-books";
    private static final String COMPANIES = "construction-expenses-companies";
    private static final String PULL_REQUEST = "construction-expenses-pr-12-companies";

    private static final String KEYS = """
            [default]
            region = eu-west-1

            [profile keys]
            aws_access_key_id = AKIAIOSFODNN7EXAMPLE
            aws_secret_access_key = wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY
            aws_session_token = token

            [profile deploy]
            role_arn = arn:aws:iam::111122223333:role/deploy
            source_profile = keys

            [profile center]
            sso_start_url = https://ddbtool-test.example/start
            sso_region = eu-west-1
            sso_account_id = 111122223333
            sso_role_name = reader

            [profile login]
            login_session = arn:aws:sts::111122223333:assumed-role/ddbtool-test/alice
            """;

    private FaultCatalogue() {}

    /**
     * One row of the table.
     *
     * @param what what happens
     * @param command the command line without the program name
     * @param fault causes it
     */
    record Row(String what, String command, Consumer<FaultScenario> fault) {}

    /** A group of rows. */
    record Part(String title, List<Row> rows) {

        Part {
            rows = List.copyOf(rows);
        }
    }

    static List<Part> all() {
        return List.of(
                new Part("Invalid command lines", typed()),
                new Part("Refused changes", refused()),
                new Part("Schema files", files()),
                new Part("Temporary faults", passing()),
                new Part("Network", network()),
                new Part("Credentials", signIn()),
                new Part("IAM permissions", allowed()),
                new Part("Limits", limits()),
                new Part("Table states", states()),
                new Part("Restores", restores()),
                new Part("KMS keys", keys()),
                new Part("Unexpected responses", strange()),
                new Part("Time limits, signals and internal errors", ends()));
    }

    /** A row whose only fault is the command line. */
    private static Row typed(String what, String command) {
        return new Row(what, command, scenario -> {});
    }

    private static Row variable(String what, String command, String name, String value) {
        return new Row(what, command, scenario -> scenario.cli.variable(name, value));
    }

    private static List<Row> typed() {
        String books = "add-gsi --table companies --index by-email ";
        return List.of(
                typed("a misspelled command", "exprot"),
                typed("an unknown command", "purge"),
                typed("a misspelled option", DIFF + " --scemas there"),
                typed("a misspelled option with a value", "create --enviroment=dev"),
                typed("an option that belongs to another command", "export --reconcile"),
                typed("an option before the command", "--output=text create"),
                typed("an unknown option", "create --force-delete"),
                typed("an unknown short option", "create -x"),
                typed("an unexpected argument", "completion fish"),
                typed("several mistakes", "create --reigon eu-west-1 --timeout 5 --output jsn"),
                typed("an option without its value, at the end", "create -e"),
                typed("an option without its value, before another option", "create --environment --dry-run"),
                typed("a repeated option", "create --region eu-west-1 --region eu-west-2"),
                typed("a flag with a value", "create --quiet=yes"),
                typed("a misspelled output format", "diff --output jsn"),
                typed("an unknown output format", "diff --output xml"),
                typed("a time limit without its unit", "create --timeout 5"),
                typed("a value that is not a number", "create --parallel many"),
                typed("a number that is too small", "create --parallel 0"),
                typed("a number that is too large", "create --parallel 99999999999"),
                typed("a misspelled environment", "create -e prod"),
                typed("an unknown environment", "create -e qa"),
                typed("a misspelled billing mode", "create --billing on-demnd"),
                typed("an unknown billing mode", "create --billing free"),
                typed("an unknown value for deletion protection", "create --deletion-protection maybe"),
                typed("a tag without a value", "create --tag team"),
                typed("a tag key that is reserved for AWS", "create --tag aws:team=payments"),
                typed("two options that conflict", "create --no-sse --kms-key alias/books"),
                typed("a prefix that ends with an environment name", "create --prefix construction-expenses-staging"),
                typed("a table name that begins with an environment name", "create staging-companies"),
                typed("an invalid table name", "create compan!es"),
                typed("an environment compared with itself", "diff -e dev --against dev"),
                typed("a second project file", "init"),
                typed("a missing environment to destroy", "destroy --confirm pr-12"),
                typed("an environment to destroy that only an option names", DESTROY + " --environments pr-12"),
                typed("an empty schema folder name", "export -e dev --schemas="),
                typed("an invalid endpoint URL", DIFF + " --endpoint-url localhost"),
                typed("a missing table", "add-gsi --index by-email --partition-key email:S"),
                typed("a missing index name", "add-gsi --table companies --partition-key email:S"),
                typed("a missing partition key", "add-gsi --table companies --index by-email"),
                typed("an invalid index name", "add-gsi --table companies --index a --partition-key email:S"),
                typed("a logical and a physical table name", books + "--table-name x --partition-key email:S"),
                typed("an invalid key type", books + "--partition-key email:X"),
                typed("a misspelled attribute", books + "--partition-key companId"),
                typed("an unknown attribute without a type", books + "--partition-key email"),
                typed("a repeated key attribute", books + "--partition-key email:S --sort-key email:S"),
                typed("a misspelled projection", books + "--partition-key email:S --projection al"),
                typed("an unknown projection", books + "--partition-key email:S --projection SOME"),
                typed("projection INCLUDE without attributes", books + "--partition-key email:S --projection INCLUDE"),
                typed("attributes without projection INCLUDE", books + "--partition-key email:S --include name"),
                typed("capacity for an on-demand table", books + "--partition-key email:S --read-capacity 5"),
                typed("an invalid capacity", books + "--partition-key email:S --max-read 0"),
                typed("index options with `--from-schema`", books + "--from-schema"),
                typed("`--write-schema` with `--from-schema`", "add-gsi --from-schema --write-schema"),
                typed("`--show-calls` without `--dry-run`", "create --show-calls"),
                typed("a TABLE argument without `--from-schema`", "add-gsi companies"),
                variable("a misspelled environment in a variable", "create", "ENVIRONMENT", "stagin"));
    }

    private static List<Row> refused() {
        return List.of(
                typed("destroying production", "destroy -e production --confirm production"),
                typed("destroying an environment that is not ephemeral", "destroy -e dev --confirm dev"),
                typed("the name of another environment in `--confirm`", "destroy -e pr-12 --confirm pr-1"),
                destroys("destroying an environment without a terminal", "destroy -e pr-12", fake -> {}),
                destroys(
                        "destroying a table with deletion protection",
                        DESTROY,
                        fake -> fake.edit(PULL_REQUEST).deletionProtection(true)),
                destroys(
                        "destroying a global table",
                        DESTROY,
                        fake -> fake.edit(PULL_REQUEST).member("/Replicas", """
                        [{"RegionName": "us-east-1", "ReplicaStatus": "ACTIVE"}]""")),
                destroys(
                        "destroying a table without the `Environment` tag",
                        DESTROY,
                        fake -> fake.edit(PULL_REQUEST).tags(Map.of())),
                typed("a change to a production table without a terminal", UNCONFIRMED),
                row(
                        "the user answers n",
                        UNCONFIRMED,
                        scenario -> scenario.cli.terminal("n\n").variable("NO_COLOR", "1")),
                row("a table that belongs to another environment", RECONCILE, scenario -> {
                    books(scenario, "");
                    scenario.cli.fake().edit(BOOKS).tags(Map.of("Environment", "production"));
                }),
                fake(
                        "an index on a table that belongs to another environment",
                        INDEX,
                        fake -> fake.edit(COMPANIES).tags(Map.of("Environment", "dev"))),
                typed(
                        "an index that already exists with a different definition",
                        "add-gsi --table companies --index by-owner --partition-key email:S"),
                row(
                        "one global index too many",
                        "add-gsi --table books -e staging --index by-author --partition-key id:S",
                        scenario -> scenario.cli.fake().seed("""
                            {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
                             "GlobalSecondaryIndexes": [%s]}
                            """.formatted(BOOKS, indexes(20)))),
                row("a vector index on a provisioned table", "add-gsi --from-schema books -e staging", scenario -> {
                    scenario.cli.fake().seed("""
                            {"TableName": "%s", "BillingMode": "PROVISIONED",
                             "ProvisionedThroughput": {"ReadCapacityUnits": 1, "WriteCapacityUnits": 1},
                             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                            """.formatted(BOOKS));
                    scenario.schema("books", """
                            , "VectorIndexes": [{"IndexName": "alike", "VectorAttribute": {"AttributeName": "likeness"}, \
                            "Dimensions": 8, "DistanceFunction": "COSINE", "Projection": {"ProjectionType": "ALL"}}]""", "");
                }),
                row(
                        "a customer managed KMS key in the file, without `--kms-key`",
                        "create books -e staging",
                        scenario -> scenario.schema("books", """
                        , "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"}, "SSEDescription": {"Status": \
                        "ENABLED", "SSEType": "KMS", "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/\
                        1234abcd-12ab-34cd-56ef-1234567890ab"}""", "")));
    }

    /** The definitions of global indexes with the partition key of the table. */
    private static String indexes(int count) {
        return IntStream.rangeClosed(1, count).mapToObj("""
                    {"IndexName": "by-id-%d", "Projection": {"ProjectionType": "ALL"},
                     "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}"""::formatted).collect(Collectors.joining(","));
    }

    /** A row with one live table of a pull request. */
    private static Row destroys(String what, String command, Consumer<FakeControlPlane> fault) {
        return fake(what, command, fake -> {
            fake.seed(ExampleTables.createTable("companies", PULL_REQUEST)).tags(Map.of("Environment", "pr-12"));
            fault.accept(fake);
        });
    }

    private static List<Row> files() {
        return List.of(
                typed("a misspelled TABLE", "create companys"),
                typed("a TABLE without a file", "create nosuch"),
                typed("a missing schema folder", "create --schemas nosuch-folder"),
                row("a misspelled member", "create books", scenario -> scenario.schema("books", """
                        , "BillingModeSumary": {"BillingMode": "PAY_PER_REQUEST"}""", "")),
                row("an invalid value", "create books", scenario -> scenario.schema("books", """
                        , "BillingModeSummary": {"BillingMode": "FREE"}""", "")),
                row(
                        "the schema file cannot be written after its index was created",
                        INDEX + " --write-schema",
                        scenario -> scenario.cli
                                .fake()
                                .on("UpdateTable")
                                .before(() -> scenario.folderInsteadOf("companies.json"))),
                typed("a misspelled TABLE that is not live", "export companys"),
                typed(
                        "an index on a misspelled table",
                        "add-gsi --table companys --index by-email --partition-key email:S"),
                typed(
                        "a logical name for `--table-name`",
                        "add-gsi --table-name companies --index by-email" + " --partition-key email:S"),
                typed("a TABLE that is live in neither environment", "diff nosuch --against dev"),
                typed("nothing to export", "export --prefix other"),
                typed("nothing to compare", "diff -e dev --against staging"));
    }

    private static Row row(String what, String command, Consumer<FaultScenario> fault) {
        return new Row(what, command, fault);
    }

    /** A row whose fault comes from the fake control plane. */
    private static Row fake(String what, String command, Consumer<FakeControlPlane> fault) {
        return new Row(what, command, scenario -> fault.accept(scenario.cli.fake()));
    }

    private static Row refuses(String what, String command, String operation, String code, String message) {
        return fake(what, command, fake -> fake.on(operation).fail(Fault.dynamoDb(code, message)));
    }

    private static Row breaks(String what, String command, int good, Supplier<IOException> how) {
        return row(what, command, scenario -> scenario.cli.way(FailingHttpClient.broken(good, how)));
    }

    private static List<Row> passing() {
        return List.of(
                fake(
                        "throttled three times",
                        DIFF,
                        fake -> fake.on("DescribeTable").first(3).fail(Fault.throttling())),
                fake("always throttled", DIFF, fake -> fake.on("DescribeTable").fail(Fault.throttling())),
                fake(
                        "an internal error in the service, every time",
                        DIFF,
                        fake -> fake.on("DescribeTable").fail(Fault.internalError())),
                fake(
                        "connection reset, every time",
                        DIFF,
                        fake -> fake.on("DescribeTable").fail(Fault.reset())),
                fake(
                        "no response, every time",
                        DIFF,
                        fake -> fake.on("DescribeTable").fail(Fault.timeout())),
                fake(
                        "a response that never ends",
                        DIFF,
                        fake -> fake.storm(Storm.calm().withLatency(Duration.ofHours(1), Duration.ofHours(1)))),
                fake(
                        "a response that does not end before the time limit",
                        DIFF + " --timeout 20s",
                        fake -> fake.storm(Storm.calm().withLatency(Duration.ofHours(1), Duration.ofHours(1)))),
                fake(
                        "a table is created, but the response is lost",
                        CREATE,
                        fake -> fake.on("CreateTable").nth(1).fail(Fault.lostResponse())),
                fake(
                        "an index build starts, but the response is lost",
                        INDEX,
                        fake -> fake.on("UpdateTable").nth(1).fail(Fault.lostResponseWithTimeout())));
    }

    private static List<Row> network() {
        return List.of(
                breaks(
                        "the Region's host name is not found (DNS)",
                        DIFF,
                        0,
                        () -> new UnknownHostException("dynamodb.eu-west-1.amazonaws.com")),
                breaks("connection refused, from the start", DIFF, 0, () -> new ConnectException("Connection refused")),
                breaks(
                        "connection timed out, from the start",
                        DIFF,
                        0,
                        () -> new SocketTimeoutException("Connect timed out")),
                breaks(
                        "the network fails during the command",
                        CREATE,
                        5,
                        () -> new UnknownHostException("dynamodb.eu-west-1.amazonaws.com")),
                breaks(
                        "the connection breaks during the command and does not recover",
                        CREATE,
                        5,
                        () -> new SocketException("Broken pipe")),
                row(
                        "connection refused at a custom endpoint",
                        DIFF + " --endpoint-url http://localhost:8000",
                        scenario -> scenario.cli.way(
                                FailingHttpClient.broken(0, () -> new ConnectException("Connection refused")))),
                row(
                        "an https endpoint without TLS",
                        DIFF + " --endpoint-url https://localhost:8000",
                        scenario -> scenario.cli.way(FailingHttpClient.broken(
                                0, () -> new SSLException("Unsupported or unrecognized SSL message")))),
                breaks(
                        "an untrusted certificate, for example from a proxy",
                        DIFF,
                        0,
                        () -> new SSLHandshakeException("PKIX path building failed: unable to find valid certification"
                                + " path to requested target")),
                breaks(
                        "a proxy requires a password",
                        DIFF,
                        0,
                        () -> new IOException("Unable to tunnel through proxy. Proxy returns \"HTTP/1.1 407 Proxy"
                                + " Authentication Required\"")));
    }

    private static List<Row> signIn() {
        return List.of(
                row("no credentials", DIFF, scenario -> scenario.cli.signedIn(null)),
                row("no Region", DIFF, scenario -> scenario.cli.without("AWS_REGION")),
                row("an invalid Region", DIFF + " --region Ireland", scenario -> {}),
                row("an unknown profile", DIFF + " --profile kyes", scenario -> scenario.profiles(KEYS)),
                row("expired session token in variables", DIFF, scenario -> {
                    scenario.property("aws.accessKeyId", "AKIAIOSFODNN7EXAMPLE");
                    scenario.property("aws.secretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
                    scenario.cli.signedIn(null).fake().on(Script.ANY).fail(Fault.expiredToken());
                }),
                row(
                        "expired IAM Identity Center session",
                        DIFF + " --profile center",
                        scenario -> scenario.profiles(KEYS)),
                row("expired `aws login` session", DIFF + " --profile login", scenario -> scenario.profiles(KEYS)),
                row("expired keys for a profile with a role", DIFF + " --profile deploy", scenario -> {
                    scenario.profiles(KEYS);
                    scenario.roles();
                    scenario.cli.fake().on("AssumeRole").fail(Fault.expiredToken());
                }),
                row("assuming the role is denied", DIFF + " --profile deploy", scenario -> {
                    scenario.profiles(KEYS);
                    scenario.roles();
                    scenario.cli.fake().deny("AssumeRole");
                }),
                row(
                        "the token expires while a table is being created",
                        CREATE,
                        scenario -> scenario.cli.fake().on("DescribeTimeToLive").fail(Fault.expiredToken())),
                fake("an unknown access key", DIFF, fake -> fake.on(Script.ANY).fail(Fault.unrecognizedClient())),
                fake(
                        "a wrong secret key",
                        DIFF,
                        fake -> fake.on(Script.ANY)
                                .fail(Fault.error(
                                        "com.amazon.coral.service#InvalidSignatureException",
                                        "The request signature we calculated does not match the signature you provided. Check"
                                                + " your AWS Secret Access Key and signing method.",
                                        400))),
                fake(
                        "the machine's clock is wrong",
                        DIFF,
                        fake -> fake.on(Script.ANY)
                                .fail(Fault.error(
                                        "com.amazon.coral.service#InvalidSignatureException",
                                        "Signature expired: 20260302T090000Z is now earlier than 20260302T095500Z"
                                                + " (20260302T100000Z - 5 min.)",
                                        400))),
                row("the wrong AWS account", CREATE + " --expect-account 444455556666", scenario -> {}));
    }

    private static Row denied(String operation, String command) {
        return fake("`" + operation + "` is denied", command, fake -> fake.deny(operation));
    }

    private static List<Row> allowed() {
        return List.of(
                denied("ListTables", "export"),
                denied("DescribeTable", DIFF),
                denied("DescribeTimeToLive", DIFF),
                denied("DescribeContinuousBackups", DIFF),
                denied("ListTagsOfResource", DIFF),
                fake(
                        "`ListTagsOfResource` is denied, with `--allow-partial`",
                        "export companies --allow-partial",
                        fake -> fake.deny("ListTagsOfResource")),
                denied("CreateTable", CREATE),
                denied("TagResource", CREATE),
                denied("UpdateTimeToLive", CREATE),
                denied("UpdateContinuousBackups", CREATE),
                denied("UpdateTable", INDEX),
                destroys("`DeleteTable` is denied", DESTROY, fake -> fake.deny("DeleteTable")),
                fake(
                        "a service control policy denies `CreateTable`",
                        CREATE,
                        fake -> fake.on("CreateTable")
                                .fail(Fault.error(
                                        "com.amazon.coral.service#AccessDeniedException",
                                        "User: arn:aws:iam::111122223333:user/alice is not authorized to perform:"
                                                + " dynamodb:CreateTable on resource: arn:aws:dynamodb:eu-west-1:111122223333"
                                                + ":table/construction-expenses-staging-pending-payments with an explicit deny"
                                                + " in a service control policy",
                                        400))));
    }

    private static Row limit(String what, String command, String operation, String rest) {
        return refuses(what, command, operation, "LimitExceededException", "Subscriber limit exceeded: " + rest);
    }

    private static List<Row> limits() {
        return List.of(
                fake(
                        "the limit on concurrent table changes, for a short time",
                        CREATE,
                        fake -> fake.on("CreateTable")
                                .first(5)
                                .fail(Fault.dynamoDb(
                                        "LimitExceededException",
                                        "Subscriber limit exceeded: Only 500 tables can be created, updated, or deleted"
                                                + " simultaneously"))),
                limit(
                        "the limit on concurrent table changes, every time",
                        CREATE,
                        "CreateTable",
                        "Only 500 tables can be created, updated, or deleted simultaneously"),
                limit(
                        "the limit on concurrent changes to tables with indexes, every time",
                        "create companies -e staging",
                        "CreateTable",
                        "There is a limit of 250 indexed tables that can be created simultaneously"),
                limit(
                        "an unknown limit, every time",
                        CREATE,
                        "CreateTable",
                        "Too many concurrent control plane operations"),
                limit(
                        "an unknown limit, every time, with a one-day time limit",
                        INDEX,
                        "UpdateTable",
                        "Too many concurrent control plane operations"),
                fake(
                        "another index of the table is being built",
                        INDEX,
                        fake -> fake.on("UpdateTable")
                                .first(3)
                                .fail(Fault.dynamoDb(
                                        "LimitExceededException",
                                        "Subscriber limit exceeded: Only 1 online index can be created or deleted"
                                                + " simultaneously per table"))),
                fake(
                        "the table quota is reached",
                        CREATE,
                        fake -> fake.limit(Limits.quotas().withTables(2))),
                limit(
                        "the index quota is reached",
                        INDEX,
                        "UpdateTable",
                        "GlobalSecondaryIndex count exceeds the per-table limit of 20"),
                limit(
                        "the quota of vector indexes is reached",
                        INDEX,
                        "UpdateTable",
                        "Number of vector secondary indexes exceeds per-table limit of 5"),
                limit(
                        "the table class was changed twice in 30 days",
                        INDEX,
                        "UpdateTable",
                        "Updates to TableClass are limited to 2 times in 30 day(s)"),
                row("the encryption was changed four times today", RECONCILE, scenario -> {
                    books(scenario, "");
                    scenario.cli
                            .fake()
                            .on("UpdateTable")
                            .fail(Fault.dynamoDb(
                                    "LimitExceededException",
                                    "Subscriber limit exceeded: Encryption mode changes are limited in the 24h window"
                                            + " ending at 2026-03-03T09:00:00Z. After the first 4 change, each"
                                            + " subsequent change in the same window can be performed at most once"
                                            + " every 21600 seconds. Number of updates today: 4"));
                }),
                limit(
                        "the billing mode was changed today",
                        INDEX,
                        "UpdateTable",
                        "Update to PayPerRequest mode are limited to once in 1 day(s)"),
                row("another process changes the tags", RECONCILE, scenario -> {
                    books(scenario, "");
                    scenario.cli
                            .fake()
                            .on("TagResource")
                            .first(3)
                            .fail(Fault.dynamoDb(
                                    "LimitExceededException",
                                    "Subscriber limit exceeded: Only 1 TagResource/UntagResource request can be made"
                                            + " at a time per table"));
                }));
    }

    /** A live table without TTL, recovery, encryption and tags, and a file that has them. */
    private static void books(FaultScenario scenario, String members) {
        scenario.cli.fake().seed("""
                {"TableName": "%s", "BillingMode": "PAY_PER_REQUEST",
                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]%s}
                """.formatted(BOOKS, members));
        scenario.schema("books", """
                , "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"}, "SSEDescription": {"Status": "ENABLED", \
                "SSEType": "KMS"}""", """
                , "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"}, \
                "ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", \
                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED"}}, \
                "Tags": [{"Key": "team", "Value": "payments"}]""");
    }

    private static Behaviour lasting(Phase phase, Duration duration) {
        return Behaviour.polite().with(phase, duration);
    }

    private static List<Row> states() {
        return List.of(
                fake(
                        "a new table is not visible for a minute",
                        CREATE,
                        fake -> fake.behave(lasting(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofMinutes(1)))),
                fake(
                        "another process creates the table first",
                        CREATE,
                        fake -> fake.on("CreateTable").nth(1).before(() -> fake.seed("""
                                {"TableName": "construction-expenses-staging-pending-payments",
                                 "BillingMode": "PAY_PER_REQUEST",
                                 "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                                 "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]}
                                """))),
                refuses(
                        "another process changes the table, every time",
                        INDEX + " --timeout 1h",
                        "UpdateTable",
                        "ResourceInUseException",
                        "Attempt to change a resource which is still in use: Table is being updated: " + COMPANIES),
                fake(
                        "the table is deleted before its index build starts",
                        INDEX,
                        fake -> fake.on("UpdateTable")
                                .nth(1)
                                .before(() -> fake.edit(COMPANIES).remove())),
                fake(
                        "a new table is deleted immediately",
                        CREATE,
                        fake -> fake.on("DescribeTimeToLive")
                                .nth(1)
                                .before(() -> fake.edit("construction-expenses-staging-pending-payments")
                                        .remove())),
                row(
                        "a table of the schema files is missing",
                        RECONCILE + " pending-payments",
                        scenario -> books(scenario, "")),
                row(
                        "the table is not live",
                        "add-gsi --table-name books --index by-x --partition-key x:S",
                        scenario -> {
                            // no fault
                        }),
                fake(
                        "the table is being deleted",
                        INDEX,
                        fake -> fake.edit(COMPANIES).status("DELETING")),
                fake(
                        "the table's KMS key cannot be used",
                        INDEX,
                        fake -> fake.edit(COMPANIES).status("INACCESSIBLE_ENCRYPTION_CREDENTIALS")),
                fake(
                        "a replica of a global table is not allowed to replicate",
                        INDEX,
                        fake -> fake.edit(COMPANIES).status("REPLICATION_NOT_AUTHORIZED")),
                fake(
                        "point-in-time recovery is not available for ten minutes",
                        CREATE,
                        fake -> fake.behave(lasting(Phase.BACKUPS_UNAVAILABLE, Duration.ofMinutes(10)))),
                refuses(
                        "point-in-time recovery is never available, although continuous backups are ENABLED",
                        CREATE,
                        "UpdateContinuousBackups",
                        "ContinuousBackupsUnavailableException",
                        "Backups are being enabled for the table: construction-expenses-staging-pending-payments."
                                + " Please retry later"),
                row("TTL was changed within the last hour", RECONCILE, scenario -> {
                    books(scenario, "");
                    scenario.cli
                            .fake()
                            .on("UpdateTimeToLive")
                            .fail(Fault.error(
                                    "com.amazon.coral.validate#ValidationException",
                                    "Time to live has been modified multiple times within a fixed interval",
                                    400));
                }),
                fake(
                        "a request that AWS rejects as invalid",
                        CREATE,
                        fake -> fake.on("CreateTable")
                                .fail(Fault.error(
                                        "com.amazon.coral.validate#ValidationException",
                                        "One or more parameter values were invalid: Table class is not available here",
                                        400))));
    }

    /** A row about a table that was deleted five minutes ago. */
    private static Row lost(String what, String options, Consumer<FaultScenario> fault) {
        return row(what, "restore companies --yes " + options, scenario -> {
            FakeClients.dynamoDb(scenario.cli.fake()).deleteTable(request -> request.tableName(COMPANIES));
            scenario.cli.time().moveTo(scenario.cli.time().instant().plus(Duration.ofMinutes(5)));
            fault.accept(scenario);
        });
    }

    private static Row copied(String what, Consumer<FakeControlPlane> fault) {
        return fake(what, "restore companies --yes --latest --into recovery", fault);
    }

    private static List<Row> restores() {
        return List.of(
                lost(
                        "the backup is used by another restore for a minute",
                        "--latest",
                        scenario -> scenario.cli
                                .fake()
                                .on("RestoreTableFromBackup")
                                .first(3)
                                .fail(Fault.dynamoDb(
                                        "BackupInUseException", "Backup is being used to restore another table: ARN"))),
                lost(
                        "the limit on concurrent restores, for a short time",
                        "--latest",
                        scenario -> scenario.cli
                                .fake()
                                .on("RestoreTableFromBackup")
                                .first(5)
                                .fail(
                                        Fault.dynamoDb(
                                                "LimitExceededException",
                                                "Subscriber limit exceeded: Only 50 restore operations can be done simultaneously"))),
                lost(
                        "another process creates the table during the run",
                        "--latest",
                        scenario -> scenario.cli
                                .fake()
                                .on("RestoreTableFromBackup")
                                .nth(1)
                                .before(() -> ExampleTables.production(scenario.cli.fake(), "companies"))),
                lost(
                        "access to items is denied",
                        "--latest",
                        scenario -> scenario.cli.fake().deny("BatchWriteItem")),
                lost(
                        "`ListBackups` is denied",
                        "--latest",
                        scenario -> scenario.cli.fake().deny("ListBackups")),
                lost("the table is being restored from a backup of another table", "--latest", scenario -> {
                    DynamoDbClient client = FakeClients.dynamoDb(scenario.cli.fake());
                    String other = client.createBackup(
                                    request -> request.tableName("construction-expenses-pending-payments")
                                            .backupName("other"))
                            .backupDetails()
                            .backupArn();
                    scenario.cli.fake().behave(lasting(Phase.RESTORING, Duration.ofHours(2)));
                    client.restoreTableFromBackup(
                            request -> request.targetTableName(COMPANIES).backupArn(other));
                }),
                lost("no backup reaches the moment", "--at 2026-03-01T12:00:00Z", scenario -> {}),
                lost(
                        "an unknown backup",
                        "--backup arn:aws:dynamodb:eu-west-1:111122223333:table/" + COMPANIES
                                + "/backup/01772593200000-00000000",
                        scenario -> {}),
                fake(
                        "the table is gone, without a backup",
                        "restore companies --yes --latest",
                        fake -> fake.edit(COMPANIES).remove()),
                fake(
                        "a moment outside the recovery window",
                        "restore companies --yes --at 2026-01-01T00:00:00Z --into recovery",
                        fake -> {}),
                copied("point-in-time recovery of the source is off", fake -> {
                    fake.edit(COMPANIES).remove();
                    fake.seed(ExampleTables.createTable("companies", COMPANIES));
                }),
                copied(
                        "a table has the name of the copy",
                        fake -> fake.seed(
                                ExampleTables.createTable("companies", "construction-expenses-recovery-companies"))),
                copied(
                        "the recovery window moves past the moment during the run",
                        fake -> fake.on("RestoreTableToPointInTime")
                                .fail(Fault.dynamoDb(
                                        "InvalidRestoreTimeException",
                                        "RestoreDateTime must be within EarliestRestorableDateTime and"
                                                + " LatestRestorableDateTime"))),
                row(
                        "a restore takes longer than the time limit",
                        "restore companies --yes --latest --into recovery --timeout 1h",
                        scenario -> scenario.cli.fake().behave(lasting(Phase.RESTORING, Duration.ofHours(2)))));
    }

    private static List<Row> keys() {
        String withKey = CREATE + " --kms-key alias/books";
        return List.of(
                row("an unknown KMS key", withKey, scenario -> {}),
                fake("reading the KMS key is denied", withKey, fake -> {
                    fake.makeKey("alias/books");
                    fake.deny("DescribeKey");
                }),
                fake("the KMS key is disabled", withKey, fake -> {
                    fake.makeKey("alias/books");
                    fake.on("CreateTable")
                            .fail(Fault.error(
                                    "com.amazon.coral.validate#ValidationException",
                                    "KMS validation error: com.amazonaws.services.kms.model.DisabledException:"
                                            + " arn:aws:kms:eu-west-1:111122223333:key/KEY-ID is disabled. (Service:"
                                            + " AWSKMS; Status Code: 400; Error Code: DisabledException; Request ID:"
                                            + " 0; Proxy: null)",
                                    400));
                }),
                fake("DynamoDB is not allowed to use the KMS key", withKey, fake -> {
                    fake.makeKey("alias/books");
                    fake.on("CreateTable").fail(Fault.accessDenied("kms:CreateGrant"));
                }),
                fake("reading the AWS managed key is denied", "export companies", fake -> fake.deny("DescribeKey")));
    }

    private static List<Row> strange() {
        String html = "<html><body>Please sign in to the guest network</body></html>";
        String own = " --endpoint-url https://dynamodb.example.com";
        return List.of(
                row(
                        "an HTML page instead of a response (captive portal, wrong address)",
                        DIFF,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(200, "text/html", html))),
                row(
                        "an HTML page from a custom endpoint",
                        DIFF + own,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(200, "text/html", html))),
                row(
                        "an HTML page with status 403",
                        DIFF,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(403, "text/html", html))),
                row(
                        "an HTML page with status 404 from a custom endpoint",
                        DIFF + own,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(404, "text/html", html))),
                row(
                        "an HTML page with status 413",
                        DIFF,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(413, "text/html", html))),
                row(
                        "an HTML page with status 503, every time",
                        DIFF,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(503, "text/html", html))),
                row(
                        "an HTML page with status 503 until the time limit",
                        DIFF + " --timeout 20s",
                        scenario -> scenario.cli.way(FailingHttpClient.answers(503, "text/html", html))),
                row(
                        "an HTML page that is many megabytes long",
                        DIFF,
                        scenario -> scenario.cli.way(
                                FailingHttpClient.answers(503, "text/html", html.repeat(5_000_000 / html.length())))),
                row(
                        "a table list that repeats a page",
                        "diff",
                        scenario -> scenario.cli.way(FailingHttpClient.answers(
                                200,
                                "application/x-amz-json-1.0",
                                "{\"TableNames\": [], \"LastEvaluatedTableName\": \"a\"}"))),
                row(
                        "an empty response",
                        DIFF,
                        scenario -> scenario.cli.way(FailingHttpClient.answers(200, "application/x-amz-json-1.0", ""))),
                row(
                        "a response without members",
                        DIFF,
                        scenario ->
                                scenario.cli.way(FailingHttpClient.answers(200, "application/x-amz-json-1.0", "{}"))),
                row(
                        "a response with a missing member",
                        DIFF,
                        scenario -> scenario.cli.way(AnswerRewriter.by((operation, request, answer) -> {
                            if (answer.at("/Table/GlobalSecondaryIndexes/0") instanceof ObjectNode index) {
                                index.remove("Projection");
                            }
                            return answer;
                        }))),
                row(
                        "a response about another table",
                        DIFF,
                        scenario -> scenario.cli.way(AnswerRewriter.by((operation, request, answer) -> {
                            if (answer.at("/Table") instanceof ObjectNode table) {
                                table.put("TableName", "construction-expenses-books");
                            }
                            return answer;
                        }))),
                fake("AWS does not support an operation", DIFF, fake -> fake.unsupported("ListTagsOfResource")),
                fake(
                        "an emulator does not support an operation",
                        DIFF + " --endpoint-url http://localhost:8000",
                        fake -> fake.unsupported("ListTagsOfResource")),
                row(
                        "an unknown error",
                        DIFF,
                        scenario -> scenario.cli
                                .fake()
                                .on("DescribeTable")
                                .fail(Fault.dynamoDb("NewKindOfException", "Something has changed"))));
    }

    private static List<Row> ends() {
        return List.of(
                fake(
                        "a table takes longer than the time limit",
                        CREATE,
                        fake -> fake.behave(lasting(Phase.CREATING, Duration.ofHours(2)))),
                destroys(
                        "a deletion takes longer than the time limit",
                        DESTROY,
                        fake -> fake.behave(lasting(Phase.DELETING, Duration.ofHours(2)))),
                fake(
                        "an index takes longer than the time limit",
                        INDEX + " --timeout 10m",
                        fake -> fake.behave(lasting(Phase.BACKFILLING, Duration.ofHours(2)))),
                row(
                        "Ctrl-C while a table is being created",
                        CREATE,
                        scenario -> interrupt(scenario, ExitCode.INTERRUPTED)),
                row("the process is terminated", CREATE, scenario -> interrupt(scenario, ExitCode.TERMINATED)),
                row("the terminal is closed", CREATE, scenario -> interrupt(scenario, ExitCode.HUNG_UP)),
                fake(
                        "an internal error",
                        DIFF,
                        fake -> fake.on("DescribeTable").before(() -> {
                            throw new AssertionError("simulated failure");
                        })));
    }

    private static void interrupt(FaultScenario scenario, ExitCode signal) {
        scenario.cli.fake().behave(Behaviour.likeAws());
        scenario.cli
                .fake()
                .on("UpdateContinuousBackups")
                .nth(1)
                .before(() -> scenario.cli.running().interrupted(signal));
    }
}
