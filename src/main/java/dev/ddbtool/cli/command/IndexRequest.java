package dev.ddbtool.cli.command;

import dev.ddbtool.cli.option.IndexOptions;
import dev.ddbtool.cli.option.UsageErrors;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.Table;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The requested index, checked as far as possible without the table.
 *
 * @param physical the physical name of the table
 * @param types the key attributes with their types; an empty type means the definition of the table
 */
record IndexRequest(String physical, GlobalSecondaryIndex index, Map<String, String> types, IndexOptions options) {

    /** @throws CommandException if the request is incomplete or invalid */
    static IndexRequest of(IndexOptions options, TargetEnvironment target) {
        String physical = physical(options, target);
        String index = required(options.index, "--index", "by-email", "INDEX_NAME");
        // service model, IndexName
        if (!index.matches("[a-zA-Z0-9_.-]{3,255}")) {
            throw CommandException.usage(
                    "invalid index name '" + index + "'",
                    "use 3 to 255 letters, digits, '_', '.' or '-': --index by-email");
        }
        Map<String, String> types = new LinkedHashMap<>();
        List<KeySchemaElement> keys = new ArrayList<>();
        if (options.partitionKeys.isEmpty()) {
            required(null, "--partition-key", "email:S", "PARTITION_KEY");
        }
        addKeys(keys, types, options.partitionKeys, KeySchemaElement.HASH, "--partition-key");
        addKeys(keys, types, options.sortKeys, KeySchemaElement.RANGE, "--sort-key");
        checkUnits("--read-capacity or --write-capacity", options.readCapacity, options.writeCapacity);
        checkUnits("--max-read or --max-write", options.maxRead, options.maxWrite);
        return new IndexRequest(
                physical,
                new GlobalSecondaryIndex(index, keys, projection(options), null, maximums(options)),
                types,
                options);
    }

    private static String physical(IndexOptions options, TargetEnvironment target) {
        if (options.table != null && options.tableName != null) {
            throw CommandException.usage(
                    "--table conflicts with --table-name",
                    "use only one of them: --table with the logical name, --table-name with the physical name");
        }
        if (options.table != null) {
            return target.physical(options.table);
        }
        return required(options.tableName, "--table", "companies", "TABLE_NAME");
    }

    private static String required(@Nullable String value, String option, String example, String variable) {
        if (value == null) {
            throw CommandException.usage(
                    "missing option " + option, "add " + option + " " + example + " (or set " + variable + ")");
        }
        return value;
    }

    private static void addKeys(
            List<KeySchemaElement> keys, Map<String, String> types, List<String> given, String keyType, String flag) {
        if (given.size() > DynamoDbLimits.KEY_ATTRIBUTES_OF_GLOBAL_INDEX) {
            throw CommandException.usage(
                    "too many " + flag + " options: found " + given.size() + ", the limit is "
                            + DynamoDbLimits.KEY_ATTRIBUTES_OF_GLOBAL_INDEX,
                    "remove attributes that no query requires");
        }
        for (String key : given) {
            int colon = key.lastIndexOf(':');
            String name = colon < 0 ? key : key.substring(0, colon);
            String type = colon < 0 ? "" : key.substring(colon + 1);
            if (name.isEmpty() || (colon >= 0 && !type.matches("[SNB]"))) {
                throw CommandException.usage(
                        "invalid value '" + key + "' for " + flag, "use " + typed(name.isEmpty() ? "email" : name));
            }
            checkName(name);
            if (types.put(name, type) != null) {
                throw CommandException.usage(
                        "duplicate key attribute '" + name + "'",
                        "name each attribute once, as partition key or as sort key");
            }
            keys.add(new KeySchemaElement(name, keyType));
        }
    }

    /** The attribute with each possible type. */
    private static String typed(String attribute) {
        return attribute + ":S, " + attribute + ":N or " + attribute + ":B";
    }

    private static Optional<String> nearest(String attribute, Table table) {
        return Nearest.to(
                attribute,
                table.attributeDefinitions().stream()
                        .map(AttributeDefinition::attributeName)
                        .toList());
    }

