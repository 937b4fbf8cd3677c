package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

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

    @BeforeEach
    void start_with_an_empty_account() {
        trip = new RoundTrip(folder);
    }

    /** Every combination of policy options, each with a seed. */
    record Case(long seed, List<String> options) {

        boolean has(String option) {
            return options.contains(option);
        }

        /** Whether tables can be created if their file has a customer managed key. */
        boolean namesKey() {
            return has("--no-sse") || has("--kms-key");
        }

        List<String> inStaging() {
            return Stream.concat(Stream.of("-e", "staging"), options.stream()).toList();
        }
    }

    static Stream<Case> cases() {
        List<Case> cases = new ArrayList<>();
        for (String billing : List.of("", "--billing on-demand", "--billing as-exported")) {
            for (String recovery : List.of("", "--no-pitr")) {
                for (String encryption :
                        List.of("", "--no-sse", "--kms-key alias/own", "--kms-key alias/aws/dynamodb")) {
                    for (String tags : List.of("", "--tag team=payments --tag Environment=qa --tag more==")) {
                        List<String> options = Stream.of(billing, recovery, encryption, tags)
                                .flatMap(words -> Stream.of(words.split(" ", -1)))
                                .filter(word -> !word.isEmpty())
                                .toList();
                        cases.add(new Case(cases.size() + 1, options));
                    }
                }
            }
        }
        return cases.stream();
    }

    static Stream<Case> casesWithoutKey() {
        return cases().filter(each -> !each.namesKey());
    }

    @ParameterizedTest
    @MethodSource("cases")
    void tables_created_with_a_policy_are_in_sync_with_it(Case each) {
        String own = trip.fake().makeKey("alias/own");
        List<TableSchema> schemas = files(each, each.namesKey() ? EVERY_KEY : KEYS_OF_AWS);

        assertThat(trip.ok("create", each.inStaging()).out()).endsWith(TABLES + " created\n");
        trip.fake().forgetCalls();

        assertThat(RoundTrip.differences(trip.ok("diff", each.inStaging(), "--output", "json")))
                .isEmpty();
        assertThat(trip.ok("create", each.inStaging()).out()).endsWith(TABLES + " in sync\n");
        Set<String> expected = schemas.stream()
                .flatMap(schema -> leftWithoutOptions(schema, each, own).map(left -> schema.name() + ": " + left))
                .collect(Collectors.toCollection(TreeSet::new));
        CliRunner.Result plain = trip.run("diff", List.of("-e", "staging", "--output", "json"));
        assertThat(RoundTrip.differences(plain)).isEqualTo(expected);
        assertThat(plain.exitCode()).isEqualTo(expected.isEmpty() ? 0 : 1);
        assertThat(trip.fake().mutations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("casesWithoutKey")
    void a_customer_managed_key_in_a_file_without_an_option_blocks_all_writes(Case each) {
        files(each, EVERY_KEY);

        CliRunner.Result ended = trip.run("create", each.inStaging());

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
        trip.write(schemas, random);
        return schemas;
    }

    /**
     * The differences that a diff without options finds in a table created with options: everything that matches neither the
     * file nor the default policy.
     */
    private static Stream<String> leftWithoutOptions(TableSchema schema, Case each, String ownKey) {
        List<String> left = new ArrayList<>();
        String fileKey = RoundTrip.customerKey(schema);
        if (each.has("--no-pitr") && RoundTrip.recoveryOn(schema)) {
            left.add("pointInTimeRecovery null reconcile");
        }
        if (each.has("--no-sse") && RoundTrip.encrypted(schema)) {
            left.add("encryption null reconcile");
        }
        if (each.has("alias/own") && !ownKey.equals(fileKey)) {
            left.add("encryption null manual");
        }
        if (each.has("alias/aws/dynamodb") && fileKey != null) {
            left.add("encryption null manual");
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
