package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Tables created with any policy are in sync with their files under the same policy. */
class PolicyRoundTripTest {

    private static final int TABLES = 6;
    private static final List<Sse> EVERY_KEY = List.of(Sse.values());
    private static final List<Sse> KEYS_OF_AWS = List.of(Sse.AWS_OWNED_KEY, Sse.AWS_MANAGED_KEY);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RoundTrip trip;

    private static final String PROJECT = """
            schemas = "schemas"
            [naming]
            prefix = "construction-expenses"
            [environments.production]
            [environments.staging]
            [environments.preview]
            ephemeral = true
            """;

    @BeforeEach
    void start_with_an_empty_account() {
        trip = new RoundTrip(folder);
        ExampleFiles.text(folder.resolve("ddbtool.toml"), PROJECT);
        trip.cli().variable("DDBTOOL_CONFIG", trip.folder("ddbtool.toml"));
    }

    /** The policy of an environment without options, as this test understands it. */
    private enum Base {
        AS_EXPORTED,
        STANDARD,
        EPHEMERAL;

        static Base of(String environment) {
            return switch (environment) {
                case "production" -> AS_EXPORTED;
                case "staging" -> STANDARD;
                default -> EPHEMERAL;
            };
        }

        String billing(TableSchema schema) {
            return this == AS_EXPORTED ? schema.table().billingMode() : "PAY_PER_REQUEST";
        }

        String key(TableSchema schema) {
            if (this != AS_EXPORTED) {
                return this == STANDARD ? "managed" : "owned";
            }
            String key = RoundTrip.customerKey(schema);
            boolean absent = schema.table().sseDescription() == null;
            return key != null ? key : absent || RoundTrip.encrypted(schema) ? "managed" : "owned";
        }

        /** The days of recovery; 0 is off. */
        int days(TableSchema schema) {
            ContinuousBackups backups = schema.continuousBackups();
            if (this == EPHEMERAL) {
                return 0;
            }
            if (backups != null && backups.recoveryEnabled()) {
                return backups.recoveryPeriodInDays();
            }
            return this == AS_EXPORTED && backups != null ? 0 : 35;
        }

        boolean isProtected(TableSchema schema) {
            return this != EPHEMERAL && schema.table().deletionProtected();
        }
    }

    /** An environment and policy options, with a seed for the files. */
    record Case(long seed, String environment, List<String> options) {

        boolean has(String option) {
            return options.contains(option);
        }

        /** The policy that tables are created with, apart from specific options. */
        Base made() {
            return has("--as-exported") ? Base.AS_EXPORTED : wanted();
        }

        Base wanted() {
            return Base.of(environment);
        }

        /** Whether tables can be created if their file has a customer managed key of this account and Region. */
        boolean decidesOnKeys() {
            return made() == Base.AS_EXPORTED || has("--no-sse") || has("--kms-key");
        }

        List<String> there() {
            return List.of("-e", environment);
        }

        List<String> thereWithOptions() {
            return Stream.concat(there().stream(), options.stream()).toList();
        }
    }

