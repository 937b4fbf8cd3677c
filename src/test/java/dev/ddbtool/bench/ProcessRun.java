package dev.ddbtool.bench;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * The measurement of one process.
 *
 * @param cpu CPU time of all its threads, as last seen before its end; zero if unknown
 * @param peakKilobytes its peak memory; 0 without {@code /proc}
 */
record ProcessRun(Duration wall, Duration cpu, long peakKilobytes) {

    private static final long MINUTES = 5;
    private static final long LOOKS_EVERY_MILLIS = 10;

    /**
     * Runs a command.
     *
     * @param variables its environment
     * @param output the file for its output
     * @throws IllegalStateException if it does not end with 0
     */
    static ProcessRun of(List<String> command, Map<String, String> variables, Path output)
            throws IOException, InterruptedException {
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File("/dev/null"));
        builder.environment().clear();
        builder.environment().putAll(variables);
        long start = System.nanoTime();
        Process process = builder.start();
        Duration cpu = Duration.ZERO;
        long peak = 0;
        while (!process.waitFor(LOOKS_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            cpu = process.info().totalCpuDuration().orElse(cpu);
            peak = Math.max(peak, peakKilobytes(process.pid()));
            if (System.nanoTime() - start > TimeUnit.MINUTES.toNanos(MINUTES)) {
                process.destroyForcibly();
                throw new IllegalStateException(
                        String.join(" ", command) + " was not done after " + MINUTES + " minutes");
            }
        }
        Duration wall = Duration.ofNanos(System.nanoTime() - start);
        if (process.exitValue() != 0) {
            throw new IllegalStateException(String.join(" ", command) + " ended with " + process.exitValue() + "\n"
                    + Files.readString(output, StandardCharsets.UTF_8));
        }
        return new ProcessRun(wall, cpu, peak);
    }

    /** The high-water mark that Linux keeps. */
    private static long peakKilobytes(long pid) throws IOException {
        try (Stream<String> lines = Files.lines(Path.of("/proc", Long.toString(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(0);
        } catch (NoSuchFileException | UncheckedIOException e) {
            return 0; // not Linux, or the process has just ended
        }
    }
}
