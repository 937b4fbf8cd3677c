package dev.ddbtool.cli;

import dev.ddbtool.fake.Script;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Stream;

/** The stage of a transcript: a fake account, variables and a folder. */
final class TranscriptRunner {

    private static final Set<String> PROGRAMS = Set.of("ddbtool", "echo", "cat", "ls", "export");

    private final Path folder;
    private final CliRunner cli;
    private final Map<String, String> exported = new TreeMap<>();
    private int lastExitCode;
    private String typed = "";
    private boolean ctrlC;

    private TranscriptRunner(Path folder, CliRunner cli) {
        this.folder = folder;
        this.cli = cli;
    }

    /**
     * A new stage, with a copy of the example schemas in its folder.
     *
     * @param words the events in order, separated by commas: {@code empty}, {@code production} (the example tables are live)
     *     and the others of {@link TranscriptSetup}; {@code typing y} is a terminal with this input; {@code ctrl-c}
     *     interrupts the next command that runs for twenty minutes
     */
    static TranscriptRunner of(String words, Path folder) {
        CliRunner cli = CliRunner.withFake();
        Path schemas = folder.resolve("schemas");
        ExampleFiles.copyTo(schemas);
        TranscriptSetup scene = new TranscriptSetup(cli, schemas);
        TranscriptRunner stage = new TranscriptRunner(folder, cli);
        for (String word : words.split(", ", -1)) {
            if (word.equals("ctrl-c")) {
                stage.ctrlC = true;
            } else {
                scene.set(word);
            }
            if (word.startsWith("typing ")) {
                stage.typed = word.substring("typing ".length());
            }
        }
        return stage;
    }

    /** Runs one command line and returns its output in lines. */
    List<String> run(String commandLine) {
        List<String> words = new ArrayList<>(Transcript.words(commandLine));
        Map<String, String> variables = new HashMap<>(exported);
        while (words.get(0).matches("[A-Z_]+=.*")) {
            assign(words.remove(0), variables);
        }
        String program = words.remove(0);
        return switch (program) {
            case "ddbtool" -> ddbtool(words, variables);
            case "echo" -> List.of(String.join(" ", words).replace("$?", String.valueOf(lastExitCode)));
            case "cat" -> cat(words.get(0));
            case "ls" -> list(words.get(0));
            case "export" -> {
                words.forEach(word -> assign(word, exported));
                yield List.of();
            }
            default -> throw new AssertionError("a transcript can run " + PROGRAMS + ", not '" + program + "'");
        };
    }

    private static void assign(String word, Map<String, String> variables) {
        int equals = word.indexOf('=');
        variables.put(word.substring(0, equals), word.substring(equals + 1));
    }

    private List<String> ddbtool(List<String> words, Map<String, String> variables) {
        List<String> arguments = new ArrayList<>();
        boolean validate = words.contains("validate");
        boolean folderGiven = variables.containsKey("SCHEMA_DIR");
        Map<String, String> given = Map.copyOf(variables);
        for (int i = 0; i < words.size(); i++) {
            String word = words.get(i);
            boolean folderNamed = i > 0 && words.get(i - 1).equals("--schemas");
            folderGiven |= folderNamed;
            arguments.add(folderNamed || (validate && word.contains("/")) ? placed(word) : word);
        }
        variables.computeIfPresent("SCHEMA_DIR", (name, value) -> placed(value));
        if (!folderGiven && !refusedWithoutFolder(words, variables)) {
            variables.put("SCHEMA_DIR", placed("schemas"));
        }
        CliRunner running = cli.with(variables);
        if (ctrlC) {
            TranscriptSetup.interruptAfter(Duration.ofMinutes(20), running);
        }
        CliRunner.Result ended = running.run(arguments.toArray(String[]::new));
        if (ctrlC) {
            cli.fake().forget(Script.ANY);
            ctrlC = false;
        }
        lastExitCode = ended.exitCode();
        String screen = ended.screen().replace(folder + "/", "").replace("[y/N] ", "[y/N] " + typed + "\n");
        return Transcript.linesOf(given.containsKey("SCHEMA_DIR") ? screen : screen.replace("SCHEMA_DIR=schemas ", ""));
    }

    /** Whether this exports another environment than production, without a schema folder. */
    private static boolean refusedWithoutFolder(List<String> words, Map<String, String> variables) {
        boolean named = words.contains("-e") || words.contains("--environment") || variables.containsKey("ENVIRONMENT");
        return words.contains("export") && named && !words.contains("production");
    }

    private String placed(String path) {
        return folder.resolve(path).toString();
    }

    private List<String> cat(String file) {
        try {
            return Files.readAllLines(folder.resolve(file));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private List<String> list(String subfolder) {
        try (Stream<Path> files = Files.list(folder.resolve(subfolder))) {
            return files.map(file -> String.valueOf(file.getFileName()))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
