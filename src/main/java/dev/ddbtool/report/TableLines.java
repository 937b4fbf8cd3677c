package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.ControlCharacters;
import java.util.List;

/** Formats one line per table, in columns: sign, name, outcome, time, note. */
final class TableLines {

    /** The maximum width of the name column. Longer names do not move the other columns. */
    private static final int WIDEST = 60;

    /** The minimum width of the name column. */
    private static final int NARROWEST = 12;

    private final Paint paint;
    private final int names;
    private final int outcomes;
    private final int times;
    private final int room;

    /** @param columns the width of the stream; unlimited if it is not a terminal */
    TableLines(List<TableResult> tables, int columns, Paint paint) {
        this.paint = paint;
        this.outcomes = tables.stream()
                .mapToInt(table -> ValueText.of(table.outcome()).length())
                .max()
                .orElse(0);
        this.times =
                tables.stream().mapToInt(table -> time(table).length()).max().orElse(0);
        this.room = Math.max(NARROWEST, columns - outcomes - (times == 0 ? 0 : times + 2) - 4);
        this.names = Math.min(
                Math.min(WIDEST, room),
                tables.stream().mapToInt(table -> name(table).length()).max().orElse(0));
    }

    LineWriter.Painted of(TableResult table) {
        String name = ValueText.cutInTheMiddle(name(table), room);
        String outcome = ValueText.of(table.outcome());
        String time = time(table);
        String line = ValueText.sign(table.outcome()) + " " + name + blanks(names - name.length()) + "  " + outcome;
        if (!time.isEmpty()) {
            line += blanks(outcomes - outcome.length()) + "  " + blanks(times - time.length()) + time;
        }
        String whole = line + (table.note() == null ? "" : "  (" + table.note() + ")");
        return new LineWriter.Painted(paint.outcome(table.outcome()), whole, "");
    }

    private static String blanks(int number) {
        return " ".repeat(Math.max(0, number));
    }

    /** The name of a table. It may come from a file name and contain any character. */
    private static String name(TableResult table) {
        return ControlCharacters.escaped(table.table());
    }

    private static String time(TableResult table) {
        return table.elapsed() == null ? "" : ValueText.of(table.elapsed());
    }

    /** Whether a long list only counts this table. */
    static boolean unremarkable(TableResult table) {
        return switch (table.outcome()) {
            case IN_SYNC, UNCHANGED ->
                table.note() == null
                        && table.differences().isEmpty()
                        && table.problems().isEmpty();
            default -> false;
        };
    }
}
