package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.Limits;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The calls of {@code reconcile} for each difference of a live table, and what it never changes. */
class ReconcileTest {

    private static final String NAME = "construction-expenses-staging-books";
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/" + NAME;
    private static final Pattern BOTH_VALUES = Pattern.compile("schema (.*), live (.*) \\[[a-z-]+]");

    private static final String NO_STREAM = "/Table/StreamSpecification {\"StreamEnabled\": false}";
    private static final String UNPROTECTED = "/Table/DeletionProtectionEnabled false";
    private static final String NO_TTL = "/TimeToLiveDescription {\"TimeToLiveStatus\": \"DISABLED\"}";
    private static final String NO_TAGS = "/Tags []";
    private static final String PROVISIONED = """
            /Table/BillingModeSummary {"BillingMode": "PROVISIONED"}
            /Table/ProvisionedThroughput {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2}
            /Table/GlobalSecondaryIndexes []
            /Table/VectorIndexes []
            /Table/AttributeDefinitions [{"AttributeName": "id", "AttributeType": "S"}, \
            {"AttributeName": "title", "AttributeType": "S"}, {"AttributeName": "year", "AttributeType": "N"}]
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void use_a_schema_folder_and_a_key_of_our_own() {
        cli.variable("SCHEMA_DIR", folder.toString());
        cli.fake().makeKey("alias/books");
        cli.fake().makeKey("alias/other");
    }

    /**
     * A live table and the file that it is compared with.
     *
     * @param what the case in words
     * @param live edits of {@link CompleteSchemaFile} for the file that the table is created from
     * @param madeWith the options for creating the table
     * @param file edits for the file that the table is compared with
     * @param options the options for the comparison
     * @param expected calls with their bodies, or lines of the report
     */
    private record Drift(
            String what, String live, String madeWith, String file, String options, List<String> expected) {

        static Drift of(String what) {
            return new Drift(what, "", "", "", "", List.of());
        }

        Drift live(String edits) {
            return new Drift(what, edits, madeWith, file, options, expected);
        }

        Drift madeWith(String more) {
            return new Drift(what, live, more, file, options, expected);
        }

        Drift file(String edits) {
            return new Drift(what, live, madeWith, edits, options, expected);
        }

        Drift options(String more) {
            return new Drift(what, live, madeWith, file, more, expected);
        }

        Drift expect(String... all) {
            return new Drift(what, live, madeWith, file, options, List.of(all));
        }

        @Override
        public String toString() {
            return what;
        }
    }

    private static String sends(String operation, String members) {
        return operation + " {\"TableName\":\"" + NAME + "\"," + members + "}";
    }

    private static String recovery(int days) {
        return sends(
                "UpdateContinuousBackups",
                "\"PointInTimeRecoverySpecification\":{\"PointInTimeRecoveryEnabled\":true,\"RecoveryPeriodInDays\":"
                        + days + "}");
    }

    private static String timeToLive() {
        return sends(
                "UpdateTimeToLive", "\"TimeToLiveSpecification\":{\"Enabled\":true,\"AttributeName\":\"expiresAt\"}");
    }

    private static String tags(String... tags) {
        List<String> elements = Arrays.stream(tags)
                .map(tag -> tag.split("=", 2))
                .map(tag -> "{\"Key\":\"" + tag[0] + "\",\"Value\":\"" + tag[1] + "\"}")
                .toList();
        return "TagResource {\"ResourceArn\":\"" + ARN + "\",\"Tags\":[" + String.join(",", elements) + "]}";
    }

    private static String stream() {
        return sends(
                "UpdateTable", "\"StreamSpecification\":{\"StreamEnabled\":true,\"StreamViewType\":\"NEW_IMAGE\"}");
    }

    private static String protection() {
        return sends("UpdateTable", "\"DeletionProtectionEnabled\":true");
    }

    private static String encryption(String more) {
        return sends("UpdateTable", "\"SSESpecification\":{\"Enabled\":true" + more + "}");
    }

    static Stream<Drift> remedies() {
        return Stream.of(
                Drift.of("recovery is off: with the days of the file")
                        .madeWith("--no-pitr")
                        .expect(recovery(20)),
                Drift.of("recovery over fewer days").live(recoveryOver(7)).expect(recovery(20)),
                Drift.of("recovery is off and the file has no number of days")
                        .madeWith("--no-pitr")
                        .file("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                        .expect(recovery(35)),
                Drift.of("TTL is off").live(NO_TTL).expect(timeToLive()),
                Drift.of("a tag is missing").live(NO_TAGS).expect(tags("team=payments")),
                Drift.of("tags of the file and of the command line are missing: one call")
                        .live(NO_TAGS)
                        .options("--tag cost=7 --tag floor=2")
                        .expect(tags("team=payments", "cost=7", "floor=2")),
                Drift.of("the stream is off").live(NO_STREAM).expect(stream()),
                Drift.of("deletion protection is off").live(UNPROTECTED).expect(protection()),
                Drift.of("the key is AWS owned").madeWith("--no-sse").expect(encryption("")),
                Drift.of("the key is AWS owned, and a customer managed key is given")
                        .madeWith("--no-sse")
                        .options("--kms-key alias/books")
                        .expect(encryption(",\"SSEType\":\"KMS\",\"KMSMasterKeyId\":\"alias/books\"")),
                Drift.of("the key is AWS owned, and the AWS managed key replaces that of the file")
                        .madeWith("--no-sse")
                        .file("/Table/SSEDescription/KMSMasterKeyArn \"arn:aws:kms:eu-west-1:444455556666:key/k\"")
                        .options("--kms-key alias/aws/dynamodb")
                        .expect(encryption("")),
                Drift.of("everything is missing: one call each")
                        .live(String.join("\n", NO_STREAM, UNPROTECTED, NO_TTL, NO_TAGS))
                        .madeWith("--no-sse --no-pitr")
                        .expect(
                                stream(),
                                protection(),
                                encryption(""),
                                tags("team=payments"),
                                recovery(20),
                                timeToLive()));
    }

    @ParameterizedTest
    @MethodSource("remedies")
    void one_accepted_call_each(Drift drift) {
        prepare(drift);
        cli.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());

        assertThat(create(drift.options()).exitCode()).isEqualTo(1);
        assertThat(mutations()).as("create without --reconcile").isEmpty();
        CliRunner.Result ended = reconcile(drift.options());

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.out()).contains("~ books  reconciled").endsWith("1 reconciled\n");
        assertThat(ended.exitCode()).isZero();
        assertThat(mutations().stream().map(call -> call.operation() + " " + call.request()))
                .containsExactlyElementsOf(drift.expected());
        assertThat(mutations()).allMatch(Call::ok);

        cli.fake().forgetCalls();
        assertThat(run("diff -e staging " + drift.options()).out())
                .startsWith("= books  in sync\n")
                .endsWith("\n1 in sync\n");
        assertThat(reconcile(drift.options()).exitCode()).isZero();
        assertThat(mutations()).isEmpty();
    }

    static Stream<Drift> matters_of_a_person() {
        return Stream.of(
                Drift.of("another key")
                        .live("/Table/KeySchema/1/AttributeName \"year\"\n/Table/LocalSecondaryIndexes []\n"
                                + attributes("id:S", "author:S", "year:N"))
                        .file("/Table/LocalSecondaryIndexes []")
                        .expect("key schema: schema id + title (sort), live id + year (sort) [manual]"),
                Drift.of("an attribute of a different type")
                        .live(attributes("id:S", "title:S", "author:S", "year:S"))
                        .expect("attribute type year: schema N, live S [manual]"),
                Drift.of("a local index that the table lacks")
                        .live("/Table/LocalSecondaryIndexes []")
                        .expect(
                                "local index by-year: schema id + year (sort), projection KEYS_ONLY, live none [manual]"),
                Drift.of("a local index with another projection")
                        .live("/Table/LocalSecondaryIndexes/0/Projection {\"ProjectionType\": \"ALL\"}")
                        .expect("local index by-year: schema id + year (sort), projection KEYS_ONLY, live id + year"
                                + " (sort), projection ALL [manual]"),
                Drift.of("a vector index of other dimensions")
                        .live("/Table/VectorIndexes/0/Dimensions 16")
                        .expect("vector index alike: schema likeness, 8 dimensions, COSINE, HASH author, projection"
                                + " KEYS_ONLY, live likeness, 16 dimensions, COSINE, HASH author, projection KEYS_ONLY"
                                + " [manual]"),
                Drift.of("a vector index that is not in the file")
                        .file("/Table/VectorIndexes []")
                        .expect("vector index alike: schema none, live likeness, 8 dimensions, COSINE, HASH author,"
                                + " projection KEYS_ONLY [manual]"),
                Drift.of("a global index with another key")
                        .live(
                                "/Table/GlobalSecondaryIndexes/0/KeySchema [{\"AttributeName\": \"author\", \"KeyType\": \"HASH\"}]")
                        .expect(
                                "global index by-author: schema author + year (sort), projection INCLUDE isbn, live author,"
                                        + " projection INCLUDE isbn [manual]"),
                Drift.of("a global index with another projection")
                        .live("/Table/GlobalSecondaryIndexes/0/Projection/NonKeyAttributes [\"isbn\", \"pages\"]")
                        .expect(
                                "global index by-author: schema author + year (sort), projection INCLUDE isbn, live author"
                                        + " + year (sort), projection INCLUDE isbn,pages [manual]"),
                Drift.of("an index that is not in the file")
                        .file("/Table/GlobalSecondaryIndexes []")
                        .expect(
                                "global index by-author: schema none, live author + year (sort), projection INCLUDE isbn"
                                        + " [manual]"),
                Drift.of("a global index with another maximum")
                        .live("/Table/GlobalSecondaryIndexes/0/OnDemandThroughput {\"MaxReadRequestUnits\": 40}")
                        .expect(
                                "global index by-author: schema author + year (sort), projection INCLUDE isbn, live author"
                                        + " + year (sort), projection INCLUDE isbn, at most 40 read [manual]"),
                Drift.of("a global index with other maximums")
                        .live("/Table/GlobalSecondaryIndexes/0/OnDemandThroughput {\"MaxReadRequestUnits\": 40}")
                        .file("/Table/GlobalSecondaryIndexes/0/OnDemandThroughput"
                                + " {\"MaxReadRequestUnits\": 40, \"MaxWriteRequestUnits\": 10}")
                        .expect(
                                "projection INCLUDE isbn, at most 40 read, 10 write, live",
                                "projection INCLUDE isbn, at most 40 read [manual]"),
                Drift.of("a global index with other throughput, if billing is as exported")
                        .live(provisionedIndex(5))
                        .madeWith("--billing as-exported")
                        .file(provisionedIndex(50))
                        .options("--billing as-exported")
                        .expect(
                                "projection INCLUDE isbn, 50 read, 1 write, live",
                                "projection INCLUDE isbn, 5 read, 1 write [manual]"),
                Drift.of("another TTL attribute")
                        .live("/TimeToLiveDescription/AttributeName \"ttl\"")
                        .expect("TTL: schema on (expiresAt), live on (ttl) [manual]"),
                Drift.of("another view type of the stream")
                        .live("/Table/StreamSpecification/StreamViewType \"KEYS_ONLY\"")
                        .expect("stream: schema NEW_IMAGE, live KEYS_ONLY [manual]"),
                Drift.of("recovery over more days")
                        .live(recoveryOver(30))
                        .expect("point-in-time recovery: schema on (20 days), live on (30 days) [manual]"),
                Drift.of("a tag with another value")
                        .live("/Tags [{\"Key\": \"team\", \"Value\": \"billing\"}]")
                        .expect("tag team: schema payments, live billing [manual]"),
                Drift.of("the tag of another environment")
                        .madeWith("--tag Environment=qa")
                        .expect("tag Environment: schema staging, live qa [manual]"),
                Drift.of("a provisioned table")
                        .live(PROVISIONED)
                        .madeWith("--billing as-exported")
                        .file("/Table/VectorIndexes []\n/Table/GlobalSecondaryIndexes []\n"
                                + attributes("id:S", "title:S", "year:N"))
                        .expect("billing mode: schema PAY_PER_REQUEST, live PROVISIONED [manual]"),
                Drift.of("an on-demand table, if billing is as exported")
                        .live(PROVISIONED)
                        .file(PROVISIONED)
                        .options("--billing as-exported")
                        .expect("billing mode: schema PROVISIONED, live PAY_PER_REQUEST [manual]"),
                Drift.of("other throughput, if billing is as exported")
                        .live(PROVISIONED)
                        .madeWith("--billing as-exported")
                        .file(PROVISIONED.replace("5,", "50,"))
                        .options("--billing as-exported")
                        .expect("provisioned throughput: schema 50 read, 2 write, live 5 read, 2 write [manual]"),
                Drift.of("a maximum that the table lacks")
                        .file("/Table/OnDemandThroughput {\"MaxReadRequestUnits\": 40}")
                        .expect("on-demand maximums: schema 40 read, live none [manual]"),
                Drift.of("other maximums")
                        .live("/Table/OnDemandThroughput {\"MaxReadRequestUnits\": 40, \"MaxWriteRequestUnits\": 10}")
                        .file("/Table/OnDemandThroughput {\"MaxWriteRequestUnits\": 40}")
                        .expect("on-demand maximums: schema 40 write, live 40 read, 10 write [manual]"),
                Drift.of("another KMS key")
                        .madeWith("--kms-key alias/books")
                        .options("--kms-key alias/other")
                        .expect("encryption: schema KMS (arn:aws:kms:eu-west-1:111122223333:key/"),
                Drift.of("a customer managed key instead of the AWS managed key")
                        .madeWith("--kms-key alias/books")
                        .expect(
                                "encryption: schema KMS (AWS managed key), live KMS (arn:aws:kms:eu-west-1:111122223333:key/"),
                Drift.of("another table class")
                        .live("/Table/TableClassSummary {\"TableClass\": \"STANDARD_INFREQUENT_ACCESS\"}")
                        .expect("table class: schema STANDARD, live STANDARD_INFREQUENT_ACCESS [manual]"),
                Drift.of("TTL that the file has off")
                        .file(NO_TTL)
                        .expect("TTL: schema off, live on (expiresAt) [manual]"),
                Drift.of("a stream that the file has off")
                        .file(NO_STREAM)
                        .expect("stream: schema off, live NEW_IMAGE [manual]"),
                Drift.of("protection that the file has off")
                        .file(UNPROTECTED)
                        .expect("deletion protection: schema off, live on [manual]"),
                Drift.of("recovery that --no-pitr has off")
                        .options("--no-pitr")
                        .expect("point-in-time recovery: schema off, live on (20 days) [manual]"),
                Drift.of("encryption that --no-sse has off")
                        .options("--no-sse")
                        .expect("encryption: schema AWS owned key, live KMS (AWS managed key) [manual]"));
    }

    @ParameterizedTest
    @MethodSource("matters_of_a_person")
    void manual_differences_show_both_values_and_are_never_changed(Drift drift) {
        prepare(drift);
        String before = cli.fake().table(NAME).toString();

        CliRunner.Result ended = reconcile(drift.options());

        assertThat(mutations()).isEmpty();
        assertThat(cli.fake().table(NAME)).hasToString(before);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains(drift.expected())
                .contains("~ books  differs")
                .endsWith("1 differs\n");
        assertThat(ended.err()).contains("for differences marked [manual], decide which side is correct");
        List<String> differences = ended.out()
                .lines()
                .filter(line -> line.startsWith("    ") && !line.endsWith(" by policy"))
                .toList();
        assertThat(differences).isNotEmpty().allSatisfy(line -> {
            Matcher values = BOTH_VALUES.matcher(line);
            assertThat(values.find()).as(line).isTrue();
            assertThat(values.group(1)).as(line).isNotEqualTo(values.group(2));
            assertThat(line).endsWith("[manual]");
        });
    }

    @Test
    void reconcile_completes_what_it_can_and_manual_differences_remain() {
        prepare(Drift.of("additive and manual differences")
                .live(String.join("\n", NO_STREAM, "/TimeToLiveDescription/AttributeName \"ttl\"", recoveryOver(30)))
                .file(UNPROTECTED));

        CliRunner.Result ended = reconcile("");

        assertThat(mutations().stream().map(call -> call.operation() + " " + call.request()))
                .containsExactly(stream());
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out().lines().skip(1))
                .containsExactlyInAnyOrder(
                        "    deletion protection: schema off, live on [manual]",
                        "    point-in-time recovery: schema on (20 days), live on (30 days) [manual]",
                        "    TTL: schema on (expiresAt), live on (ttl) [manual]",
                        "1 differs");
    }

    @Test
    void missing_indexes_require_add_gsi() {
        prepare(Drift.of("a missing index").live("/Table/GlobalSecondaryIndexes []"));

        CliRunner.Result ended = reconcile("");

        assertThat(mutations()).isEmpty();
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out()).contains("live none [add-gsi]");
        assertThat(ended.err()).contains("add missing indexes: ddbtool add-gsi --from-schema -e staging");
    }

    @Test
    void a_missing_table_is_reported_and_never_created_and_the_others_are_completed() {
        prepare(Drift.of("a tag is missing").live(NO_TAGS));
        ExampleFiles.write(folder, "letters", "", "");

        CliRunner.Result ended = reconcile("");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.out()).startsWith("~ books    reconciled").endsWith("""

