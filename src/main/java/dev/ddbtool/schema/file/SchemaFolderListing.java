package dev.ddbtool.schema.file;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Lists the schema files of a folder. */
final class SchemaFolderListing {

    static final String EXTENSION = ".json";

    private SchemaFolderListing() {}

    /** The schema files of a folder, sorted by table. Ignores hidden files, such as the temporary ones. */
    static List<Path> of(Path folder) throws IOException {
        Map<String, List<Path>> schemas = new TreeMap<>(); // names that are not valid text may look the same
        everyFileOf(folder).stream()
                .filter(SchemaFolderListing::isSchema)
                .forEach(file -> schemas.computeIfAbsent(tableOf(file), table -> new ArrayList<>(1))
                        .add(file));
        return schemas.values().stream().flatMap(List::stream).toList();
    }

    static List<Path> everyFileOf(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.toList();
        } catch (UncheckedIOException e) {
            throw e.getCause();
        }
    }

    /** The table that a file describes according to its name. */
    static String tableOf(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(EXTENSION) ? name.substring(0, name.length() - EXTENSION.length()) : name;
    }

    private static boolean isSchema(Path file) {
        String name = String.valueOf(file.getFileName());
        return name.endsWith(EXTENSION) && !name.startsWith(".");
    }
}
