package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.Transcript.Command;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.DynamicContainer;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;

/**
 * Runs every {@code console} block of the transcripts and of the documentation. {@code -Dtranscripts.update=true} updates
 * the expected output: review it before you commit.
 */
class TranscriptsTest {

    private static final List<Path> PLACES =
            List.of(Path.of("src/test/resources/transcripts"), Path.of("docs"), Path.of("README.md"));

    private static final boolean UPDATE = Boolean.getBoolean("transcripts.update");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path temporary;

    private @Nullable TranscriptRunner stage;
    private int stages;

    @TestFactory
    List<DynamicContainer> transcripts() throws IOException {
        List<DynamicContainer> files = new ArrayList<>();
        for (Path file : markdownFiles()) {
            if (UPDATE) {
                update(file);
            }
            List<Command> commands = new Transcript(Files.readString(file)).commands();
            files.add(DynamicContainer.dynamicContainer(
                    file.toString(),
                    file.toUri(),
                    commands.stream().map(command -> test(file, command, command.equals(commands.get(0))))));
        }
        return files;
    }

    private DynamicTest test(Path file, Command command, boolean first) {
        return DynamicTest.dynamicTest("line " + command.line() + ": " + command.text(), () -> {
            List<String> actual = run(command, first);
            if (!Transcript.matches(command.expected(), actual)) {
                assertThat(String.join("\n", actual))
                        .as(file + ":" + command.line() + ": $ " + command.text())
                        .isEqualTo(String.join("\n", command.expected()));
            }
        });
    }

    private List<String> run(Command command, boolean first) {
        if (first) {
            stage = null;
        }
        if (command.stage() != null) {
            stage = TranscriptRunner.of(command.stage(), temporary.resolve("stage-" + stages++));
        }
        if (stage == null) {
            throw new AssertionError("no comment says what to run against, as <!-- stage: production -->");
        }
        return stage.run(command.text());
    }

    private void update(Path file) throws IOException {
        Transcript transcript = new Transcript(Files.readString(file));
        List<List<String>> outputs = new ArrayList<>();
        for (Command command : transcript.commands()) {
            outputs.add(run(command, outputs.isEmpty()));
        }
        Files.writeString(file, transcript.with(outputs));
    }

    private static List<Path> markdownFiles() throws IOException {
        List<Path> markdown = new ArrayList<>();
        for (Path place : PLACES) {
            if (Files.exists(place)) {
                try (Stream<Path> files = Files.walk(place)) {
                    files.filter(file -> file.toString().endsWith(".md"))
                            .sorted()
                            .forEach(markdown::add);
                }
            }
        }
        return markdown;
    }

    @Test
    void transcripts_are_parsed_with_stages_continued_lines_and_output() {
        Transcript transcript = new Transcript(String.join(
                "\n",
                "<!-- stage: slow -->",
                "```sh",
                "$ not run",
                "```",
                "```console",
                "$ ddbtool create \\",
                "    --tag 'a b'",
                "one",
                "two",
                "$ echo $?",
                "0",
                "```",
                ""));

        List<Command> commands = transcript.commands();

        assertThat(commands)
                .containsExactly(
                        new Command("slow", 6, "ddbtool create --tag 'a b'", 7, 9, List.of("one", "two")),
                        new Command(null, 10, "echo $?", 10, 11, List.of("0")));
        assertThat(Transcript.words(commands.get(0).text())).containsExactly("ddbtool", "create", "--tag", "a b");
        assertThat(transcript.with(List.of(List.of("three"), List.of("0"))))
                .contains("    --tag 'a b'\nthree\n$ echo $?\n0\n```\n");
    }

    @Test
    void updated_output_keeps_the_ellipses() {
        List<String> updated = List.of("head 2", "= a   in sync", "= b   in sync", "= c   in sync", "3");

        assertThat(Transcript.shortened(List.of("head 1", "= a  in sync", "…", "= c  in sync", "3"), updated))
                .containsExactly("head 2", "= a   in sync", "…", "= c   in sync", "3");
        assertThat(Transcript.shortened(List.of("…", "3"), updated)).containsExactly("…", "3");
        assertThat(Transcript.shortened(List.of("= b  in sync", "…"), updated))
                .containsExactly("head 2", "= a   in sync", "= b   in sync", "…");
        assertThat(Transcript.shortened(List.of("head 1", "…", "3"), updated)).isEqualTo(updated);
    }

    @Test
    void an_ellipsis_matches_any_number_of_lines_and_nothing_else() {
        assertThat(Transcript.matches(List.of("a", "…", "d"), List.of("a", "b", "c", "d")))
                .isTrue();
        assertThat(Transcript.matches(List.of("a", "…", "d"), List.of("a", "d")))
                .isTrue();
        assertThat(Transcript.matches(List.of("a", "…", "d"), List.of("a", "b")))
                .isFalse();
        assertThat(Transcript.matches(List.of(), List.of("a"))).isFalse();
    }
}
