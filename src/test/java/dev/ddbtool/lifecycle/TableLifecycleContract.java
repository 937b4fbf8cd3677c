package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.cli.RealCli;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.StreamViewType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The lifecycle of tables over the real wire, on every backend. Each test has its own tables. */
interface TableLifecycleContract {

    Path SCHEMAS = Path.of("schemas");

    Backend backend();

    @Test
    default void create_makes_every_table_as_its_file_says_and_a_second_one_changes_nothing() throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            JsonNode created = scene.report("create");

            Map<String, Shape> files = Shape.ofFolder(SCHEMAS);
            Map<String, Shape> live = new TreeMap<>();
            files.keySet().forEach(table -> live.put(table, Shape.ofLive(scene.hand(), scene.dev(table))));
            assertThat(live).hasSize(13).isEqualTo(files);
            assertThat(created.at("/counts/created").asInt()).isEqualTo(13);

            RealCli.Ended again = scene.run("create");

            assertThat(again.exitCode()).isZero();
            assertThat(again.mutations()).isEmpty();
            assertThat(again.operations()).isNotEmpty().doesNotContain("ListTables");
            assertThat(again.out()).contains("13 in sync");
        }
    }

    @Test
    default void what_the_backend_does_not_take_is_listed_and_no_failure() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            JsonNode table = scene.report("create pending-payments").at("/tables/0");

            Set<String> notApplied = new TreeSet<>();
            table.at("/notApplied").forEach(member -> notApplied.add(member.asText()));
            assertThat(notApplied).isEqualTo(backend().lacks());
            assertThat(table.at("/outcome").asText()).isEqualTo("created");
            assertThat(table.at("/differences")).isEmpty();
        }
    }

    @Test
    default void export_writes_files_that_describe_the_same_tables_and_writes_nothing_twice(@TempDir Path folder)
            throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create");

            JsonNode exported = scene.report("export --schemas " + folder);

            assertThat(exported.at("/counts/written").asInt()).isEqualTo(13);
            assertThat(Shape.ofFolder(folder)).isEqualTo(Shape.ofFolder(SCHEMAS));
            assertThat(scene.run("diff --schemas " + folder).exitCode()).isZero();
            assertThat(scene.run("diff").exitCode()).isZero();

            Map<Path, String> contents = contents(folder);
            FileTime longAgo = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
            for (Path file : contents.keySet()) {
                Files.setLastModifiedTime(file, longAgo);
            }
            RealCli.Ended again = scene.run("export --schemas " + folder);

            assertThat(again.out()).contains("13 unchanged");
            assertThat(again.mutations()).isEmpty();
            assertThat(contents(folder)).isEqualTo(contents);
            for (Path file : contents.keySet()) {
                assertThat(Files.getLastModifiedTime(file)).as("%s", file).isEqualTo(longAgo);
            }
        }
    }

    /** DynamoDB Local keeps the attribute in AttributeDefinitions. */
    @Test
    default void an_index_that_was_deleted_leaves_nothing_in_the_exported_file(@TempDir Path folder) {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create companies");
            scene.hand()
                    .updateTable(request -> request.tableName(scene.dev("companies"))
                            .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                    .delete(index -> index.indexName("by-owner"))
                                    .build()));

            JsonNode exported = scene.report("export companies --schemas " + folder);

            assertThat(folder.resolve("companies.json")).content().doesNotContain("ownerId");
            assertThat(exported.at("/tables/0/problems")).isEmpty();

            scene.report("add-gsi --table companies --index by-city --partition-key city:S");

            assertThat(scene.index(scene.dev("companies"), "by-city").indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
        }
    }

    @Test
    default void add_gsi_waits_until_the_index_is_active_and_is_safe_to_repeat() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create companies");
            String command = "add-gsi --table companies --index by-email --partition-key ";

            JsonNode added = scene.report(command + "email:S");

            assertThat(scene.index(scene.dev("companies"), "by-email").indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
            assertThat(LifecycleScene.outcomes(added)).containsEntry("companies", "index-created");

            RealCli.Ended again = scene.run(command + "email:S");

            assertThat(again.exitCode()).isZero();
            assertThat(again.mutations()).isEmpty();

            RealCli.Ended other = scene.run(command + "mail:N --projection KEYS_ONLY");

            assertThat(other.exitCode()).isEqualTo(5);
            assertThat(other.mutations()).isEmpty();
            assertThat(other.err())
                    .contains("partition key email:S, projection ALL", "partition key mail:N, projection KEYS_ONLY");
        }
    }

    @Test
    default void a_second_index_waits_for_the_first() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create companies");

            JsonNode first =
                    scene.report("add-gsi --table companies --index by-email --partition-key email:S --no-wait");
            scene.report("add-gsi --table companies --index by-city --partition-key city:S --sort-key since:N");

            assertThat(LifecycleScene.outcomes(first)).containsEntry("companies", "in-progress");
            assertThat(List.of("by-owner", "by-email", "by-city"))
                    .allSatisfy(index -> assertThat(
                                    scene.index(scene.dev("companies"), index).indexStatus())
                            .isEqualTo(IndexStatus.ACTIVE));
        }
    }

    @Test
    default void the_indexes_that_the_files_have_and_the_tables_lack_are_added_one_after_the_other(@TempDir Path folder)
            throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create company-users invitations");
            String users = Files.readString(SCHEMAS.resolve("company-users.json"));
            Files.writeString(
                    folder.resolve("company-users.json"),
                    users.replace("by-user", "of-user").replace("by-company-and-role", "of-company-and-role"));
            Files.copy(SCHEMAS.resolve("invitations.json"), folder.resolve("invitations.json"));

            JsonNode added = scene.report("add-gsi --from-schema --schemas " + folder);

            assertThat(LifecycleScene.outcomes(added))
                    .isEqualTo(Map.of("company-users", "index-created", "invitations", "in-sync"));
            assertThat(Shape.ofLive(scene.hand(), scene.dev("company-users")).indexes())
                    .containsOnlyKeys("by-user", "by-company-and-role", "of-user", "of-company-and-role");
        }
    }

    @Test
    default void an_index_key_may_have_several_attributes_in_their_order(@TempDir Path folder) throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            assumeTrue(
                    takesSeveralAttributes(scene),
                    () -> backend().name() + " does not take index keys of several attributes");
            scene.report("create companies");

            scene.report("add-gsi --table companies --index by-place --partition-key country:S --partition-key city:S"
                    + " --sort-key since:N --sort-key ownerId");
            scene.report("export companies --schemas " + folder);

            assertThat(Shape.ofLive(scene.hand(), scene.dev("companies")).indexes())
                    .containsEntry(
                            "by-place", "Global HASH country:S, HASH city:S, RANGE since:N, RANGE ownerId:S, ALL []");
            assertThat(scene.run("diff companies --schemas " + folder).exitCode())
                    .isZero();
        }
    }

    @Test
    default void a_provisioned_table_keeps_its_capacity_if_billing_is_as_exported(@TempDir Path folder)
            throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            Files.writeString(folder.resolve("orders.json"), SchemaTexts.PROVISIONED);
            String schemas = " --billing as-exported --schemas " + folder;

            scene.report("create" + schemas);

            TableDescription orders = scene.described(scene.dev("orders"));
            assertThat(orders.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
            assertThat(orders.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
            assertThat(scene.index(scene.dev("orders"), "by-customer")
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(2);
            assertThat(scene.run("diff" + schemas).exitCode()).isZero();

            scene.report("add-gsi --table orders --index by-day --partition-key day:S");

            assertThat(scene.index(scene.dev("orders"), "by-day").provisionedThroughput())
                    .satisfies(units -> assertThat(units.readCapacityUnits()).isEqualTo(7))
                    .satisfies(units -> assertThat(units.writeCapacityUnits()).isEqualTo(3));
        }
    }

    @Test
    default void a_provisioned_table_is_made_on_demand_by_default(@TempDir Path folder) throws IOException {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            Files.writeString(folder.resolve("orders.json"), SchemaTexts.PROVISIONED);

            scene.report("create --schemas " + folder);

            assertThat(scene.described(scene.dev("orders")).billingModeSummary().billingMode())
                    .isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(scene.run("diff --schemas " + folder).exitCode()).isZero();
        }
    }

    @Test
    default void stream_protection_local_index_and_projections_come_back_as_they_were(@TempDir Path folder)
            throws IOException {
        Path written = Files.createDirectory(folder.resolve("written"));
        Path exported = Files.createDirectory(folder.resolve("exported"));
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            Files.writeString(written.resolve("ledger.json"), SchemaTexts.WITH_EVERYTHING);

            scene.report("create --schemas " + written);
            scene.report("export --schemas " + exported);

            TableDescription ledger = scene.described(scene.dev("ledger"));
            assertThat(ledger.deletionProtectionEnabled()).isTrue();
            assertThat(ledger.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(ledger.onDemandThroughput().maxReadRequestUnits()).isEqualTo(50);
            assertThat(Shape.ofLive(scene.hand(), scene.dev("ledger")))
                    .isEqualTo(Shape.ofFile(written.resolve("ledger.json")))
                    .isEqualTo(Shape.ofFile(exported.resolve("ledger.json")));
            assertThat(scene.run("diff --schemas " + exported).exitCode()).isZero();
            assertThat(scene.run("diff --schemas " + written).exitCode()).isZero();
        }
    }

    @Test
    default void reconcile_turns_on_again_what_somebody_turned_off() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create pending-payments companies");
            scene.hand()
                    .updateTimeToLive(request -> request.tableName(scene.dev("pending-payments"))
                            .timeToLiveSpecification(ttl -> ttl.enabled(false).attributeName("expiresAt")));

            JsonNode compared = scene.report(1, "create pending-payments companies");

            assertThat(LifecycleScene.outcomes(compared))
                    .isEqualTo(Map.of("pending-payments", "differs", "companies", "in-sync"));
            assertThat(compared.at("/tables/1/differences/0/setting").asText()).isEqualTo("timeToLive");
            assertThat(compared.at("/tables/1/differences/0/remedy").asText()).isEqualTo("reconcile");

            JsonNode reconciled = scene.report("create --reconcile pending-payments companies");

            assertThat(LifecycleScene.outcomes(reconciled))
                    .isEqualTo(Map.of("pending-payments", "reconciled", "companies", "in-sync"));
            assertThat(Shape.ofLive(scene.hand(), scene.dev("pending-payments")).ttl())
                    .isEqualTo("expiresAt");
            assertThat(scene.run("create --reconcile pending-payments").mutations())
                    .isEmpty();
        }
    }

    @Test
    default void an_index_is_shaped_by_variables_as_the_shell_script_was() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create companies company-expenses");

            RealCli.Ended byEmail = scene.run(
                    Map.of(
                            "TABLE_NAME", scene.dev("companies"),
                            "INDEX_NAME", "by-email",
                            "PARTITION_KEY", "email",
                            "PARTITION_KEY_TYPE", "S"),
                    "add-gsi");
            RealCli.Ended byDate = scene.run(
                    Map.of(
                            "TABLE_NAME", scene.dev("company-expenses"),
                            "INDEX_NAME", "by-company-and-date",
                            "PARTITION_KEY", "companyId",
                            "PARTITION_KEY_TYPE", "S",
                            "SORT_KEY", "createdAt",
                            "SORT_KEY_TYPE", "N",
                            "PROJECTION_TYPE", "ALL"),
                    "add-gsi");

            assertThat(List.of(byEmail.exitCode(), byDate.exitCode())).containsOnly(0);
            assertThat(Shape.ofLive(scene.hand(), scene.dev("companies")).indexes())
                    .containsEntry("by-email", "Global HASH email:S, ALL []");
            assertThat(Shape.ofLive(scene.hand(), scene.dev("company-expenses")).indexes())
                    .containsEntry("by-company-and-date", "Global HASH companyId:S, RANGE createdAt:N, ALL []");
        }
    }

    @Test
    default void diff_finds_a_table_that_is_gone_and_one_that_no_file_has() {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create");
            scene.hand().deleteTable(request -> request.tableName(scene.dev("companies")));
            scene.hand()
                    .createTable(request -> request.tableName(scene.dev("ghosts"))
                            .attributeDefinitions(attribute("id"))
                            .keySchema(element("id", KeyType.HASH))
                            .billingMode(BillingMode.PAY_PER_REQUEST));

            JsonNode report = scene.report(1, "diff");

            assertThat(LifecycleScene.outcomes(report))
                    .hasSize(14)
                    .containsEntry("companies", "missing")
                    .containsEntry("ghosts", "extra")
                    .containsEntry("invitations", "in-sync");
        }
    }

    @Test
    default void an_environment_sees_only_its_own_tables(@TempDir Path folder) {
        try (LifecycleScene scene = new LifecycleScene(backend())) {
            scene.report("create companies");
            RealCli.Ended production = scene.run(Map.of(), "create companies invitations -e production");

            RealCli.Ended exported = scene.run(Map.of(), "export --output json -e production --schemas " + folder);
            JsonNode dev = scene.report(1, "diff --against production");

            assertThat(production.exitCode()).isZero();
            assertThat(LifecycleScene.outcomes(LifecycleScene.json(exported)))
                    .isEqualTo(Map.of("companies", "written", "invitations", "written"));
            assertThat(LifecycleScene.outcomes(dev))
                    .isEqualTo(Map.of("companies", "in-sync", "invitations", "missing"));
        }
    }

    private static boolean takesSeveralAttributes(LifecycleScene scene) {
        try {
            scene.hand()
                    .createTable(request -> request.tableName(scene.dev("several"))
                            .attributeDefinitions(attribute("id"), attribute("a"), attribute("b"))
                            .keySchema(element("id", KeyType.HASH))
                            .globalSecondaryIndexes(GlobalSecondaryIndex.builder()
                                    .indexName("by-a-and-b")
                                    .keySchema(element("a", KeyType.HASH), element("b", KeyType.HASH))
                                    .projection(Projection.builder()
                                            .projectionType(ProjectionType.ALL)
                                            .build())
                                    .build())
                            .billingMode(BillingMode.PAY_PER_REQUEST));
            return true;
        } catch (DynamoDbException refused) {
            return false;
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    private static KeySchemaElement element(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    private static Map<Path, String> contents(Path folder) throws IOException {
        Map<Path, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(file, Files.readString(file));
            }
        }
        return contents;
    }
}
