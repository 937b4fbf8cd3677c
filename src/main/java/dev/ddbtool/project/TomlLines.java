package dev.ddbtool.project;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The lines of the keys of a valid TOML file, since the parser does not keep them. A key inside an inline table has the
 * line of the table.
 */
final class TomlLines {

    private static final Pattern KEY_PART =
            Pattern.compile("\\s*(?:\"([^\"]*)\"|'([^']*)'|([A-Za-z0-9_-]+))\\s*(\\.?)");
    private static final Pattern HEADER = Pattern.compile("\\s*\\[+(.*)");

    private final Map<List<String>, Integer> lines = new HashMap<>();

    TomlLines(String toml) {
        List<String> table = List.of();
        OpenValue open = new OpenValue();
        int number = 0;
        for (String line : toml.split("\r?\n", -1)) {
            number++;
            Matcher header = HEADER.matcher(line);
            if (open.isOpen()) {
                open.read(line);
            } else if (header.matches()) {
                table = add(List.of(), header.group(1), number);
            } else if (!line.isBlank() && !line.strip().startsWith("#")) {
                add(table, line, number);
                open.read(line);
            }
        }
    }

    /** The line of a key, or of the nearest table around it; 1 if there is none. */
    int of(List<String> path) {
        for (int length = path.size(); length > 0; length--) {
            Integer line = lines.get(path.subList(0, length));
            if (line != null) {
                return line;
            }
        }
        return 1;
    }

    /** Adds the key at the start of a text, and each table around it that has no line yet. */
    private List<String> add(List<String> table, String text, int number) {
        List<String> path = new ArrayList<>(table);
        Matcher part = KEY_PART.matcher(text);
        boolean more = true;
        while (more && part.lookingAt()) {
            path.add(part.group(1) != null ? part.group(1) : part.group(2) != null ? part.group(2) : part.group(3));
            lines.putIfAbsent(List.copyOf(path), number);
            more = !part.group(4).isEmpty();
            part.region(part.end(), text.length());
        }
        return List.copyOf(path);
    }

    /** A value that may continue on the next lines: a list, an inline table, or a string in triple quotes. */
    private static final class OpenValue {

        private static final Pattern TOKEN =
                Pattern.compile("\"\"\"|'''|\"(?:[^\"\\\\]|\\\\.)*\"|'[^']*'|#.*|[\\[\\]{}]");

        private int depth;
        private String quote = "";

        boolean isOpen() {
            return depth > 0 || !quote.isEmpty();
        }

        void read(String line) {
            int from = closed(line, 0);
            Matcher token = TOKEN.matcher(line);
            while (from <= line.length() && token.find(from)) {
                String found = token.group();
                from = token.end();
                if (found.equals("\"\"\"") || found.equals("'''")) {
                    quote = found;
                    from = closed(line, from);
                } else if (found.matches("[\\[{]")) {
                    depth++;
                } else if (found.matches("[]}]")) {
                    depth--;
                }
            }
        }

        /** The position behind the open string; behind the line if the string does not end in it. */
        private int closed(String line, int from) {
            if (quote.isEmpty()) {
                return from;
            }
            int end = line.indexOf(quote, from);
            if (end < 0) {
                return line.length() + 1;
            }
            int behind = end + quote.length();
            quote = "";
            return behind;
        }
    }
}
