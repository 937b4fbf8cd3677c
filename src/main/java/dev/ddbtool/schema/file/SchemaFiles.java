package dev.ddbtool.schema.file;

import dev.ddbtool.naming.Nearest;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.IoErrorText;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.PortableForm;
import dev.ddbtool.schema.TableSchema;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** A folder of schema files, one for each table. */
public final class SchemaFiles {

    public static final String SUMMARY = "table-summary.txt";
    public static final String OVERVIEW = "README.md";

    /** The characters that DynamoDB allows, without a dot at the start, so that no name leads out of the folder. */
    private static final Pattern FILE_NAME = Pattern.compile("[a-zA-Z0-9_-][a-zA-Z0-9_.-]*");

    private static final int MOST_TABLES_LISTED = 20;

    private final Path folder;
    private final TableNames names;

    public SchemaFiles(Path folder, TableNames names) {
        this.folder = folder;
        this.names = names;
    }

    /** Whether a file was written. */
    public enum Written {
        WRITTEN,
        UNCHANGED
    }

    /** The folder as given. */
    public Path folder() {
        return folder;
    }

    /**
     * The file of a table, which may not exist yet.
     *
     * @throws SchemaIoException if the name cannot be a file name
     */
    public Path path(String table) {
        if (!FILE_NAME.matcher(table).matches()) {
            throw new SchemaIoException(
                    folder,
                    "table name %s cannot be a file name: use letters, digits, '_', '.' and '-', and do not begin with '.'"
                            .formatted(Quoted.of(table)),
                    "omit it: name the tables to export");
        }
        return folder.resolve(table + SchemaFolderListing.EXTENSION);
    }

    /**
     * Reads every schema file of the folder, sorted by name.
     *
     * @throws InvalidSchemaException with all problems of all files, or if there are no files
     */
    public List<SchemaFile> readAll() {
        return readPaths(List.of(folder));
    }

    /**
     * Reads the files of these logical names, in the given order.
     *
     * @throws InvalidSchemaException with all problems of the files, and every table without a file
     */
    public List<SchemaFile> read(Collection<String> tables) {
        Map<String, Path> known = new LinkedHashMap<>();
        ValidatingReader reading = new ValidatingReader(names);
        for (Path file : schemasIn(folder, reading)) {
            known.put(SchemaFolderListing.tableOf(file), file);
        }
        if (!known.isEmpty()) {
            for (String table : new LinkedHashSet<>(tables)) {
                Path file = known.get(table);
                if (file == null) {
                    reading.problem(folder, unknown(table, known.keySet()));
                } else {
                    reading.readAll(List.of(file));
                }
            }
        }
        return reading.result();
    }

    /**
     * Reads these files and folders, each file once.
     *
     * @throws InvalidSchemaException with all problems of all files, and every folder without files
     */
    public List<SchemaFile> readPaths(List<Path> filesOrFolders) {
        ValidatingReader reading = new ValidatingReader(names);
        Map<Path, Path> files = new LinkedHashMap<>();
        for (Path path : filesOrFolders) {
            boolean folderMeant = path.equals(folder) || Files.isDirectory(path);
            for (Path file : folderMeant ? schemasIn(path, reading) : List.of(path)) {
                files.putIfAbsent(file.toAbsolutePath().normalize(), file);
            }
        }
        reading.readAll(files.values());
        return reading.result();
    }

    /**
     * The tables that have a file, without reading the files; empty if there is no folder.
     *
     * @throws SchemaIoException if the folder cannot be read
     */
    public SortedSet<String> tables() {
        SortedSet<String> tables = new TreeSet<>();
        try {
            SchemaFolderListing.of(folder).forEach(file -> tables.add(SchemaFolderListing.tableOf(file)));
        } catch (NoSuchFileException e) {
            return tables;
        } catch (IOException e) {
            throw new SchemaIoException(folder, e);
        }
        return tables;
    }

    /** The content of a table's file; empty if the file is missing or invalid. */
    public Optional<TableSchema> readIfValid(String table) {
        try {
            return read(List.of(table)).stream().findFirst().map(SchemaFile::schema);
        } catch (InvalidSchemaException e) {
            return Optional.empty();
        }
    }

