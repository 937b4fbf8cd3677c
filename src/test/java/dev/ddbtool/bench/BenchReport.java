package dev.ddbtool.bench;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;

/** The results of a benchmark as two Markdown tables: the figures, and the target ratios of ddbtool. */
final class BenchReport {

    private static final String BEGIN = "<!-- bench: Java " + Runtime.version().feature() + " -->";
    private static final String END = "<!-- bench: end -->";

    private final String machine;
    private final double serverMillis;
    private final List<Measurement> rows;

    /** @param serverMillis CPU time that the server takes for one call */
    BenchReport(String machine, double serverMillis, List<Measurement> rows) {
        this.machine = machine;
        this.serverMillis = serverMillis;
        this.rows = rows.stream().filter(row -> row.runs() > 0).toList();
    }

    /** Describes the machine and the settings, without names. */
    static String machine(int runs, Duration latency) {
        return String.format(
                Locale.ROOT,
                "%d cores (load %.1f before), Java %s, %d ms a call, a round trip of %d ms, median of %d runs",
                Runtime.getRuntime().availableProcessors(),
                ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage(),
                System.getProperty("java.version"),
                latency.toMillis(),
                Bench.ROUND_TRIP.toMillis(),
                runs);
    }

    String text() {
        return machine + ". The server takes " + number("%.2f", serverMillis) + " ms of CPU a call.\n\n"
                + aligned(figures()) + "\n" + aligned(ratios());
    }

    /** Writes the text between the two markers of a page. */
    void writeTo(Path page) throws IOException {
        String before = Files.readString(page, StandardCharsets.UTF_8);
        int begin = before.indexOf(BEGIN);
        int end = before.indexOf(END, Math.max(0, begin));
        if (begin < 0 || end < 0) {
            throw new IllegalStateException(page + " has no " + BEGIN + " … " + END);
        }
        Files.writeString(
                page,
                before.substring(0, begin + BEGIN.length()) + "\n" + text() + "\n" + before.substring(end),
                StandardCharsets.UTF_8);
    }