    /** Every combination of the options for billing, recovery and encryption, and some of the others. */
    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String environment : List.of("staging", "production", "preview")) {
            for (String billing : List.of("", "--billing on-demand", "--billing as-exported")) {
                for (String recovery : List.of("", "--no-pitr")) {
                    for (String encryption :
                            List.of("", "--no-sse", "--kms-key alias/own", "--kms-key alias/aws/dynamodb")) {
                        int number = cases.size() + 1;
                        String all = number % 3 == 0 ? "--as-exported" : "";
                        String protection = List.of("", "", "--deletion-protection on", "", "--deletion-protection off")
                                .get(number % 5);
                        String tags = number % 7 < 4 ? "" : "--tag team=payments --tag Environment=qa --tag more==";
                        List<String> options = Stream.of(all, billing, recovery, encryption, protection, tags)
                                .flatMap(words -> Stream.of(words.split(" ", -1)))
                                .filter(word -> !word.isEmpty())
                                .toList();
                        cases.add(new Case(number, environment, options));
                    }
                }
            }
        }
        return cases.stream();
    }

    static Stream<Case> casesWithoutKey() {
        return cases().filter(each -> !each.decidesOnKeys());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tables_created_with_a_policy_are_in_sync_with_it(Case each) {
        String own = trip.fake().makeKey("alias/own");
        List<TableSchema> schemas = files(each, each.decidesOnKeys() ? EVERY_KEY : KEYS_OF_AWS);

        assertThat(trip.ok("create", each.thereWithOptions(), "--yes").out()).endsWith(TABLES + " created\n");
        trip.fake().forgetCalls();

        assertThat(RoundTrip.differences(trip.ok("diff", each.thereWithOptions(), "--output", "json")))
                .isEmpty();
        assertThat(trip.ok("create", each.thereWithOptions()).out()).endsWith(TABLES + " in sync\n");
        Set<String> expected = schemas.stream()
                .flatMap(schema -> leftWithoutOptions(schema, each, own).map(left -> schema.name() + ": " + left))
                .collect(Collectors.toCollection(TreeSet::new));
        CliRunner.Result plain = trip.run("diff", each.there(), "--output", "json");
        assertThat(RoundTrip.differences(plain)).isEqualTo(expected);
        assertThat(plain.exitCode()).isEqualTo(expected.isEmpty() ? 0 : 1);
        assertThat(trip.fake().mutations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("casesWithoutKey")
    void a_customer_managed_key_in_a_file_without_a_decision_blocks_all_writes(Case each) {
        files(each, EVERY_KEY);

        CliRunner.Result ended = trip.run("create", each.thereWithOptions());

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(5);
        assertThat(trip.fake().mutations()).isEmpty();
    }

    /** Writes a file for each table, the first three with every member. */
    private List<TableSchema> files(Case each, List<Sse> keys) {
        String own = trip.fake().makeKey("alias/own");
        String other = trip.fake().makeKey("alias/other");
        RandomSchemas random = new RandomSchemas(each.seed());
        List<TableSchema> schemas = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            TableSchema complete = random.complete(keys.get(i % keys.size()), i == 2 ? own : other);
            schemas.add(i < 3 ? complete : random.sparse(complete));
        }
        trip.writeByHand(schemas);
        return schemas;
    }

    /** The differences that a diff without options finds in a table created with options. */
    private static Stream<String> leftWithoutOptions(TableSchema schema, Case each, String ownKey) {
        List<String> left = new ArrayList<>();
        Base wanted = each.wanted();
        String billing = each.has("on-demand")
                ? "PAY_PER_REQUEST"
                : (each.has("as-exported") ? Base.AS_EXPORTED : each.made()).billing(schema);
        if (!billing.equals(wanted.billing(schema))) {
            left.add("billingMode null manual");
        }
        String key = each.has("--no-sse")
                ? "owned"
                : each.has("alias/own")
                        ? ownKey
                        : each.has("alias/aws/dynamodb")
                                ? "managed"
                                : each.made().key(schema);
        if (!key.equals(wanted.key(schema))) {
            left.add("encryption null " + (key.equals("owned") ? "reconcile" : "manual"));
        }
        int days = each.has("--no-pitr") ? 0 : each.made().days(schema);
        if (days != wanted.days(schema)) {
            left.add("pointInTimeRecovery null " + (days < wanted.days(schema) ? "reconcile" : "manual"));
        }
        boolean isProtected = each.has("on") || (!each.has("off") && each.made().isProtected(schema));
        if (isProtected != wanted.isProtected(schema)) {
            left.add("deletionProtection null " + (isProtected ? "manual" : "reconcile"));
        }
        for (Tag tag : schema.tags() == null ? List.<Tag>of() : schema.tags()) {
            boolean otherEnvironment = tag.key().equals("Environment") && each.has("Environment=qa");
            boolean otherTeam = tag.equals(new Tag("team", "billing")) && each.has("team=payments");
            if (otherEnvironment || otherTeam) {
                left.add("tag " + tag.key() + " manual");
            }
        }
        return left.stream();
    }
}
