package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Stream;

/** An account with delays and faults that depend on a seed, and command lines for it. */
final class StormScenario {

    static final String STAGING = "construction-expenses-staging-";

    /** Values that differ in each run. */
    private static final List<String> MOMENTS = List.of(
            "CreationDateTime",
            "TableId",
            "LatestStreamLabel",
            "LatestStreamArn",
            "EarliestRestorableDateTime",
            "LatestRestorableDateTime",
            "LastUpdateToPayPerRequestDateTime",
            "LastUpdateDateTime",
            "IndexStatus");

    private static final int[] PARALLEL = {1, 4, 32, 256};

    private final long seed;
    private final CliRunner cli;

    /** @param folder the schema folder */
    StormScenario(Path folder, long seed) {
        this.seed = seed;
        this.cli =
                CliRunner.withFake().variable("SCHEMA_DIR", folder.toString()).seed(seed);
        cli.fake().makeKey("alias/ours");
    }

    /** A folder with the example files and two more, which together have every setting. */
    static List<String> writeFiles(Path folder) {
        ExampleFiles.copyTo(folder);
        ExampleFiles.text(folder.resolve("books.json"), CompleteSchemaFile.with(""));
        ExampleFiles.write(
                folder,
                "ledger",
                ", \"BillingModeSummary\": {\"BillingMode\": \"PROVISIONED\"}, \"ProvisionedThroughput\":"
                        + " {\"ReadCapacityUnits\": 5, \"WriteCapacityUnits\": 2}, \"TableClassSummary\":"
                        + " {\"TableClass\": \"STANDARD_INFREQUENT_ACCESS\"},"
                        + " \"SSEDescription\": {\"Status\": \"ENABLED\", \"SSEType\": \"KMS\"}",
                ", \"ContinuousBackupsDescription\": {\"ContinuousBackupsStatus\": \"ENABLED\","
                        + " \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": \"ENABLED\"}},"
                        + " \"Tags\": [{\"Key\": \"Environment\", \"Value\": \"production\"}],"
                        + " \"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\", \"AttributeName\": \"until\"}");
        return ExampleFiles.contents(folder).keySet().stream()
                .filter(name -> name.endsWith(".json"))
                .map(name -> name.substring(0, name.length() - ".json".length()))
                .toList();
    }

    CliRunner cli() {
        return cli;
    }

    FakeControlPlane fake() {
        return cli.fake();
    }

    /** Starts a storm: 20 % throttled, 5 % faults, 5 % resets, 3 % lost responses, and three concurrent table changes. */
    StormScenario stormy() {
        fake().behave(slow(new Random(seed))).limit(Limits.likeAws().withUnderWay(3, 2));
        fake().storm(storm(seed)).forgetCalls();
        return this;
    }

    static Storm storm(long seed) {
        return Storm.calm()
                .withSeed(seed)
                .withThrottling(0.2)
                .withInternalErrors(0.05)
                .withResets(0.05)
                .withLostResponses(0.03)
                .withLatency(Duration.ofMillis(20), Duration.ofMillis(200));
    }

    /** The tables as restored from a backup: without tags, TTL, stream, recovery, protection and KMS. */
    StormScenario restored() {
        ok("create -e staging --no-sse --no-pitr");
        for (String table : fake().tables()) {
            fake().edit(table).timeToLive(null).tags(Map.of()).stream(null).deletionProtection(false);
        }
        return calm();
    }

    /** All tables without their global and vector indexes. */
    StormScenario withoutIndexes() {
        ok("create -e staging");
        for (String table : fake().tables()) {
            for (String list : List.of("GlobalSecondaryIndexes", "VectorIndexes")) {
                fake().table(table)
                        .at("/Table/" + list)
                        .findValuesAsText("IndexName")
                        .forEach(index -> fake().edit(table).removeIndex(index));
            }
        }
        return calm();
    }

    StormScenario calm() {
        fake().behave(Behaviour.polite()).limit(Limits.likeAws());
        fake().storm(Storm.calm());
        // TTL cannot be changed again within an hour
        cli.time().moveTo(cli.time().instant().plus(Duration.ofHours(2)));
        return this;
    }

    private static Behaviour slow(Random random) {
        return Behaviour.likeAws()
                .with(Phase.NOT_FOUND_AFTER_CREATE, between(random, 0, 4))
                .with(Phase.SUBRESOURCES_NOT_FOUND, between(random, 0, 8))
                .with(Phase.CREATING, between(random, 5, 40))
                .with(Phase.UPDATING, between(random, 1, 10))
                .with(Phase.SSE_UPDATING, between(random, 5, 30))
                .with(Phase.ALLOCATING, between(random, 5, 60))
                .with(Phase.BACKFILLING, between(random, 10, 300))
                .with(Phase.TTL_CHANGING, between(random, 0, 30))
                .with(Phase.BACKUPS_UNAVAILABLE, between(random, 0, random.nextInt(10) == 0 ? 600 : 60))
                .with(Phase.STALE_TAGS, between(random, 0, 10))
                .with(Phase.RESTORING, between(random, 120, 240)); // far longer than a retry
    }

    private static Duration between(Random random, int least, int most) {
        return Duration.ofMillis(1000L * least + random.nextInt(1000 * (most - least) + 1));
    }

    /** The number of concurrent calls for this seed. */
    String[] parallel() {
        return new String[] {"--parallel", String.valueOf(PARALLEL[(int) (seed % PARALLEL.length)])};
    }

    /** The two tables with the rarest settings and four others: more storms find more than more tables. */
    List<String> some(List<String> names) {
        List<String> others = new ArrayList<>(names);
        others.removeAll(List.of("books", "ledger"));
        Collections.shuffle(others, new Random(seed));
        List<String> chosen = new ArrayList<>(List.of("books", "ledger"));
        chosen.addAll(others.subList(0, 4));
        return chosen;
    }

    /** The policy options for this seed. */
    String[] policy() {
        List<String> options = new ArrayList<>();
        if (seed % 3 == 1) {
            options.addAll(List.of("--kms-key", "alias/ours"));
        }
        if (seed % 2 == 1) {
            options.addAll(List.of("--billing", "as-exported"));
        }
        return options.toArray(String[]::new);
    }

    CliRunner.Result run(String line, String[]... more) {
        return cli.run(words(line, more));
    }

    static String[] words(String line, String[]... more) {
        return Stream.concat(Stream.of(line.split(" ")), Stream.of(more).flatMap(Stream::of))
                .toArray(String[]::new);
    }

    /** Runs a command that must exit with 0. */
    CliRunner.Result ok(String line, String[]... more) {
        CliRunner.Result ended = run(line, more);
        assertThat(ended.exitCode()).as("%s: %s", line, ended.screen()).isZero();
        return ended;
    }

    /** All tables, without values that differ in each run. */
    Map<String, JsonNode> tables() {
        Map<String, JsonNode> tables = new TreeMap<>();
        fake().tables().forEach(name -> {
            JsonNode table = fake().table(name);
            for (String moment : MOMENTS) {
                table.findParents(moment).forEach(parent -> ((ObjectNode) parent).remove(moment));
            }
            tables.put(name, table);
        });
        return tables;
    }
}
