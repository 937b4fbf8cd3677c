package dev.ddbtool.schema;

import static java.util.stream.Collectors.joining;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What people look up when they browse the schema folder: all its tables, in Markdown. */
public final class Overview {

    private static final String NONE = "–";

    private Overview() {}

    /** The table of these tables, sorted by name, with one line feed at its end. */
    public static String of(Collection<TableSchema> schemas) {
        return ofRows(schemas.stream().map(SummaryRow::of).toList());
    }

    private static String ofRows(Collection<SummaryRow> tables) {
        StringBuilder text = new StringBuilder();
        text.append("| table | partition key | sort key | indexes | TTL | stream | recovery | encryption |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        Lists.byName(tables, SummaryRow::name).forEach(table -> text.append(table.overview()));
        return text.toString();
    }

    /** The line of one table. */
    static String line(TableSchema schema) {
        return cells(schema).stream().collect(joining(" | ", "| ", " |\n"));
    }

    /** A README's bytes with this overview in the place that is meant for it; all else stays as it is, to the byte. */
    static byte[] into(byte[] readme, Collection<SummaryRow> tables) {
        return MarkedSection.replaceIn(readme, ofRows(tables));
    }

    private static List<String> cells(TableSchema schema) {
        Table table = schema.table();
        return List.of(
                "[" + schema.name() + "](" + schema.name() + FolderContent.EXTENSION + ")",
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
                .map(Overview::code)
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
            return "key owned by AWS";
        }
        return sse.kmsMasterKeyArn() == null ? "KMS, AWS-managed key" : "KMS key";
    }

    /** As code, in a table: whatever is in a name, it stays on its line and in its cell. */
    private static String code(String text) {
        String shown = plain(text);
        return shown.contains("`") ? "`` " + shown + " ``" : "`" + shown + "`";
    }

    private static String plain(String text) {
        return ControlCharacters.escaped(text).replace("|", "\\|");
    }
}