    private static Projection projection(IndexOptions options) {
        String type = options.projection == null ? Projection.ALL : options.projection;
        if (!Set.of(Projection.ALL, Projection.KEYS_ONLY, Projection.INCLUDE).contains(type)) {
            throw CommandException.usage(
                    "unknown projection '" + type + "'",
                    UsageErrors.meant(type, List.of(Projection.ALL, Projection.KEYS_ONLY, Projection.INCLUDE)));
        }
        boolean included = type.equals(Projection.INCLUDE);
        if (included == options.include.isEmpty()) {
            throw CommandException.usage(
                    included ? "projection INCLUDE requires attributes" : "--include requires projection INCLUDE",
                    included
                            ? "name them with --include a,b (or set NON_KEY_ATTRIBUTES)"
                            : "add --projection INCLUDE, or omit --include");
        }
        if (options.include.size() > DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_INDEX
                || new HashSet<>(options.include).size() < options.include.size()) {
            throw CommandException.usage(
                    "--include supports up to " + DynamoDbLimits.NON_KEY_ATTRIBUTES_OF_INDEX
                            + " different attributes, found " + options.include.size(),
                    "name each attribute once, or use --projection ALL");
        }
        options.include.forEach(IndexRequest::checkName);
        return new Projection(type, options.include);
    }

    private static void checkName(String attribute) {
        if (attribute.isBlank()
                || attribute.getBytes(StandardCharsets.UTF_8).length > DynamoDbLimits.ATTRIBUTE_NAME_BYTES) {
            throw CommandException.usage(
                    "invalid attribute name '" + attribute + "'",
                    "use names of 1 to " + DynamoDbLimits.ATTRIBUTE_NAME_BYTES
                            + " bytes: --partition-key email:S, --include name,phone");
        }
    }

    private static void checkUnits(String flags, @Nullable Long... units) {
        for (Long given : units) {
            if (given != null && (given < 1 || given > DynamoDbLimits.CAPACITY_UNITS)) {
                throw CommandException.usage(
                        "invalid value '" + given + "' for " + flags,
                        "use 1 to " + DynamoDbLimits.CAPACITY_UNITS + ", or omit them");
            }
        }
    }

    private static @Nullable OnDemandThroughput maximums(IndexOptions options) {
        if (options.maxRead == null && options.maxWrite == null) {
            return null;
        }
        return new OnDemandThroughput(options.maxRead, options.maxWrite);
    }

    /**
     * The key attributes with their types. A missing type comes from the table.
     *
     * @throws CommandException if the table does not define the attribute either
     */
    Map<String, String> typesOn(Table table) {
        Map<String, String> resolved = new LinkedHashMap<>();
        types.forEach((name, type) -> {
            String own = type.isEmpty() ? table.attributeType(name) : type;
            if (own == null) {
                throw CommandException.usage(
                        "missing type for '" + name + "': table '" + physical + "' does not define this attribute",
                        nearest(name, table)
                                .map(known -> "did you mean '" + known + "'? otherwise use " + typed(name))
                                .orElse("use " + typed(name)));
            }
            resolved.put(name, own);
        });
        return resolved;
    }

    /**
     * The index for this table. Missing capacity comes from the table.
     *
     * @throws CommandException if the throughput is for the other billing mode
     */
    GlobalSecondaryIndex on(Table table) {
        boolean capacityGiven = options.readCapacity != null || options.writeCapacity != null;
        if (table.onDemand() && capacityGiven) {
            throw CommandException.usage(
                    "table '" + physical
                            + "' is on-demand: --read-capacity and --write-capacity require a provisioned table",
                    "use --max-read and --max-write, or omit them");
        }
        if (!table.onDemand() && index.onDemandThroughput() != null) {
            throw CommandException.usage(
                    "table '" + physical + "' is provisioned: --max-read and --max-write require an on-demand table",
                    "use --read-capacity and --write-capacity, or omit them to use the capacity of the table");
        }
        ProvisionedThroughput own = table.provisionedThroughput();
        if (!capacityGiven || own == null) {
            return index;
        }
        ProvisionedThroughput given = new ProvisionedThroughput(
                options.readCapacity == null ? own.readCapacityUnits() : options.readCapacity,
                options.writeCapacity == null ? own.writeCapacityUnits() : options.writeCapacity);
        return new GlobalSecondaryIndex(
                index.indexName(), index.keySchema(), index.projection(), given, index.onDemandThroughput());
    }
}
