package dev.ddbtool.schema.file;

import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.schema.Lists;
import dev.ddbtool.schema.TableSchema;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Writes {@code table-summary.txt}. All figures are computed from the given schemas. */
public final class TableSummary {

    private static final long BYTES_IN_MB = 1_048_576;
    private static final List<String> NUMBERS =
            List.of("zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten");

    private TableSummary() {}

    /** The summary, sorted by name. One MB is 1,048,576 bytes. */
    public static String of(Collection<TableSchema> schemas) {
        return ofRows(schemas.stream().map(SummaryRow::of).toList());
    }

    static String ofRows(Collection<SummaryRow> tables) {
        List<SummaryRow> sorted = Lists.byName(tables, SummaryRow::name);
        List<List<String>> rows = new ArrayList<>();
        rows.add(List.of("Table", "Items", "MB", "Indexes", "Billing mode", "TTL attribute"));
        sorted.forEach(table -> rows.add(row(table)));
        return aligned(rows) + "\n" + totals(sorted) + "\n" + byIndexCount(sorted) + "\n";
    }

    private static List<String> row(SummaryRow table) {
        Long items = table.items();
        Long bytes = table.bytes();
        return List.of(
                table.name(),
                items == null ? SummaryRow.UNKNOWN : counted(items),
                bytes == null ? SummaryRow.UNKNOWN : megabytes(bytes),
                Integer.toString(table.indexes()),
                ControlCharacters.escaped(table.billingMode()),
                ControlCharacters.escaped(table.timeToLive()));
    }

    /** Aligns numbers right and words left, without trailing spaces. */
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

    private static String totals(List<SummaryRow> tables) {
        long items = 0;
        long bytes = 0;
        long unknown = 0;
        int local = 0;
        int global = 0;
        int vector = 0;
        for (SummaryRow table : tables) {
            Long itemCount = table.items();
            Long size = table.bytes();
            items += itemCount == null ? 0 : itemCount;
            bytes += size == null ? 0 : size;
            unknown += itemCount == null || size == null ? 1 : 0;
            local += table.localIndexes();
            global += table.globalIndexes();
            vector += table.vectorIndexes();
        }
        return "Total: " + plural(tables.size(), "table") + ", " + plural(items, "item") + ", " + megabytes(bytes)
                + " MB (" + counted(bytes) + " bytes), " + plural(global, "global index")
                + (local == 0 ? "" : ", " + plural(local, "local index"))
                + (vector == 0 ? "" : ", " + plural(vector, "vector index"))
                + (unknown == 0 ? "" : "; not counting " + plural(unknown, "table") + " with unknown figures");
    }

    private static String byIndexCount(List<SummaryRow> tables) {
        Map<Integer, Long> counts = tables.stream()
                .collect(Collectors.groupingBy(SummaryRow::indexes, TreeMap::new, Collectors.counting()));
        List<String> parts = new ArrayList<>();
        counts.forEach((indexes, count) -> {
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

    /**
     * With a comma between thousands. Does not use a format, because setting one up takes longer than writing a short
     * summary.
     */
    static String counted(long number) {
        if (number < 0) {
            return "-" + counted(-Math.max(number, -Long.MAX_VALUE));
        }
        String digits = Long.toString(number);
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < digits.length(); i++) {
            if (i > 0 && (digits.length() - i) % 3 == 0) {
                text.append(',');
            }
            text.append(digits.charAt(i));
        }
        return text.toString();
    }

    /** Megabytes with two decimals, rounded half up. */
    static String megabytes(long bytes) {
        if (bytes < 0) {
            return "-" + megabytes(-Math.max(bytes, -Long.MAX_VALUE));
        }
        long hundredths = (bytes % BYTES_IN_MB * 100 + BYTES_IN_MB / 2) / BYTES_IN_MB;
        long whole = bytes / BYTES_IN_MB + hundredths / 100;
        long rest = hundredths % 100;
        return counted(whole) + (rest < 10 ? ".0" : ".") + rest;
    }
}
