package dev.ddbtool.schema.file;

import dev.ddbtool.schema.Lists;
import dev.ddbtool.schema.TableSchema;
import java.util.Collection;
import java.util.List;

/** The overview of all tables in the schema folder, in Markdown: a table, and entity diagrams. */
public final class Overview {

    private Overview() {}

    /** The overview, sorted by name, with one line feed at the end. */
    public static String of(Collection<TableSchema> schemas) {
        return ofRows(schemas.stream().map(SummaryRow::of).toList());
    }

    private static String ofRows(Collection<SummaryRow> tables) {
        StringBuilder text = new StringBuilder();
        text.append("| table | partition key | sort key | indexes | TTL | stream | recovery | encryption |\n");
        text.append("|---|---|---|---|---|---|---|---|\n");
        List<SummaryRow> sorted = Lists.byName(tables, SummaryRow::name);
        sorted.forEach(table -> text.append(table.overview()));
        text.append(EntityDiagrams.of(sorted.stream().map(SummaryRow::entity).toList()));
        return text.toString();
    }

    /** The bytes of a README with this overview in its marked section. All other bytes stay unchanged. */
    static byte[] into(byte[] readme, Collection<SummaryRow> tables) {
        return MarkedSection.replaceIn(readme, ofRows(tables));
    }
}
