package dev.ddbtool.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;

/** The committed example schemas, and other folders. */
public final class ExampleFiles {

    static final Path COMMITTED = Path.of("schemas");

    private ExampleFiles() {}

    /** Copies all or only these schemas to a new folder. */
    public static void copyTo(Path folder, String... tables) {
        try (Stream<Path> files = Files.list(COMMITTED)) {
            Files.createDirectories(folder);
            for (Path file : files.toList()) {
                String name = String.valueOf(file.getFileName());
                if (tables.length == 0 || List.of(tables).contains(name.replace(".json", ""))) {
                    Files.copy(file, folder.resolve(name));
                }
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A schema file of a table with the key {@code id} and these members, which start with a comma. */
    static void write(Path folder, String table, String tableMembers, String topMembers) {
        text(folder.resolve(table + ".json"), """
                {"Table": {"TableName": "%s", "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}],
                  "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}]%s}%s}
                """.formatted(table, tableMembers, topMembers));
    }

    /** Replaces a file by a folder, so that it cannot be written. */
    static void makeFolder(Path file) {
        try {
            Files.delete(file);
            Files.createDirectory(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static void text(Path file, String text) {
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.write(file, text.getBytes(StandardCharsets.UTF_8)); // with '?' for half a character
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Deletes every file of a folder. */
    static void clear(Path folder) {
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                Files.delete(file);
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static void delete(Path file) {
        try {
            Files.delete(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Edits a file by hand. */
    static void replaceIn(Path file, UnaryOperator<String> edit) {
        text(file, edit.apply(text(file)));
    }

    public static String text(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The content of a folder: texts by file name. */
    public static Map<String, String> contents(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            files.forEach(file -> contents.put(String.valueOf(file.getFileName()), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }
}
