package dev.ddbtool.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.ToLongFunction;

/** The measurements of one program at one task over one protocol, with the calls that the server received in each run. */
final class Measurement {

    private final Task task;
    private final String program;
    private final Protocol protocol;
    private final List<ProcessRun> runs = new ArrayList<>();
    private final List<Integer> calls = new ArrayList<>();
    private final List<Integer> connections = new ArrayList<>();

    Measurement(Task task, String program, Protocol protocol) {
        this.task = task;
        this.program = program;
        this.protocol = protocol;
    }

    void add(ProcessRun run, int callsMade, int connectionsOpened) {
        runs.add(run);
        calls.add(callsMade);
        connections.add(connectionsOpened);
    }

    Task task() {
        return task;
    }

    String program() {
        return program;
    }

    Protocol protocol() {
        return protocol;
    }

    int runs() {
        return runs.size();
    }

    double medianMillis() {
        return median(run -> run.wall().toNanos()) / 1e6;
    }

    double leastMillis() {
        return runs.stream().mapToLong(run -> run.wall().toNanos()).min().orElse(0) / 1e6;
    }

    double mostMillis() {
        return runs.stream().mapToLong(run -> run.wall().toNanos()).max().orElse(0) / 1e6;
    }

    double cpuMillis() {
        return median(run -> run.cpu().toNanos()) / 1e6;
    }

    double peakMegabytes() {
        return median(ProcessRun::peakKilobytes) / 1024.0;
    }

    int calls() {
        return calls.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    int connections() {
        return connections.stream().mapToInt(Integer::intValue).max().orElse(0);
    }

    /** The lower bound for any client: the calls divided among the slots, or the longest chain of calls. */
    double boundMillis(Duration latency) {
        double chain = task.chain(calls()) * (double) latency.toMillis();
        double side = calls() * (double) latency.toMillis() / task.parallel();
        return Math.max(chain, side) + task.serviceTime().toMillis();
    }

    private double median(ToLongFunction<ProcessRun> figure) {
        long[] sorted = runs.stream().mapToLong(figure).sorted().toArray();
        int middle = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[middle] : (sorted[middle - 1] + (double) sorted[middle]) / 2;
    }
}
