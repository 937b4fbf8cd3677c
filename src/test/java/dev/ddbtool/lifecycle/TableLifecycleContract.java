package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.cli.HttpCliRunner;
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
    default void creates_every_table_of_its_file_and_is_safe_to_repeat() throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            JsonNode created = fixture.report("create");

            Map<String, Shape> files = Shape.ofFolder(SCHEMAS);
            Map<String, Shape> live = new TreeMap<>();
            files.keySet().forEach(table -> live.put(table, Shape.ofLive(fixture.client(), fixture.dev(table))));
            assertThat(live).hasSize(13).isEqualTo(files);
            assertThat(created.at("/counts/created").asInt()).isEqualTo(13);

            HttpCliRunner.Result again = fixture.run("create");

            assertThat(again.exitCode()).isZero();
            assertThat(again.mutations()).isEmpty();
            assertThat(again.operations()).isNotEmpty().doesNotContain("ListTables");
            assertThat(again.out()).contains("13 in sync");
        }
    }

    @Test
    default void lists_settings_that_the_backend_does_not_support() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            JsonNode table = fixture.report("create pending-payments").at("/tables/0");

            Set<String> notApplied = new TreeSet<>();
            table.at("/notApplied").forEach(member -> notApplied.add(member.asText()));
            assertThat(notApplied).isEqualTo(backend().lacks());
            assertThat(table.at("/outcome").asText()).isEqualTo("created");
            assertThat(table.at("/differences")).isEmpty();
        }
    }

    @Test
    default void exports_the_same_tables_and_rewrites_nothing(@TempDir Path folder) throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create");

            JsonNode exported = fixture.report("export --schemas " + folder);

            assertThat(exported.at("/counts/written").asInt()).isEqualTo(13);
            assertThat(Shape.ofFolder(folder)).isEqualTo(Shape.ofFolder(SCHEMAS));
            assertThat(fixture.run("diff --schemas " + folder).exitCode()).isZero();
            assertThat(fixture.run("diff").exitCode()).isZero();

            Map<Path, String> contents = contents(folder);
            FileTime longAgo = FileTime.from(Instant.parse("2026-01-02T03:04:05Z"));
            for (Path file : contents.keySet()) {
                Files.setLastModifiedTime(file, longAgo);
            }
            HttpCliRunner.Result again = fixture.run("export --schemas " + folder);

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
    default void exports_nothing_of_a_deleted_index(@TempDir Path folder) {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create companies");
            fixture.client()
                    .updateTable(request -> request.tableName(fixture.dev("companies"))
                            .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                                    .delete(index -> index.indexName("by-owner"))
                                    .build()));

            JsonNode exported = fixture.report("export companies --schemas " + folder);

            assertThat(folder.resolve("companies.json")).content().doesNotContain("ownerId");
            assertThat(exported.at("/tables/0/problems")).isEmpty();

            fixture.report("add-gsi --table companies --index by-city --partition-key city:S");

            assertThat(fixture.index(fixture.dev("companies"), "by-city").indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
        }
    }

    @Test
    default void adds_an_index_and_is_safe_to_repeat() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create companies");
            String command = "add-gsi --table companies --index by-email --partition-key ";

            JsonNode added = fixture.report(command + "email:S");

            assertThat(fixture.index(fixture.dev("companies"), "by-email").indexStatus())
                    .isEqualTo(IndexStatus.ACTIVE);
            assertThat(LifecycleFixture.outcomes(added)).containsEntry("companies", "index-created");

            HttpCliRunner.Result again = fixture.run(command + "email:S");

            assertThat(again.exitCode()).isZero();
            assertThat(again.mutations()).isEmpty();

            HttpCliRunner.Result other = fixture.run(command + "mail:N --projection KEYS_ONLY");

            assertThat(other.exitCode()).isEqualTo(5);
            assertThat(other.mutations()).isEmpty();
            assertThat(other.err())
                    .contains("partition key email:S, projection ALL", "partition key mail:N, projection KEYS_ONLY");
        }
    }

    @Test
    default void adds_a_second_index_after_the_first() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create companies");

            JsonNode first =
                    fixture.report("add-gsi --table companies --index by-email --partition-key email:S --no-wait");
            fixture.report("add-gsi --table companies --index by-city --partition-key city:S --sort-key since:N");

            assertThat(LifecycleFixture.outcomes(first)).containsEntry("companies", "in-progress");
            assertThat(List.of("by-owner", "by-email", "by-city"))
                    .allSatisfy(index -> assertThat(fixture.index(fixture.dev("companies"), index)
                                    .indexStatus())
                            .isEqualTo(IndexStatus.ACTIVE));
        }
    }

    @Test
    default void adds_missing_indexes_of_the_files_one_after_the_other(@TempDir Path folder) throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create company-users invitations");
            String users = Files.readString(SCHEMAS.resolve("company-users.json"));
            Files.writeString(
                    folder.resolve("company-users.json"),
                    users.replace("by-user", "of-user").replace("by-company-and-role", "of-company-and-role"));
            Files.copy(SCHEMAS.resolve("invitations.json"), folder.resolve("invitations.json"));

            JsonNode added = fixture.report("add-gsi --from-schema --schemas " + folder);

            assertThat(LifecycleFixture.outcomes(added))
                    .isEqualTo(Map.of("company-users", "index-created", "invitations", "in-sync"));
            assertThat(Shape.ofLive(fixture.client(), fixture.dev("company-users"))
                            .indexes())
                    .containsOnlyKeys("by-user", "by-company-and-role", "of-user", "of-company-and-role");
        }
    }

    @Test
    default void keeps_the_order_of_several_key_attributes_of_an_index(@TempDir Path folder) throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            assumeTrue(
                    takesSeveralAttributes(fixture),
                    () -> backend().name() + " does not take index keys of several attributes");
            fixture.report("create companies");

            fixture.report("add-gsi --table companies --index by-place --partition-key country:S --partition-key city:S"
                    + " --sort-key since:N --sort-key ownerId");
            fixture.report("export companies --schemas " + folder);

            assertThat(Shape.ofLive(fixture.client(), fixture.dev("companies")).indexes())
                    .containsEntry(
                            "by-place", "Global HASH country:S, HASH city:S, RANGE since:N, RANGE ownerId:S, ALL []");
            assertThat(fixture.run("diff companies --schemas " + folder).exitCode())
                    .isZero();
        }
    }

    @Test
    default void keeps_provisioned_capacity_with_billing_as_exported(@TempDir Path folder) throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            Files.writeString(folder.resolve("orders.json"), HandWrittenSchemas.PROVISIONED);
            String schemas = " --billing as-exported --schemas " + folder;

            fixture.report("create" + schemas);

            TableDescription orders = fixture.described(fixture.dev("orders"));
            assertThat(orders.provisionedThroughput().readCapacityUnits()).isEqualTo(7);
            assertThat(orders.provisionedThroughput().writeCapacityUnits()).isEqualTo(3);
            assertThat(fixture.index(fixture.dev("orders"), "by-customer")
                            .provisionedThroughput()
                            .readCapacityUnits())
                    .isEqualTo(2);
            assertThat(fixture.run("diff" + schemas).exitCode()).isZero();

            fixture.report("add-gsi --table orders --index by-day --partition-key day:S");

            assertThat(fixture.index(fixture.dev("orders"), "by-day").provisionedThroughput())
                    .satisfies(units -> assertThat(units.readCapacityUnits()).isEqualTo(7))
                    .satisfies(units -> assertThat(units.writeCapacityUnits()).isEqualTo(3));
        }
    }

    @Test
    default void creates_a_provisioned_table_on_demand_by_default(@TempDir Path folder) throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            Files.writeString(folder.resolve("orders.json"), HandWrittenSchemas.PROVISIONED);

            fixture.report("create --schemas " + folder);

            assertThat(fixture.described(fixture.dev("orders"))
                            .billingModeSummary()
                            .billingMode())
                    .isEqualTo(BillingMode.PAY_PER_REQUEST);
            assertThat(fixture.run("diff --schemas " + folder).exitCode()).isZero();
        }
    }

    @Test
    default void round_trips_stream_protection_local_index_and_projections(@TempDir Path folder) throws IOException {
        Path written = Files.createDirectory(folder.resolve("written"));
        Path exported = Files.createDirectory(folder.resolve("exported"));
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            Files.writeString(written.resolve("ledger.json"), HandWrittenSchemas.WITH_EVERYTHING);

            fixture.report("create --schemas " + written);
            fixture.report("export --schemas " + exported);

            TableDescription ledger = fixture.described(fixture.dev("ledger"));
            assertThat(ledger.deletionProtectionEnabled()).isTrue();
            assertThat(ledger.streamSpecification().streamViewType()).isEqualTo(StreamViewType.NEW_AND_OLD_IMAGES);
            assertThat(ledger.onDemandThroughput().maxReadRequestUnits()).isEqualTo(50);
            assertThat(Shape.ofLive(fixture.client(), fixture.dev("ledger")))
                    .isEqualTo(Shape.ofFile(written.resolve("ledger.json")))
                    .isEqualTo(Shape.ofFile(exported.resolve("ledger.json")));
            assertThat(fixture.run("diff --schemas " + exported).exitCode()).isZero();
            assertThat(fixture.run("diff --schemas " + written).exitCode()).isZero();
        }
    }

    @Test
    default void turns_settings_on_again_with_reconcile() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create pending-payments companies");
            fixture.client()
                    .updateTimeToLive(request -> request.tableName(fixture.dev("pending-payments"))
                            .timeToLiveSpecification(ttl -> ttl.enabled(false).attributeName("expiresAt")));

            JsonNode compared = fixture.report(1, "create pending-payments companies");

            assertThat(LifecycleFixture.outcomes(compared))
                    .isEqualTo(Map.of("pending-payments", "differs", "companies", "in-sync"));
            assertThat(compared.at("/tables/1/differences/0/setting").asText()).isEqualTo("timeToLive");
            assertThat(compared.at("/tables/1/differences/0/remedy").asText()).isEqualTo("reconcile");

            JsonNode reconciled = fixture.report("create --reconcile pending-payments companies");

            assertThat(LifecycleFixture.outcomes(reconciled))
                    .isEqualTo(Map.of("pending-payments", "reconciled", "companies", "in-sync"));
            assertThat(Shape.ofLive(fixture.client(), fixture.dev("pending-payments"))
                            .ttl())
                    .isEqualTo("expiresAt");
            assertThat(fixture.run("create --reconcile pending-payments").mutations())
                    .isEmpty();
        }
    }

    @Test
    default void adds_an_index_from_the_variables_of_the_shell_script() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create companies company-expenses");

            HttpCliRunner.Result byEmail = fixture.run(
                    Map.of(
                            "TABLE_NAME", fixture.dev("companies"),
                            "INDEX_NAME", "by-email",
                            "PARTITION_KEY", "email",
                            "PARTITION_KEY_TYPE", "S"),
                    "add-gsi");
            HttpCliRunner.Result byDate = fixture.run(
                    Map.of(
                            "TABLE_NAME", fixture.dev("company-expenses"),
                            "INDEX_NAME", "by-company-and-date",
                            "PARTITION_KEY", "companyId",
                            "PARTITION_KEY_TYPE", "S",
                            "SORT_KEY", "createdAt",
                            "SORT_KEY_TYPE", "N",
                            "PROJECTION_TYPE", "ALL"),
                    "add-gsi");

            assertThat(List.of(byEmail.exitCode(), byDate.exitCode())).containsOnly(0);
            assertThat(Shape.ofLive(fixture.client(), fixture.dev("companies")).indexes())
                    .containsEntry("by-email", "Global HASH email:S, ALL []");
            assertThat(Shape.ofLive(fixture.client(), fixture.dev("company-expenses"))
                            .indexes())
                    .containsEntry("by-company-and-date", "Global HASH companyId:S, RANGE createdAt:N, ALL []");
        }
    }

    @Test
    default void finds_missing_and_extra_tables() {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create");
            fixture.client().deleteTable(request -> request.tableName(fixture.dev("companies")));
            fixture.client()
                    .createTable(request -> request.tableName(fixture.dev("ghosts"))
                            .attributeDefinitions(attribute("id"))
                            .keySchema(element("id", KeyType.HASH))
                            .billingMode(BillingMode.PAY_PER_REQUEST));

            JsonNode report = fixture.report(1, "diff");

            assertThat(LifecycleFixture.outcomes(report))
                    .hasSize(14)
                    .containsEntry("companies", "missing")
                    .containsEntry("ghosts", "extra")
                    .containsEntry("invitations", "in-sync");
        }
    }

    @Test
    default void shows_only_the_tables_of_the_environment(@TempDir Path folder) {
        try (LifecycleFixture fixture = new LifecycleFixture(backend())) {
            fixture.report("create companies");
            HttpCliRunner.Result production = fixture.run(Map.of(), "create companies invitations -e production");

            HttpCliRunner.Result exported =
                    fixture.run(Map.of(), "export --output json -e production --schemas " + folder);
            JsonNode dev = fixture.report(1, "diff --against production");

            assertThat(production.exitCode()).isZero();
            assertThat(LifecycleFixture.outcomes(LifecycleFixture.json(exported)))
                    .isEqualTo(Map.of("companies", "written", "invitations", "written"));
            assertThat(LifecycleFixture.outcomes(dev))
                    .isEqualTo(Map.of("companies", "in-sync", "invitations", "missing"));
        }
    }

    private static boolean takesSeveralAttributes(LifecycleFixture fixture) {
        try {
            fixture.client()
                    .createTable(request -> request.tableName(fixture.dev("several"))
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
