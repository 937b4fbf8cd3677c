package dev.ddbtool.cli;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A Markdown file whose {@code console} blocks are command lines with their output. A comment
 * {@code <!-- stage: production, slow -->} sets up a new account and folder for them.
 */
final class Transcript {

    private static final Pattern STAGE = Pattern.compile("<!-- stage: ([A-Za-z0-9_., -]+) -->");
    private static final String PROMPT = "$ ";

    /** Matches any number of lines in expected output. */
    static final String ANY_LINES = "…";

    private final List<String> lines;

    Transcript(String markdown) {
        lines = Arrays.asList(markdown.split("\n", -1));
    }

    /**
     * One command of the file.
     *
     * @param stage the new stage for this command; null to continue with the previous one
     * @param line the line of the command, from 1
     * @param from the line after it, from 0
     * @param to the line after its output, from 0
     */
    record Command(@Nullable String stage, int line, String text, int from, int to, List<String> expected) {}

    /** The commands in order. */
    List<Command> commands() {
        List<Command> commands = new ArrayList<>();
        String stage = null;
        boolean inside = false;
        boolean otherFence = false;
        int at = 0;
        while (at < lines.size()) {
            String line = lines.get(at);
            Matcher directive = STAGE.matcher(line);
            if (!inside && line.startsWith("```")) {
                inside = line.equals("```console") && !otherFence;
                otherFence = !inside && !otherFence;
            } else if (inside && line.equals("```")) {
                inside = false;
            } else if (!inside && directive.matches()) {
                stage = directive.group(1);
            } else if (inside && line.startsWith(PROMPT)) {
                Command command = command(stage, at);
                commands.add(command);
                stage = null;
                at = command.to();
                continue;
            } else if (inside) {
                throw new AssertionError("line " + (at + 1) + ": output without a command: " + line);
            }
            at++;
        }
        return commands;
    }

    private Command command(@Nullable String stage, int start) {
        StringBuilder text = new StringBuilder(lines.get(start).substring(PROMPT.length()));
        int from = start + 1;
        while (text.charAt(text.length() - 1) == '\\') {
            text.setLength(text.length() - 1);
            text.append(lines.get(from++).strip());
        }
        int to = from;
        while (!lines.get(to).startsWith(PROMPT) && !lines.get(to).equals("```")) {
            to++;
        }
        return new Command(stage, start + 1, text.toString(), from, to, lines.subList(from, to));
    }

    /** Whether the output matches. A line {@value #ANY_LINES} matches any number of lines. */
    static boolean matches(List<String> expected, List<String> actual) {
        String pattern = String.join(
                "",
                expected.stream()
                        .map(line -> line.equals(ANY_LINES) ? "(?:.*\n)*" : Pattern.quote(line + "\n"))
                        .toList());
        String text = String.join("", actual.stream().map(line -> line + "\n").toList());
        return text.matches(pattern);
    }

    /** New output with the {@value #ANY_LINES} of the old one, between the same lines. */
    static List<String> shortened(List<String> expected, List<String> actual) {
        List<String> lines = new ArrayList<>(actual);
        for (int i = 0; i < expected.size(); i++) {
            if (expected.get(i).equals(ANY_LINES)) {
                int from = i == 0 ? 0 : position(expected.get(i - 1), lines, 0) + 1;
                int to = i + 1 == expected.size() ? lines.size() : position(expected.get(i + 1), lines, from);
                if ((i == 0 || from > 0) && to > from) {
                    lines.subList(from, to).clear();
                    lines.add(from, ANY_LINES);
                }
            }
        }
        return lines;
    }

    /** The index of a line from here on, regardless of column widths; -1 if there is none. */
    private static int position(String line, List<String> lines, int from) {
        for (int i = from; i < lines.size(); i++) {
            if (lines.get(i).replaceAll(" +", " ").equals(line.replaceAll(" +", " "))) {
                return i;
            }
        }
        return -1;
    }

    /** The lines of a text that is empty or ends with a line end. */
    static List<String> linesOf(String text) {
        return text.lines().toList();
    }

    /** The file with the outputs of its commands replaced. */
    String with(List<List<String>> outputs) {
        List<Command> commands = commands();
        List<String> changed = new ArrayList<>();
        int at = 0;
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            changed.addAll(lines.subList(at, command.from()));
            changed.addAll(
                    matches(command.expected(), outputs.get(i))
                            ? command.expected()
                            : shortened(command.expected(), outputs.get(i)));
            at = command.to();
        }
        changed.addAll(lines.subList(at, lines.size()));
        return String.join("\n", changed);
    }

    /** The words of a command line, split as by a shell. Supports only words and quotes. */
    static List<String> words(String text) {
        List<String> words = new ArrayList<>();
        Matcher matcher = Pattern.compile("(?:[^\\s'\"]|'[^']*'|\"[^\"]*\")+").matcher(text);
        while (matcher.find()) {
            words.add(matcher.group().replaceAll("'([^']*)'|\"([^\"]*)\"", "$1$2"));
        }
        return words;
    }
}
