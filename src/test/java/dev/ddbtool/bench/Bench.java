package dev.ddbtool.bench;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Measures whole processes of the built program and of alternatives, on a fake control plane with {@link #LATENCY} per
 * call and {@link #ROUND_TRIP} for each step of connecting.
 *
 * <p>The programs take turns at each task, so that other load on the machine affects all of them.
 */
public final class Bench {

    static final Duration LATENCY = Duration.ofMillis(20);

    /** The round trip of the network: connecting takes one, and a TLS 1.3 handshake takes another. */
    static final Duration ROUND_TRIP = Duration.ofMillis(10);

    private static final Path HOME = Path.of("target", "bench");

    /** A separate folder for each run, since file systems can be slow to reuse recently deleted space. */
    private static final Path SCRATCH = HOME.resolve(Long.toString(System.currentTimeMillis()));

    private static final int MOST_RUNS_OF_THE_LARGEST = 2;

    private final PrintStream out;
    private final int wanted;
    private final Set<Task> tasks;
    private final Programs programs = new Programs(SCRATCH);
    private final List<Measurement> rows = new ArrayList<>();
    private int folders;
    private final boolean python;
    private final boolean aws;

    private Bench(PrintStream out, int wanted, Set<Task> tasks) throws IOException, InterruptedException {
        this.out = out;
        this.wanted = wanted;
        this.tasks = tasks;
        this.python = programs.findPython();
        this.aws = programs.starts(programs.aws().toString(), "--version");
    }

    /**
     * Runs the benchmark. System properties: {@code bench.runs} is the number of runs per program and task, {@code
     * bench.only} a comma-separated list of tasks, {@code bench.write} writes the figures to {@code
     * docs/performance.md}, to the part for this version of Java.
     *
     * @param arguments none
     * @throws IOException if a file or a process cannot be created
     * @throws InterruptedException if it is interrupted
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Set<Task> tasks = EnumSet.noneOf(Task.class);
        for (Task task : Task.values()) {
            String only = System.getProperty("bench.only", "");
            if (only.isBlank() || List.of(only.split(",")).contains(task.id())) {
                tasks.add(task);
            }
        }
        Files.createDirectories(SCRATCH);
        BotoScript.writeTo(SCRATCH);
        BenchReport figures = new Bench(System.out, Integer.getInteger("bench.runs", 5), tasks).run();
        System.out.println(figures.text());
        if (Boolean.getBoolean("bench.write")) {
            figures.writeTo(Path.of("docs", "performance.md"));
        }
        empty(HOME);
    }

    private BenchReport run() throws IOException, InterruptedException {
        String machine = BenchReport.machine(wanted, LATENCY);
        out.println("bench: " + machine);
        if (!python) {
            out.println("bench: without the boto3 script: there is no python3 with boto3 on the PATH");
        }
        if (!aws) {
            out.println("bench: without the AWS CLI: there is no aws on the PATH");
        }
        Duration before = cpu();
        for (Task task : tasks) {
            out.println("bench: " + task.words());
            time(task);
        }
        int calls = rows.stream().mapToInt(row -> row.calls() * row.runs()).sum();
        double serverMillis = calls == 0 ? 0 : cpu().minus(before).toNanos() / 1e6 / calls;
        return new BenchReport(machine, serverMillis, rows);
    }

    private void time(Task task) throws IOException, InterruptedException {
        List<Measurement> turns = rows(task);
        rows.addAll(turns);
        if (!task.calls()) {
            programs.empty(task); // creates its archive before the measurement
        }
        int runs = task == Task.EXPORT10000 ? Math.min(wanted, MOST_RUNS_OF_THE_LARGEST) : wanted;
        BenchServer shared =
                task.calls() && !task.creates() ? BenchServer.with(Math.max(13, task.tables()), SCRATCH) : null;
        if (shared != null && task != Task.EXPORT10000) {
            for (Protocol protocol : protocols(task)) { // warms up the server; these runs do not count
                once(shared, task, new Measurement(task, Programs.LAUNCHER, protocol));
            }
        }
        for (int i = 0; i < runs; i++) {
            for (Measurement row : turns) {
                if (shared != null) {
                    once(shared, task, row);
                } else {
                    try (BenchServer world = BenchServer.empty(SCRATCH)) {
                        once(world, task, row);
                    }
                }
            }
        }
        if (shared != null) {
            shared.close();
        }
    }

    private static List<Protocol> protocols(Task task) {
        return task.overTls() ? List.of(Protocol.values()) : List.of(Protocol.HTTP);
    }

    private List<Measurement> rows(Task task) throws IOException {
        List<Measurement> turns = new ArrayList<>();
        for (Protocol protocol : protocols(task)) {
            turns.add(new Measurement(task, Programs.LAUNCHER, protocol));
            if (Programs.selfContained().isPresent()) {
                turns.add(new Measurement(task, Programs.SELF_CONTAINED, protocol));
            }
            if (python && task.exports() && task != Task.EXPORT10000) {
                turns.add(new Measurement(task, Programs.BOTO3, protocol));
            }
            if (aws && task == Task.DESCRIBE) {
                turns.add(new Measurement(task, Programs.AWS_CLI, protocol));
            }
        }
        if (!task.calls()) {
            turns.add(new Measurement(task, Programs.PLAIN_JAR, Protocol.HTTP));
            turns.add(new Measurement(task, Programs.EMPTY, Protocol.HTTP));
        } else if (task == Task.EXPORT13) {
            turns.add(new Measurement(task, Programs.PLAIN_JAR, Protocol.HTTP));
        }
        return turns;
    }

    private void once(BenchServer world, Task task, Measurement row) throws IOException, InterruptedException {
        world.begin();
        folders++;
        Path folder = SCRATCH.resolve("schemas-" + folders).toAbsolutePath();
        Files.createDirectories(folder);
        if (task.creates()) {
            writeSchemas(folder, task.tables());
        }
        ProcessRun run = ProcessRun.of(
                command(row.program(), task, folder),
                programs.variables(world.variables(row.protocol())),
                SCRATCH.resolve("output.txt"));
        row.add(run, world.calls(), world.connections());
    }

    private List<String> command(String program, Task task, Path folder) throws IOException, InterruptedException {
        return switch (program) {
            case Programs.SELF_CONTAINED -> programs.selfContained(task, folder);
            case Programs.PLAIN_JAR -> programs.plainJar(task, folder);
            case Programs.EMPTY -> programs.empty(task);
            case Programs.BOTO3 -> programs.boto3(task, folder);
            case Programs.AWS_CLI -> programs.awsCli();
            default -> programs.launcher(task, folder);
        };
    }

    /** Writes copies of the example files under other names. */
    private static void writeSchemas(Path folder, int tables) throws IOException {
        Map<String, String> examples = new LinkedHashMap<>();
        try (Stream<Path> files = Files.list(Path.of("schemas"))) {
            for (Path file : files.sorted().toList()) {
                String name = String.valueOf(file.getFileName());
                if (name.endsWith(".json")) {
                    examples.put(name.substring(0, name.length() - 5), Files.readString(file, StandardCharsets.UTF_8));
                }
            }
        }
        List<String> names = List.copyOf(examples.keySet());
        for (int i = 0; i < tables; i++) {
            String example = names.get(i % names.size());
            String name = example + (i < names.size() ? "" : "-" + i / names.size());
            String text = String.valueOf(examples.get(example))
                    .replace("\"TableName\": \"" + example + "\"", "\"TableName\": \"" + name + "\"");
            Files.writeString(folder.resolve(name + ".json"), text, StandardCharsets.UTF_8);
        }
    }

    private static Duration cpu() {
        return ProcessHandle.current().info().totalCpuDuration().orElse(Duration.ZERO);
    }

    private static void empty(Path folder) throws IOException {
        if (Files.exists(folder)) {
            try (Stream<Path> all = Files.walk(folder)) {
                for (Path path : all.sorted(Comparator.reverseOrder()).toList()) {
                    Files.delete(path);
                }
            }
        }
        Files.createDirectories(folder);
    }
}
