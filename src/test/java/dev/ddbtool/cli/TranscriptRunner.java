package dev.ddbtool.cli;

import dev.ddbtool.fake.Script;
import dev.ddbtool.project.Project;
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
     * A new stage, with a copy of the example schemas and of their project file in its folder.
     *
     * @param words the events in order, separated by commas: {@code empty}, {@code production} (the example tables are live),
     *     {@code tables shop-a shop-b} (these tables are live), {@code project NAME} (the project file {@code projects/NAME.toml}
     *     and no schema files), {@code account NAME} (a profile of another account) and the others of {@link TranscriptSetup}; {@code typing y} is a terminal with this input; {@code ctrl-c}
     *     interrupts the next command that runs for twenty minutes
     */
    static TranscriptRunner of(String words, Path folder) {
        CliRunner cli = CliRunner.withFake().in(folder);
        Path schemas = folder.resolve("schemas");
        ExampleFiles.copyTo(schemas);
        ExampleFiles.text(folder.resolve(Project.FILE), ExampleFiles.text(Path.of(Project.FILE)));
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
        CliRunner running = cli.with(variables);
        if (ctrlC) {
            TranscriptSetup.interruptAfter(Duration.ofMinutes(20), running);
        }
        CliRunner.Result ended = running.run(words.toArray(String[]::new));
        if (ctrlC) {
            cli.fake().forget(Script.ANY);
            ctrlC = false;
        }
        lastExitCode = ended.exitCode();
        return Transcript.linesOf(
                ended.screen().replace(folder + "/", "").replaceAll("(?<=\\[(y/N|Y/n)]) ", " " + typed + "\n"));
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