    /** The problems that {@code validate} would report for the file of this table. */
    public List<FileProblem> problems(TableSchema schema) {
        String file = path(schema.name()).toString();
        return ValidatingReader.problems(PortableForm.of(schema), Set.of(), names).stream()
                .map(problem -> new FileProblem(file, null, problem.pointer(), problem.message()))
                .toList();
    }

    /**
     * Writes the file of a table under its logical name, if something other than statistics changes.
     *
     * @throws SchemaIoException if the file cannot be written; the old file is then unchanged
     */
    public Written write(TableSchema schema) {
        Path path = path(schema.name());
        byte[] bytes = SchemaWriter.bytes(schema);
        if (isUnchanged(path, schema, bytes)) {
            return Written.UNCHANGED;
        }
        AtomicFile.write(path, bytes);
        return Written.WRITTEN;
    }

    /**
     * Changes the file of a table. It is read again, because another run may have changed it.
     *
     * @throws InvalidSchemaException if the file is invalid
     * @throws SchemaIoException if the file cannot be written; the old file is then unchanged
     */
    public Written update(String table, UnaryOperator<TableSchema> change) {
        Path path = path(table);
        boolean written = AtomicFile.rewrite(path, before -> {
            TableSchema schema = SchemaReader.read(path.toString(), before).withName(table);
            TableSchema changed = change.apply(schema);
            return changed.equals(schema) ? before : SchemaWriter.bytes(changed);
        });
        return written ? Written.WRITTEN : Written.UNCHANGED;
    }

    /**
     * Writes the summary and the overview of these tables, each only if it changes.
     *
     * @throws SchemaIoException if a file cannot be written
     */
    public void writeSummaries(Collection<SummaryRow> tables) {
        byte[] summary = TableSummary.ofRows(tables).getBytes(StandardCharsets.UTF_8);
        AtomicFile.rewrite(folder.resolve(SUMMARY), before -> summary);
        AtomicFile.rewrite(folder.resolve(OVERVIEW), before -> Overview.into(before, tables));
    }

    /**
     * Removes the temporary files of killed runs, but not those of running processes.
     *
     * @return the files that were removed
     * @throws SchemaIoException if the folder cannot be read
     */
    public List<Path> removeLeftovers() {
        return Files.isDirectory(folder) ? AtomicFile.removeLeftovers(folder) : List.of();
    }

    private static List<Path> schemasIn(Path folder, ValidatingReader reading) {
        try {
            List<Path> files = SchemaFolderListing.of(folder);
            if (files.isEmpty()) {
                reading.problem(
                        folder, "the folder contains no schema files (*.json): run 'ddbtool export' to write them");
            }
            return files;
        } catch (NoSuchFileException e) {
            reading.problem(
                    folder, "missing schema folder: name it with --schemas, or run 'ddbtool export' to create it");
        } catch (IOException e) {
            reading.problem(folder, "cannot be read: " + IoErrorText.of(e) + ": name the schema folder with --schemas");
        }
        return List.of();
    }

    private String unknown(String table, Collection<String> known) {
        String start = "missing schema file for table " + Quoted.of(table);
        Optional<String> nearest = names.resolve(table)
                .map(name -> name.table())
                .filter(known::contains)
                .or(() -> Nearest.to(table, known));
        String list = known.size() <= MOST_TABLES_LISTED ? "known tables: " + String.join(", ", known) : "";
        if (nearest.isPresent()) {
            return start + ": did you mean '" + nearest.get() + "'?" + (list.isEmpty() ? "" : " (" + list + ")");
        }
        return start + ": " + (list.isEmpty() ? "see 'ls " + folder + "'" : list);
    }

    /** Whether nothing but statistics would change. Usually the bytes are equal, and the file is not parsed. */
    private static boolean isUnchanged(Path path, TableSchema schema, byte[] bytes) {
        try {
            byte[] existing = FileContent.of(path);
            return Arrays.equals(existing, bytes)
                    || withoutStatistics(SchemaReader.read(path.toString(), existing))
                            .equals(withoutStatistics(schema));
        } catch (FileContent.UnreadableException | InvalidSchemaException e) {
            return false;
        }
    }

    private static String withoutStatistics(TableSchema schema) {
        return SchemaWriter.text(schema.withoutStatistics());
    }
}
