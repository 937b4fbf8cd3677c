package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.Variables;
import dev.ddbtool.schema.Projection;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** The table and the index that are meant, by flags or by the variables of the shell script that came before. */
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

    @Nullable
    public String table;

    @Nullable
    public String tableName;

    @Nullable
    public String index;

    public List<String> partitionKeys = new ArrayList<>();
    public List<String> sortKeys = new ArrayList<>();

    @Nullable
    public String projection;

    public List<String> include = new ArrayList<>();

    @Nullable
    public Long readCapacity;

    @Nullable
    public Long writeCapacity;

    @Nullable
    public Long maxRead;

    @Nullable
    public Long maxWrite;

    public void addTo(CommandSpec command) {
        Section section = new Section(command, Section.Heading.INDEX);
        section.text("--table", "TABLE", "The table, by its logical name.", value -> table = value);
        section.text(
                "--table-name",
                "NAME",
                "The table, by its physical name; any table. [env: TABLE_NAME]",
                value -> tableName = value);
        section.text("--index", "NAME", "The index. [env: INDEX_NAME]", value -> index = value);
        section.texts(
                "--partition-key",
                "ATTRIBUTE[:TYPE]",
                "A partition attribute and its type S, N or B; up to 4 times. [env: PARTITION_KEY, PARTITION_KEY_TYPE]"
                        + " [default of the type: the table's own]",
                value -> partitionKeys = value);
        section.texts(
                "--sort-key",
                "ATTRIBUTE[:TYPE]",
                "A sort attribute and its type; up to 4 times. [env: SORT_KEY, SORT_KEY_TYPE]"
                        + " [default of the type: the table's own]",
                value -> sortKeys = value);
        section.text(
                "--projection",
                "TYPE",
                "ALL, KEYS_ONLY or INCLUDE. [env: PROJECTION_TYPE] [default: ALL]",
                value -> projection = value);
        section.add(
                Section.option("--include", "A,B", "The attributes of projection INCLUDE. [env: NON_KEY_ATTRIBUTES]")
                        .type(List.class)
                        .auxiliaryTypes(String.class)
                        .splitRegex(",")
                        .hideParamSyntax(true),
                (List<String> value) -> include = value);
        section.number(
                "--read-capacity",
                "UNITS",
                "Read capacity of the index of a provisioned table. [default: the table's own]",
                value -> readCapacity = value);
        section.number(
                "--write-capacity",
                "UNITS",
                "Write capacity, likewise. [default: the table's own]",
                value -> writeCapacity = value);
        section.number(
                "--max-read",
                "UNITS",
                "Maximum read request units of the index of an on-demand table. [default: no maximum]",
                value -> maxRead = value);
        section.number(
                "--max-write",
                "UNITS",
                "Maximum write request units, likewise. [default: no maximum]",
                value -> maxWrite = value);
    }

    /** Whether any flag that names a table or shapes an index was given: then no variable counts. */
    public boolean anyGiven() {
        return Stream.of(table, tableName, index, projection, readCapacity, writeCapacity, maxRead, maxWrite)
                        .anyMatch(option -> option != null)
                || !partitionKeys.isEmpty()
                || !sortKeys.isEmpty()
                || !include.isEmpty();
    }

    /** The variables that are set, and that a flag makes void. */
    public static List<String> setIn(Variables variables) {
        return VARIABLES.stream()
                .filter(name -> variables.get(name).isPresent())
                .toList();
    }

    /** The same request, taken from the variables. */
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
