package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.AnswerStyle;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.DirectEdit;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.schema.RandomSchemas;
import dev.ddbtool.schema.RandomSchemas.Sse;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * Valid tables are the same after any round trip between files and live tables. A failure names its seed, which
 * produces the same tables again.
 */
class RoundTripTest {

    private static final int TABLES = 16;
    private static final List<Sse> KEYS = List.of(Sse.values());
    private static final List<String> NO_OPTION = List.of();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RoundTrip trip;

    @BeforeEach
    void start_with_an_empty_account() {
        trip = new RoundTrip(folder);
    }

    /** The seed of the tables, and the style of responses. */
    record Case(long seed, AnswerStyle style) {}

    static Stream<Case> cases() {
        return Stream.of(
                new Case(1, AnswerStyle.AWS),
                new Case(2, AnswerStyle.AWS),
                new Case(3, AnswerStyle.EVERY_DEFAULT),
                new Case(4, AnswerStyle.EVERY_DEFAULT),
                new Case(5, AnswerStyle.NO_DEFAULT),
                new Case(6, AnswerStyle.NO_DEFAULT));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void created_tables_export_to_the_same_files(Case each) {
        trip.fake().style(each.style());
        if (each.seed() == 1) {
            trip.fake().behave(Behaviour.likeAws()).limit(Limits.likeAws());
        }
        String key = trip.fake().makeKey("alias/own");
        RandomSchemas random = new RandomSchemas(each.seed());
        List<TableSchema> schemas = new ArrayList<>();
        for (int i = 0; i < TABLES; i++) {
            schemas.add(random.complete(KEYS.get(i % KEYS.size()), key));
        }
        trip.write(schemas, random);

        trip.ok("validate", NO_OPTION, trip.folder("schemas"));
        trip.ok("create", List.of("--yes"));
        schemas.forEach(schema -> trip.fake()
                .edit(RoundTrip.PREFIX + schema.name())
                .statistics(
                        Objects.requireNonNull(schema.table().itemCount()),
                        Objects.requireNonNull(schema.table().tableSizeBytes())));
        trip.fake().forgetCalls();
        List<String> exported = List.of("--schemas", trip.folder("exported"));
        trip.ok("export", exported);

        trip.assertCanonical(schemas, "exported");
        assertThat(trip.ok("export", exported).out()).endsWith(TABLES + " unchanged\n");
        trip.ok("diff", List.of("--billing", "as-exported"));
        assertThat(trip.ok("diff", NO_OPTION).out()).endsWith(TABLES + " in sync\n");
        assertThat(trip.ok("diff", exported).out()).endsWith(TABLES + " in sync\n");
        assertThat(trip.fake().mutations()).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("cases")
    void an_export_of_any_tables_is_in_sync_with_them(Case each) {
        trip.fake().style(each.style());
        Random chance = new Random(each.seed());
        RandomSchemas random = new RandomSchemas(each.seed());
        String environment = List.of("production", "prod", "live").get(chance.nextInt(3));
        String prefix = RoundTrip.PREFIX + (environment.equals("production") ? "" : environment + "-");
        for (int i = 0; i < TABLES; i++) {
            madeByHand(random.complete(Sse.AWS_OWNED_KEY, ""), prefix, environment, chance);
        }
        List<String> there =
                List.of("-e", environment, "--environments", "prod,live", "--schemas", trip.folder("exported"));

        assertThat(trip.ok("export", there).out()).contains(TABLES + " written\n");
        trip.ok("validate", NO_OPTION, trip.folder("exported"));

        assertThat(RoundTrip.differences(trip.ok("diff", there, "--output", "json")))
                .isEmpty();
        assertThat(trip.ok("diff", there).out()).contains(TABLES + " in sync\n");
        assertThat(trip.ok("export", there).out()).contains(TABLES + " unchanged\n");
        assertThat(trip.fake().mutations()).isEmpty();
    }

    /** A table that was created and changed without this tool. */
    private void madeByHand(TableSchema schema, String prefix, String environment, Random chance) {
        DirectEdit edit = trip.fake()
                .seed(RandomSchemas.createTable(schema, prefix + schema.name()))
                .timeToLive(
                        schema.timeToLive() == null ? null : schema.timeToLive().attributeName())
                .recovery(chance.nextBoolean() ? 0 : 1 + chance.nextInt(35));
        Map<String, String> tags = new TreeMap<>();
        switch (chance.nextInt(4)) {
            case 0 -> tags.put("Environment", "somewhere else");
            case 1 -> tags.putAll(Map.of("aws:cloudformation:stack-name", "books", "team", ""));
            case 2 -> tags.put("Environment", environment);
            default -> {}
        }
        edit.tags(tags);
        switch (chance.nextInt(4)) {
            case 0 -> edit.key(trip.fake().makeKey("alias/aws/dynamodb"));
            case 1 -> edit.key(trip.fake().makeKey("alias/own"));
            case 2 -> edit.key("arn:aws:kms:eu-west-1:444455556666:key/1234abcd-12ab-34cd-56ef-1234567890ab");
            default -> edit.key(null);
        }
        switch (chance.nextInt(6)) {
            case 0 -> edit.status("UPDATING");
            case 1 -> edit.status("ARCHIVING");
            case 2 -> edit.stream("NEW_IMAGE").stream(null);
            case 3 -> edit.member("/Replicas", "[{\"RegionName\": \"eu-central-1\", \"ReplicaStatus\": \"ACTIVE\"}]");
            case 4 ->
                edit.member("/SSEDescription", "{\"Status\": \"DISABLED\"}").member("/Newer", "{\"On\": true}");
            default -> edit.statistics(7, 4_000);
        }
    }
}