    private List<List<String>> figures() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of(
                "task",
                "program",
                "over",
                "median",
                "min – max",
                "CPU",
                "peak memory",
                "calls",
                "connections",
                "bound",
                "× bound"));
        for (Measurement row : rows) {
            boolean calls = row.calls() > 0;
            double bound = row.boundMillis(Bench.LATENCY);
            table.add(List.of(
                    row.task().words(),
                    row.program(),
                    calls ? row.protocol().name() : "",
                    seconds(row.medianMillis()),
                    number("%.2f", row.leastMillis() / 1e3) + " – " + seconds(row.mostMillis()),
                    row.cpuMillis() == 0 ? "n/a" : seconds(row.cpuMillis()),
                    row.peakMegabytes() == 0 ? "n/a" : number("%.0f MB", row.peakMegabytes()),
                    calls ? Integer.toString(row.calls()) : "",
                    calls ? Integer.toString(row.connections()) : "",
                    calls ? seconds(bound) : "",
                    calls ? number("%.2f", row.medianMillis() / bound) : ""));
        }
        return table;
    }

    private List<List<String>> ratios() {
        List<List<String>> table = new ArrayList<>();
        table.add(List.of("ratio", "measured", "at most", "reached"));
        for (Protocol protocol : Protocol.values()) {
            boolean tls = protocol == Protocol.TLS;
            compare(table, Task.EXPORT13, protocol, Programs.LAUNCHER, Programs.BOTO3, tls ? 1.2 : 1);
            compare(table, Task.EXPORT13, protocol, Programs.SELF_CONTAINED, Programs.BOTO3, tls ? 1.05 : 1);
            compare(table, Task.EXPORT1000, protocol, Programs.LAUNCHER, Programs.BOTO3, 0.45);
            compare(table, Task.EXPORT1000, protocol, Programs.SELF_CONTAINED, Programs.BOTO3, 0.45);
            compare(table, Task.DESCRIBE, protocol, Programs.LAUNCHER, Programs.AWS_CLI, 1);
            compare(table, Task.DESCRIBE, protocol, Programs.SELF_CONTAINED, Programs.AWS_CLI, 1);
        }
        compare(table, Task.EXPORT13, Protocol.HTTP, Programs.LAUNCHER, Programs.PLAIN_JAR, 0.6);
        compare(table, Task.VERSION, Protocol.HTTP, Programs.LAUNCHER, Programs.PLAIN_JAR, 0.75);
        compare(table, Task.HELP, Protocol.HTTP, Programs.LAUNCHER, Programs.PLAIN_JAR, 0.75);
        Optional<Measurement> thousand = of(Task.EXPORT1000, Programs.LAUNCHER, Protocol.TLS);
        thousand.ifPresent(row -> judge(table, "export 1,000 over TLS: peak memory, MB", row.peakMegabytes(), 200));
        both(
                Task.EXPORT10000,
                Task.EXPORT1000,
                (large, small) -> judge(
                        table,
                        "peak memory over HTTP, export 10,000 / 1,000",
                        large.peakMegabytes() / small.peakMegabytes(),
                        1.3));
        both(
                Task.CREATE100,
                Task.CREATE13,
                (hundred, few) -> judge(
                        table,
                        "create 100 / (1.3 × CREATING + create 13)",
                        hundred.medianMillis() / (1.3 * Task.CREATING.toMillis() + few.medianMillis()),
                        1));
        return table;
    }

    private Optional<Measurement> of(Task task, String program, Protocol protocol) {
        return rows.stream()
                .filter(row -> row.task() == task && row.program().equals(program) && row.protocol() == protocol)
                .findFirst();
    }

    /** Passes the measurements of the launcher over HTTP at two tasks, if there are both. */
    private void both(Task one, Task other, BiConsumer<Measurement, Measurement> judge) {
        of(one, Programs.LAUNCHER, Protocol.HTTP)
                .ifPresent(first ->
                        of(other, Programs.LAUNCHER, Protocol.HTTP).ifPresent(second -> judge.accept(first, second)));
    }

    private void compare(
            List<List<String>> table, Task task, Protocol protocol, String program, String other, double limit) {
        of(task, program, protocol)
                .ifPresent(ours -> of(task, other, protocol)
                        .ifPresent(theirs -> judge(
                                table,
                                task.words() + (task.calls() ? " over " + protocol : "") + ": " + program + " / "
                                        + other,
                                ours.medianMillis() / theirs.medianMillis(),
                                limit)));
    }

    private static void judge(List<List<String>> table, String what, double measured, double limit) {
        String format = limit >= 100 ? "%.0f" : "%.2f";
        table.add(List.of(what, number(format, measured), number(format, limit), measured <= limit ? "yes" : "**no**"));
    }

    private static String seconds(double millis) {
        return number("%.2f s", millis / 1e3);
    }

    private static String number(String format, double value) {
        return String.format(Locale.ROOT, format, value);
    }

    private static String aligned(List<List<String>> table) {
        StringBuilder text = new StringBuilder();
        for (int i = 0; i < table.size(); i++) {
            line(text, table, table.get(i), " ");
            if (i == 0) {
                line(text, table, table.get(0).stream().map(cell -> "").toList(), "-");
            }
        }
        return text.toString();
    }

    private static void line(StringBuilder text, List<List<String>> table, List<String> cells, String fill) {
        for (int column = 0; column < cells.size(); column++) {
            int each = column;
            int width =
                    table.stream().mapToInt(row -> row.get(each).length()).max().orElse(0);
            String cell = cells.get(column);
            text.append("|").append(fill).append(cell);
            text.append(fill.repeat(width - cell.length())).append(fill);
        }
        text.append("|\n");
    }
}
