package dev.ddbtool.convert;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** A Terraform configuration. Names and values are those of the AWS provider's documentation, {@code aws_dynamodb_table}. */
public final class Terraform implements TemplateFormat {

    private static final String TYPE = "aws_dynamodb_table";

    @Override
    public Map<String, String> files(String environment, List<NewTable> tables) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("tables.tf", heading(environment) + resources(tables));
        files.put("imports.tf", imports(tables).toString());
        return files;
    }

    @Override
    public String document(String environment, List<NewTable> tables) {
        return heading(environment) + resources(tables) + "\n" + imports(tables);
    }

    @Override
    public List<NotExpressed> notExpressed(NewTable table) {
        List<NotExpressed> members = new ArrayList<>();
        if (table.isGlobal()) {
            members.add(new NotExpressed(
                    "Replicas",
                    "the schema file records replicas: if the live table has replicas, add a 'replica' block for each,"
                            + " otherwise Terraform removes them"));
        }
        if (!table.table().vectorIndexes().isEmpty()) {
            members.add(new NotExpressed(
                    "VectorIndexes",
                    "the AWS provider does not support vector indexes: the configuration has none, and Terraform would"
                            + " create the table without them"));
        }
        return members;
    }

    /** The provider accepts only an ARN. */
    @Override
    public Optional<Blocker> blocker(NewTable table) {
        String key = key(table.encryption());
        return key == null || key.startsWith("arn:")
                ? Optional.empty()
                : Optional.of(new Blocker(
                        Remedy.CREATE,
                        "Terraform requires the ARN of the KMS key, not '" + key + "'",
                        "find the ARN: aws kms describe-key --key-id '" + key + "'"));
    }

    @Override
    public List<String> warnings(List<NewTable> tables) {
        return List.of();
    }

    private static String heading(String environment) {
        return "# DynamoDB tables of the environment " + environment + "\n\n";
    }

    private static HclBody resources(List<NewTable> tables) {
        HclBody file = new HclBody();
        tables.forEach(table -> file.block(
                "resource " + HclBody.quoted(TYPE) + " " + HclBody.quoted(ResourceName.terraform(table.logicalName())),
                resource -> write(resource, table)));
        return file;
    }

    private static HclBody imports(List<NewTable> tables) {
        HclBody file = new HclBody();
        tables.forEach(table -> file.block(
                "import",
                block -> block.expression("to", TYPE + "." + ResourceName.terraform(table.logicalName()))
                        .text("id", table.name())));
        return file;
    }

    private static void write(HclBody resource, NewTable created) {
        Table table = created.table();
        resource.text("name", table.tableName()).text("billing_mode", table.billingMode());
        throughput(resource, table.provisionedThroughput());
        keys(resource, table.keySchema());
        if (table.tableClassSummary() != null) {
            resource.text("table_class", table.tableClass());
        }
        if (table.deletionProtectionEnabled() != null) {
            resource.bool("deletion_protection_enabled", table.deletionProtected());
        }
        if (table.streamViewType() != null) {
            resource.bool("stream_enabled", true).text("stream_view_type", table.streamViewType());
        }
        attributes(table)
                .forEach(attribute -> resource.block(
                        "attribute",
                        block ->
                                block.text("name", attribute.attributeName()).text("type", attribute.attributeType())));
        table.localSecondaryIndexes()
                .forEach(index -> resource.block("local_secondary_index", block -> write(block, index)));
        table.globalSecondaryIndexes()
                .forEach(index -> resource.block("global_secondary_index", block -> write(block, index)));
        maximums(resource, table.onDemandThroughput());
        timeToLive(resource, created.timeToLive());
        Integer days = created.recoveryPeriodInDays();
        resource.block("point_in_time_recovery", block -> {
            block.bool("enabled", days != null);
            if (days != null) {
                block.number("recovery_period_in_days", days);
            }
        });
        Encryption encryption = created.encryption();
        String key = key(encryption);
        resource.block("server_side_encryption", block -> {
            block.bool("enabled", encryption.kms());
            if (key != null) {
                block.text("kms_key_arn", key);
            }
        });
        if (!created.tags().isEmpty()) {
            Map<String, String> tags = new LinkedHashMap<>();
            created.tags().forEach((Tag tag) -> tags.put(tag.key(), tag.value()));
            resource.map("tags", tags);
        }
        resource.block("lifecycle", block -> block.bool("prevent_destroy", true));
    }

    /** The attributes that keys use. With others, each plan would show a change (provider documentation). */
    private static List<AttributeDefinition> attributes(Table table) {
        Set<String> used = Stream.of(
                        table.keySchema().stream(),
                        table.localSecondaryIndexes().stream().flatMap(index -> index.keySchema().stream()),
                        table.globalSecondaryIndexes().stream().flatMap(index -> index.keySchema().stream()))
                .flatMap(keys -> keys)
                .map(KeySchemaElement::attributeName)
                .collect(Collectors.toSet());
        return table.attributeDefinitions().stream()
                .filter(definition -> used.contains(definition.attributeName()))
                .toList();
    }

    private static void keys(HclBody body, List<KeySchemaElement> keys) {
        keys.forEach(key -> body.text(key.isPartitionKey() ? "hash_key" : "range_key", key.attributeName()));
    }

    private static void write(HclBody block, LocalSecondaryIndex index) {
        block.text("name", index.indexName());
        index.keySchema().stream()
                .filter(key -> !key.isPartitionKey())
                .forEach(key -> block.text("range_key", key.attributeName()));
        projection(block, index.projection());
    }

    private static void write(HclBody block, GlobalSecondaryIndex index) {
        block.text("name", index.indexName());
        long partitions = index.keySchema().stream()
                .filter(KeySchemaElement::isPartitionKey)
                .count();
        // hash_key and range_key conflict with key_schema, which older versions of the provider do not support
        boolean single = partitions == 1 && index.keySchema().size() - partitions <= 1;
        if (single) {
            keys(block, index.keySchema());
        }
        projection(block, index.projection());
        throughput(block, index.provisionedThroughput());
        if (!single) {
            index.keySchema()
                    .forEach(key -> block.block(
                            "key_schema",
                            element -> element.text("attribute_name", key.attributeName())
                                    .text("key_type", key.keyType())));
        }
        maximums(block, index.onDemandThroughput());
    }

    private static void projection(HclBody block, Projection projection) {
        block.text("projection_type", projection.projectionType());
        if (!projection.nonKeyAttributes().isEmpty()) {
            block.texts("non_key_attributes", projection.nonKeyAttributes());
        }
    }

    private static void throughput(HclBody body, @Nullable ProvisionedThroughput units) {
        if (units != null) {
            body.number("read_capacity", units.readCapacityUnits())
                    .number("write_capacity", units.writeCapacityUnits());
        }
    }

    private static void maximums(HclBody body, @Nullable OnDemandThroughput maximums) {
        if (maximums == null) {
            return;
        }
        Long reads = maximums.maxReadRequestUnits();
        Long writes = maximums.maxWriteRequestUnits();
        body.block("on_demand_throughput", block -> {
            if (reads != null) {
                block.number("max_read_request_units", reads);
            }
            if (writes != null) {
                block.number("max_write_request_units", writes);
            }
        });
    }

    /** An attribute name conflicts with TTL that is off (provider documentation). */
    private static void timeToLive(HclBody body, @Nullable TimeToLive timeToLive) {
        if (timeToLive != null) {
            String attribute = timeToLive.enabled() ? timeToLive.attributeName() : null;
            body.block("ttl", block -> {
                block.bool("enabled", attribute != null);
                if (attribute != null) {
                    block.text("attribute_name", attribute);
                }
            });
        }
    }

    private static @Nullable String key(Encryption encryption) {
        return encryption.keyArn() == null ? encryption.keyId() : encryption.keyArn();
    }
}
