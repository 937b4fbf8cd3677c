package dev.ddbtool;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Messages, help and documents use plain English and one term per thing. */
class BannedPhrasesTest {

    private static final List<String> BANNED = List.of(
            "a defect of",
            "again and again",
            "answered another",
            "beats? (a|the)",
            "before anything is changed",
            "cures?",
            "exclude each other",
            "expected was",
            "given were",
            "goes on with",
            "how tables are made",
            "how to get there",
            "in no account of yours",
            "is none",
            "it says nothing more",
            "known are",
            "leave \\S+( \\S+)? out",
            "left out",
            "made empty",
            "make what is missing",
            "mend",
            "nobody (can|is|has)",
            "nobody waits",
            "obstacles?",
            "on and on",
            "out of reach",
            "put off",
            "real (name|table)s?",
            "signing in (failed|was|with)",
            "stands alone",
            "stands twice",
            "takes no",
            "that is nearly one",
            "too many in the key",
            "what is no",
            "who runs this",
            "whole name",
            "wishes",
            "word too many",
            "write just");

    /** A comment, a character or a string literal of Java. */
    private static final Pattern TOKEN = Pattern.compile(
            "/\\*.*?\\*/|//[^\n]*|'(?:[^'\\\\]|\\\\.)+'|\"\"\"\n.*?\"\"\"|\"(?:[^\"\\\\\n]|\\\\.)*\"", Pattern.DOTALL);

    /** One text that people read. */
    private record Text(Path file, String text) {}

    static Stream<Text> texts() throws IOException {
        Stream<Text> literals = files("src/main/java", ".java").map(file -> new Text(file, literals(read(file))));
        Stream<Text> help = files("src/test/resources/help", ".txt").map(file -> new Text(file, read(file)));
        Stream<Text> pages = Stream.concat(
                        files("docs", ".md"),
                        Stream.of("README.md", "CHANGELOG.md", "CONTRIBUTING.md", "SECURITY.md")
                                .map(Path::of))
                .map(file -> new Text(file, read(file)));
        return Stream.of(literals, help, pages).flatMap(text -> text);
    }

    private static Stream<Path> files(String folder, String ending) throws IOException {
        try (Stream<Path> all = Files.walk(Path.of(folder))) {
            return all.filter(file -> file.toString().endsWith(ending)).sorted().toList().stream();
        }
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The string literals of a source file, one per line, with concatenated literals joined. */
    private static String literals(String source) {
        StringBuilder literals = new StringBuilder();
        Matcher token = TOKEN.matcher(source);
        int end = 0;
        while (token.find()) {
            if (token.group().startsWith("\"")) {
                literals.append(source.substring(end, token.start()).strip().equals("+") ? "" : "\n")
                        .append(token.group().replaceAll("^\"+|\"+$", ""));
                end = token.end();
            }
        }
        return literals.toString();
    }

    @Test
    void no_message_and_no_document_has_a_banned_phrase() throws IOException {
        Pattern banned = Pattern.compile("(?i)\\b(" + String.join("|", BANNED).replace(" ", "\\s+") + ")\\b");

        assertThat(texts().flatMap(text ->
                        banned.matcher(text.text()).results().map(match -> text.file() + ": " + match.group())))
                .isEmpty();
    }
}
