package dev.ddbtool.cli.option;

import dev.ddbtool.project.Variables;
import dev.ddbtool.schema.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The table and the index of {@code add-gsi}, from flags or from the variables of the earlier shell script. */
@OptionHeading("Index")
public final class IndexOptions {

    private static final List<String> VARIABLES = List.of(
            "TABLE_NAME",
            "INDEX_NAME",
            "PARTITION_KEY",
            "PARTITION_KEY_TYPE",
            "SORT_KEY",
            "SORT_KEY_TYPE",
            "PROJECTION_TYPE",
            "NON_KEY_ATTRIBUTES");

    @Option(names = "--table", paramLabel = "TABLE", description = "Logical name of the table.")
    public @Nullable String table;

    @Option(names = "--table-name", paramLabel = "NAME", description = "Physical name of the table. [env: TABLE_NAME]")
    public @Nullable String tableName;

    @Option(names = "--index", paramLabel = "NAME", description = "Name of the index. [env: INDEX_NAME]")
    public @Nullable String index;

    @Option(
            names = "--partition-key",
            paramLabel = "ATTRIBUTE[:TYPE]",
            description = "Partition key attribute and type (S, N or B); up to 4 times. [env: PARTITION_KEY,"
                    + " PARTITION_KEY_TYPE] [default type: as in the table]")
    public List<String> partitionKeys = new ArrayList<>();

    @Option(
            names = "--sort-key",
            paramLabel = "ATTRIBUTE[:TYPE]",
            description = "Sort key attribute and type; up to 4 times. [env: SORT_KEY, SORT_KEY_TYPE]"
                    + " [default type: as in the table]")
    public List<String> sortKeys = new ArrayList<>();

    @Option(
            names = "--projection",
            paramLabel = "TYPE",
            description = "ALL, KEYS_ONLY or INCLUDE. [env: PROJECTION_TYPE] [default: ALL]")
    public @Nullable String projection;

    @Option(
            names = "--include",
            paramLabel = "A,B",
            split = ",",
            hideParamSyntax = true,
            description = "Attributes for projection INCLUDE. [env: NON_KEY_ATTRIBUTES]")
    public List<String> include = new ArrayList<>();

    @Option(
            names = "--read-capacity",
            paramLabel = "UNITS",
            description = "Read capacity of the index (provisioned tables). [default: as in the table]")
    public @Nullable Long readCapacity;

    @Option(
            names = "--write-capacity",
            paramLabel = "UNITS",
            description = "Write capacity of the index (provisioned tables). [default: as in the table]")
    public @Nullable Long writeCapacity;

    @Option(
            names = "--max-read",
            paramLabel = "UNITS",
            description = "Maximum read request units (on-demand tables). [default: no maximum]")
    public @Nullable Long maxRead;

    @Option(
            names = "--max-write",
            paramLabel = "UNITS",
            description = "Maximum write request units (on-demand tables). [default: no maximum]")
    public @Nullable Long maxWrite;

    /** Whether any of these flags is given. In this case, all variables are ignored. */
    public boolean anyGiven() {
        return Stream.of(table, tableName, index, projection, readCapacity, writeCapacity, maxRead, maxWrite)
                        .anyMatch(option -> option != null)
                || !partitionKeys.isEmpty()
                || !sortKeys.isEmpty()
                || !include.isEmpty();
    }

    /** The variables that are set. Flags override all of them. */
    public static List<String> setIn(Variables variables) {
        return VARIABLES.stream()
                .filter(name -> variables.get(name).isPresent())
                .toList();
    }

    /** The request from the variables. */
    public static IndexOptions from(Variables variables) {
        IndexOptions options = new IndexOptions();
        options.tableName = variables.get("TABLE_NAME").orElse(null);
        options.index = variables.get("INDEX_NAME").orElse(null);
        key(variables, "PARTITION_KEY").ifPresent(options.partitionKeys::add);
        key(variables, "SORT_KEY").ifPresent(options.sortKeys::add);
        options.projection = variables.get("PROJECTION_TYPE").orElse(null);
        if (!Projection.INCLUDE.equals(options.projection)) {
            return options;
        }
        variables
                .get("NON_KEY_ATTRIBUTES")
                .ifPresent(names -> Stream.of(names.split("[,\\s]+"))
                        .filter(name -> !name.isEmpty())
                        .forEach(options.include::add));
        return options;
    }

    private static Optional<String> key(Variables variables, String name) {
        return variables
                .get(name)
                .map(attribute -> attribute
                        + variables.get(name + "_TYPE").map(type -> ":" + type).orElse(""));
    }
}
