package dev.ddbtool.local;

import java.io.File;
import java.io.IOException;
import java.io.PrintStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Runs the built binary through all of its commands against DynamoDB Local, and fails if one does not work as expected.
 */
public final class Tour {

    private static final Path SCRATCH = Path.of("target", "tour");
    private static final long MINUTES_PER_STEP = 3;
    /** The variables that the binary would read from the user's environment. */
    private static final Set<String> SETTINGS = Set.of(
            "ENVIRONMENT",
            "ENVIRONMENTS",
            "TABLE_PREFIX",
            "SCHEMA_DIR",
            "EXPECT_ACCOUNT",
            "TABLE_NAME",
            "INDEX_NAME",
            "PARTITION_KEY",
            "PARTITION_KEY_TYPE",
            "SORT_KEY",
            "SORT_KEY_TYPE",
            "PROJECTION_TYPE",
            "NON_KEY_ATTRIBUTES");

    private final PrintStream out;

    private Tour(PrintStream out) {
        this.out = out;
    }

    /** A command line, its exit code, and the expected output. */
    private record Step(List<String> arguments, int exitCode, List<Pattern> shown) {

        static Step of(String arguments, int exitCode, String... shown) {
            return new Step(
                    List.of(arguments.split(" ")),
                    exitCode,
                    Stream.of(shown)
                            .map(text -> Pattern.compile(text, Pattern.MULTILINE))
                            .toList());
        }
    }

    /**
     * Runs the tour.
     *
     * @param args none
     * @throws IOException if a file or a process cannot be created
     * @throws InterruptedException if it is interrupted
     * @throws IllegalStateException if a step fails; the message says which
     */
    public static void main(String[] args) throws IOException, InterruptedException {
        empty(SCRATCH);
        try (DynamoDbLocal server = DynamoDbLocal.start()) {
            new Tour(System.out).take(steps(server.endpoint().toString()));
        }
    }

    private static List<Step> steps(String endpoint) {
        String dev = " -e dev --endpoint-url " + endpoint;
        String exported = " --schemas target/tour/schemas"; // the tour must not change the committed files
        return List.of(
                Step.of("validate schemas", 0, "^13 valid$"),
                Step.of("create" + dev, 0, "^13 created$"),
                Step.of("create" + dev, 0, "^13 in sync$"),
                Step.of("export" + exported + dev, 0, "^13 written$"),
                Step.of(
                        "add-gsi --table companies --index by-email --partition-key email:S --write-schema" + exported
                                + dev,
                        0,
                        "^1 index created$"),
                Step.of("diff" + exported + dev, 0, "^13 in sync$"));
    }

    private void take(List<Step> steps) throws IOException, InterruptedException {
        for (Step step : steps) {
            take(step);
        }
        out.println("tour: " + steps.size() + " commands did what they should");
    }

    private void take(Step step) throws IOException, InterruptedException {
        String line = "ddbtool " + String.join(" ", step.arguments());
        out.println("$ " + line);
        out.flush();
        Path output = SCRATCH.resolve("output.txt");
        ProcessBuilder builder = new ProcessBuilder(binary())
                .redirectErrorStream(true)
                .redirectOutput(output.toFile())
                .redirectInput(new File(windows() ? "NUL" : "/dev/null"));
        builder.command().addAll(step.arguments());
        clean(builder.environment());
        Process process = builder.start();
        boolean ended;
        try {
            ended = process.waitFor(MINUTES_PER_STEP, TimeUnit.MINUTES);
        } finally {
            process.destroyForcibly();
        }
        String shown = Files.readString(output);
        out.println(shown.stripTrailing());
        out.println();
        if (!ended) {
            throw failed(line, "was not done after " + MINUTES_PER_STEP + " minutes");
        }
        if (process.exitValue() != step.exitCode()) {
            throw failed(line, "ended with " + process.exitValue() + ", not with " + step.exitCode());
        }
        for (Pattern pattern : step.shown()) {
            if (!pattern.matcher(shown).find()) {
                throw failed(line, "did not show /" + pattern + "/");
            }
        }
    }

    private static IllegalStateException failed(String line, String how) {
        return new IllegalStateException("the tour failed: '" + line + "' " + how);
    }

    private static List<String> binary() {
        Path bin = Path.of("target", "ddbtool", "bin");
        return new ArrayList<>(
                List.of(bin.resolve(windows() ? "ddbtool.cmd" : "ddbtool").toString()));
    }

    /** Removes the user's AWS settings, and sets the Java that built the tool. */
    private static void clean(Map<String, String> environment) {
        environment
                .keySet()
                .removeIf(name -> name.startsWith("AWS_") || name.startsWith("DDBTOOL_") || SETTINGS.contains(name));
        String nothing = SCRATCH.resolve("no-such-file").toAbsolutePath().toString();
        environment.put("AWS_CONFIG_FILE", nothing);
        environment.put("AWS_SHARED_CREDENTIALS_FILE", nothing);
        environment.put("AWS_EC2_METADATA_DISABLED", "true");
        environment.put("JAVA_HOME", System.getProperty("java.home"));
    }

    private static boolean windows() {
        return System.getProperty("os.name").toLowerCase(Locale.ROOT).startsWith("windows");
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
