package dev.ddbtool.schema.file;

import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/** The section of a README that ddbtool owns, between two marker comments on lines of their own. */
final class MarkedSection {

    static final String BEGIN = "<!-- ddbtool:overview:begin -->";
    static final String END = "<!-- ddbtool:overview:end -->";

    private static final String INTRODUCTION = """
            # Tables

            Each `*.json` file describes one DynamoDB table and is named after its logical name. `ddbtool export` writes these
            files from production, `ddbtool create` creates tables from them, `ddbtool diff` compares the two, and
            `ddbtool validate` checks them. `table-summary.txt` has item counts and sizes.

            `ddbtool export` replaces only the text between the two marker comments. You can edit the rest.

            """;

    /** Maps bytes to characters one to one, so that the rest of the file survives in any encoding. */
    private static final Charset BYTES = StandardCharsets.ISO_8859_1;

    private MarkedSection() {}

    private record Line(int start, int end, String text) {}

    /**
     * Replaces the section. Creates the page if it is missing, and appends the section if the markers are missing or
     * wrong.
     */
    static byte[] replaceIn(byte[] page, String section) {
        if (page.length == 0) {
            return (INTRODUCTION + BEGIN + "\n" + section + END + "\n").getBytes(StandardCharsets.UTF_8);
        }
        String text = new String(page, BYTES);
        String lineEnd = text.contains("\r\n") ? "\r\n" : "\n";
        String ours = new String(section.replace("\n", lineEnd).getBytes(StandardCharsets.UTF_8), BYTES);
        List<int[]> marked = marked(text);
        if (marked.isEmpty()) {
            String gap = text.endsWith("\n") ? lineEnd : lineEnd + lineEnd;
            return (text + gap + BEGIN + lineEnd + ours + END + lineEnd).getBytes(BYTES);
        }
        StringBuilder result = new StringBuilder();
        int copied = 0;
        for (int[] range : marked) {
            result.append(text, copied, range[0]).append(ours);
            copied = range[1];
        }
        return result.append(text, copied, text.length()).toString().getBytes(BYTES);
    }

    /** Start and end of each section: a begin marker followed by an end marker, with no marker in between. */
    private static List<int[]> marked(String text) {
        List<int[]> ranges = new ArrayList<>();
        int begin = -1;
        for (Line line : lines(text)) {
            if (line.text().equals(BEGIN)) {
                begin = line.end();
            } else if (line.text().equals(END)) {
                if (begin >= 0) {
                    ranges.add(new int[] {begin, line.start()});
                }
                begin = -1;
            }
        }
        return ranges;
    }

    private static List<Line> lines(String text) {
        List<Line> lines = new ArrayList<>();
        int start = 0;
        while (start < text.length()) {
            int feed = text.indexOf('\n', start);
            int end = feed < 0 ? text.length() : feed + 1;
            lines.add(new Line(start, end, text.substring(start, end).strip()));
            start = end;
        }
        return lines;
    }
}