                - letters  missing
                    in the schema files, but not live
                1 missing, 1 reconciled
                """);
        assertThat(ended.err()).endsWith("""
                ddbtool: letters: table 'construction-expenses-staging-letters' is not live in Region eu-west-1
                hint: an empty table blocks the restore, so first restore tables that held data: ddbtool restore --latest -e staging
                create missing tables: ddbtool create -e staging
                """);
        assertThat(mutations().stream().map(call -> call.operation() + " " + call.request()))
                .containsExactly(tags("team=payments"));
    }

    @Test
    void nothing_is_created_if_every_table_is_missing() {
        ExampleFiles.write(folder, "letters", "", "");

        for (String options : List.of("", " letters", " --dry-run", " --output json")) {
            CliRunner.Result ended = reconcile(options);

            assertThat(ended.exitCode()).as(options).isEqualTo(4);
            assertThat(ended.out()).as(options).contains("missing");
        }
        assertThat(mutations()).isEmpty();
    }

    @Test
    void no_ttl_leaves_ttl_as_a_difference() {
        prepare(Drift.of("TTL is off and a tag is missing").live(NO_TTL + "\n" + NO_TAGS));

        CliRunner.Result planned = reconcile("--no-ttl --dry-run");
        CliRunner.Result ended = reconcile("--no-ttl");

        assertThat(planned.out()).isEqualTo("""
                ~ books  planned
                    tag team: none -> payments
                    TTL: schema on (expiresAt), live off [reconcile]
                1 planned
                """);
        assertThat(ended.exitCode()).isEqualTo(1);
        assertThat(ended.out())
                .contains("    TTL: schema on (expiresAt), live off [reconcile]\n")
                .endsWith("1 differs\n");
        assertThat(ended.err())
                .doesNotContain("turning on TTL")
                .endsWith("complete the settings of existing tables: ddbtool reconcile -e staging\n");
        assertThat(mutations().stream().map(call -> call.operation() + " " + call.request()))
                .containsExactly(tags("team=payments"));
        assertThat(reconcile("").err()).contains("turning on TTL deletes the items of '" + NAME + "'");
        assertThat(reconcile("--no-ttl").exitCode()).isZero();
    }

    @Test
    void a_table_that_another_run_is_creating_is_completed() {
        prepare(Drift.of("a tag is missing").live(NO_TAGS));
        cli.fake().edit(NAME).status("CREATING");
        int[] looks = {0};
        cli.fake().on("DescribeTable").before(() -> {
            if (++looks[0] == 3) {
                cli.fake().edit(NAME).status(null);
            }
        });

        CliRunner.Result ended = reconcile("");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(mutations().stream().map(call -> call.operation() + " " + call.request()))
                .containsExactly(tags("team=payments"));
    }

    /** Creates the table from one file, and puts the other into the folder. */
    private void prepare(Drift drift) {
        Path file = folder.resolve("books.json");
        ExampleFiles.text(file, CompleteSchemaFile.with(drift.live()));
        CliRunner.Result created = create(drift.madeWith());
        assertThat(created.exitCode()).as(created.screen()).isZero();
        ExampleFiles.text(file, CompleteSchemaFile.with(drift.file()));
        cli.fake().forgetCalls();
    }

    private CliRunner.Result create(String options) {
        return run("create -e staging " + options);
    }

    private CliRunner.Result reconcile(String options) {
        return run("reconcile -e staging " + options);
    }

    private CliRunner.Result run(String line) {
        List<String> words = new ArrayList<>(List.of(line.strip().split(" +")));
        return cli.run(words.toArray(String[]::new));
    }

    private List<Call> mutations() {
        return cli.fake().calls().stream().filter(Call::mutation).toList();
    }

    private static String recoveryOver(int days) {
        return "/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays " + days;
    }

    private static String attributes(String... attributes) {
        return "/Table/AttributeDefinitions "
                + Arrays.stream(attributes)
                        .map(attribute -> attribute.split(":", 2))
                        .map(attribute -> "{\"AttributeName\": \"" + attribute[0] + "\", \"AttributeType\": \""
                                + attribute[1] + "\"}")
                        .toList();
    }

    private static String provisionedIndex(int reads) {
        return """
                /Table/BillingModeSummary {"BillingMode": "PROVISIONED"}
                /Table/ProvisionedThroughput {"ReadCapacityUnits": 5, "WriteCapacityUnits": 2}
                /Table/GlobalSecondaryIndexes/0/ProvisionedThroughput {"ReadCapacityUnits": %d, "WriteCapacityUnits": 1}
                /Table/VectorIndexes []
                """.formatted(reads);
    }
}
