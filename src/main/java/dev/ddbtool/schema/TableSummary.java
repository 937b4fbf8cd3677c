package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** The figures of all tables, as {@code table-summary.txt} shows them; every one is computed from the schemas given. */
public final class TableSummary {

    private static final double BYTES_IN_MB = 1_048_576;
    private static final String UNKNOWN = "unknown";
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private TableSummary() {}

    /** The text for these tables, sorted by name; one MB is 1,048,576 bytes. */
    public static String of(Collection<TableSchema> schemas) {
        List<TableSchema> sorted =
                schemas.stream().sorted(Comparator.comparing(TableSchema::name)).toList();
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Table", "Items", "MB", "Indexes", "Billing mode", "TTL attribute"));
        sorted.forEach(schema -> rows.add(row(schema)));
        return aligned(rows) + "\n" + totals(sorted) + "\n" + byIndexCount(sorted) + "\n";
    }

    private static List<String> row(TableSchema schema) {
        Table table = schema.table();
        Long items = table.itemCount();
        Long bytes = table.tableSizeBytes();
        return List.of(
                schema.name(),
                items == null ? UNKNOWN : counted(items),
                bytes == null ? UNKNOWN : megabytes(bytes),
                Integer.toString(Index.of(table).size()),
                table.billingMode(),
                timeToLive(schema.timeToLive()));
    }

    private static String timeToLive(@Nullable TimeToLive timeToLive) {
        if (timeToLive == null) {
            return UNKNOWN;
        }
        return timeToLive.enabled() ? Objects.toString(timeToLive.attributeName(), UNKNOWN) : "-";
    }

    /** Figures to the right, words to the left, and nothing that only fills a line's end. */
    private static String aligned(List<List<String>> rows) {
        int[] widths = new int[rows.get(0).size()];
        for (List<String> row : rows) {
            for (int i = 0; i < widths.length; i++) {
                widths[i] = Math.max(widths[i], row.get(i).length());
            }
        }
        StringBuilder text = new StringBuilder();
        for (List<String> row : rows) {
            StringBuilder line = new StringBuilder();
            for (int i = 0; i < widths.length; i++) {
                String padding = " ".repeat(widths[i] - row.get(i).length());
                boolean figures = i >= 1 && i <= 3;
                line.append(i == 0 ? "" : "  ").append(figures ? padding + row.get(i) : row.get(i) + padding);
            }
            text.append(line.toString().stripTrailing()).append('\n');
        }
        return text.toString();
    }

    private static String totals(List<TableSchema> schemas) {
        long items = 0;
        long bytes = 0;
        long unknown = 0;
        int local = 0;
        int global = 0;
        int vector = 0;
        for (TableSchema schema : schemas) {
            Table table = schema.table();
            Long itemCount = table.itemCount();
            Long size = table.tableSizeBytes();
            items += itemCount == null ? 0 : itemCount;
            bytes += size == null ? 0 : size;
            unknown += itemCount == null || size == null ? 1 : 0;
            local += table.localSecondaryIndexes().size();
            global += table.globalSecondaryIndexes().size();
            vector += table.vectorIndexes().size();
        }
        return "Total: " + plural(schemas.size(), "table") + ", " + plural(items, "item") + ", " + megabytes(bytes)
                + " MB (" + counted(bytes) + " bytes), " + plural(global, "global index")
                + (local == 0 ? "" : ", " + plural(local, "local index"))
                + (vector == 0 ? "" : ", " + plural(vector, "vector index"))
                + (unknown == 0 ? "" : "; without the figures of " + plural(unknown, "table") + " that are unknown");
    }

    private static String byIndexCount(List<TableSchema> schemas) {
        Map<Integer, Long> tables = schemas.stream()
                .collect(Collectors.groupingBy(
                        schema -> Index.of(schema.table()).size(), TreeMap::new, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        tables.forEach((indexes, count) -> {
            String subject = parts.isEmpty() ? plural(count, "table") : counted(count);
            parts.add(subject + " " + withIndexes(indexes, parts.isEmpty()));
        });
        return "Indexes: " + (parts.isEmpty() ? "no tables" : String.join(", ", parts));
    }

    private static String withIndexes(int indexes, boolean first) {
        if (indexes == 0) {
            return "without an index";
        }
        String number = indexes < NUMBERS.size() ? NUMBERS.get(indexes) : Integer.toString(indexes);
        return "with " + number + (first ? indexes == 1 ? " index" : " indexes" : "");
    }

    private static String plural(long count, String noun) {
        String many = noun.endsWith("x") ? noun + "es" : noun + "s";
        return counted(count) + " " + (count == 1 ? noun : many);
    }

    private static String counted(long number) {
        return String.format(Locale.ROOT, "%,d", number);
    }

    private static String megabytes(long bytes) {
        return String.format(Locale.ROOT, "%,.2f", bytes / BYTES_IN_MB);
    }
}
