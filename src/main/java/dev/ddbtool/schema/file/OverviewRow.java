package dev.ddbtool.schema.file;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The line of a table in the overview. */
final class OverviewRow {

    private static final String NONE = "–";

    private OverviewRow() {}

    /** The line, with a line feed at its end. */
    static String of(TableSchema schema) {
        return cells(schema).stream().collect(joining(" | ", "| ", " |\n"));
    }

    private static List<String> cells(TableSchema schema) {
        Table table = schema.table();
        return List.of(
                "[" + schema.name() + "](" + schema.name() + SchemaFolderListing.EXTENSION + ")",
                key(table, table.keySchema(), true),
                key(table, table.keySchema(), false),
                indexes(table),
                timeToLive(schema.timeToLive()),
                stream(table.streamSpecification()),
                recovery(schema.continuousBackups()),
                encryption(table.sseDescription()));
    }

    private static String key(Table table, List<KeySchemaElement> keySchema, boolean partition) {
        String attributes = keySchema.stream()
                .filter(element -> element.isPartitionKey() == partition)
                .map(element -> attribute(table, element.attributeName()))
                .collect(joining(" + "));
        return attributes.isEmpty() ? NONE : attributes;
    }

    private static String attribute(Table table, String name) {
        return code(name + ":" + Objects.toString(table.attributeType(name), "?"));
    }

    private static String indexes(Table table) {
        List<String> indexes = new ArrayList<>();
        for (GlobalSecondaryIndex index : table.globalSecondaryIndexes()) {
            indexes.add(index(index.indexName(), "", keys(table, index.keySchema()), index.projection()));
        }
        for (LocalSecondaryIndex index : table.localSecondaryIndexes()) {
            indexes.add(index(index.indexName(), "local, ", keys(table, index.keySchema()), index.projection()));
        }
        for (VectorIndex index : table.vectorIndexes()) {
            VectorIndex.VectorAttribute attribute = index.vectorAttribute();
            String keys = attribute == null ? NONE : code(attribute.attributeName());
            indexes.add(index(index.indexName(), "vector, ", keys, index.projection()));
        }
        indexes.sort(String::compareTo);
        return indexes.isEmpty() ? NONE : String.join("<br>", indexes);
    }

    private static String index(String name, String kind, String keys, @Nullable Projection projection) {
        return code(name) + " (" + keys + ") " + kind + (projection == null ? NONE : projection(projection));
    }

    private static String keys(Table table, List<KeySchemaElement> keySchema) {
        String sortKey = key(table, keySchema, false);
        return key(table, keySchema, true) + (sortKey.equals(NONE) ? "" : ", " + sortKey);
    }

    private static String projection(Projection projection) {
        if (projection.nonKeyAttributes().isEmpty()) {
            return plain(projection.projectionType());
        }
        return projection.nonKeyAttributes().stream()
                .sorted()
                .map(OverviewRow::code)
                .collect(joining(", ", plain(projection.projectionType()) + " ", ""));
    }

    private static String timeToLive(@Nullable TimeToLive timeToLive) {
        if (timeToLive == null) {
            return NONE;
        }
        String attribute = timeToLive.attributeName();
        return timeToLive.enabled() && attribute != null ? code(attribute) : "off";
    }

    private static String stream(@Nullable StreamSpecification stream) {
        return stream != null && stream.streamEnabled()
                ? plain(Objects.toString(stream.streamViewType(), "on"))
                : "off";
    }

    private static String recovery(@Nullable ContinuousBackups backups) {
        if (backups == null) {
            return NONE;
        }
        int days = backups.recoveryPeriodInDays();
        return backups.recoveryEnabled() ? days + (days == 1 ? " day" : " days") : "off";
    }

    private static String encryption(@Nullable SseDescription sse) {
        if (sse == null) {
            return NONE;
        }
        if (!sse.enabled()) {
            return "AWS owned key";
        }
        return sse.kmsMasterKeyArn() == null ? "KMS, AWS managed key" : "KMS key";
    }

    /** Formats a name as code that stays on one line and in its table cell. */
    private static String code(String text) {
        String shown = plain(text);
        return shown.contains("`") ? "`` " + shown + " ``" : "`" + shown + "`";
    }

    private static String plain(String text) {
        return ControlCharacters.escaped(text).replace("|", "\\|");
    }
}
