package dev.ddbtool.schema.file;

import dev.ddbtool.naming.TableNames;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.rule.Rules;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/** Reads files and checks their structure, rules and names. Reports the problems of all files together. */
final class ValidatingReader {

    private final TableNames names;
    private final List<FileProblem> problems = new ArrayList<>();
    private final List<SchemaFile> files = new ArrayList<>();

    ValidatingReader(TableNames names) {
        this.names = names;
    }

    void readAll(Collection<Path> paths) {
        paths.forEach(this::read);
    }

    void problem(Path path, String message) {
        problems.add(new FileProblem(path.toString(), null, null, message));
    }

    /**
     * The files, if there are no problems.
     *
     * @throws InvalidSchemaException with all problems otherwise
     */
    List<SchemaFile> result() {
        refuseDuplicateTables();
        if (!problems.isEmpty()) {
            throw new InvalidSchemaException(problems);
        }
        return List.copyOf(files);
    }

    private void read(Path path) {
        String file = path.toString();
        try {
            LocatedTree tree = LocatedTree.parse(FileContent.of(path));
            SchemaReader.Reading reading = SchemaReader.read(tree);
            reading.problems().forEach(each -> problems.add(each.in(file)));
            TableSchema schema = reading.schema();
            if (schema != null) {
                check(new SchemaFile(path, logical(schema, names), tree), reading.incomplete());
            }
        } catch (SyntaxException e) {
            problems.add(new FileProblem(file, e.line(), null, e.plainMessage()));
        } catch (FileContent.UnreadableException e) {
            problem(path, String.valueOf(e.getMessage()));
        }
    }

    /** Replaces the physical name, which responses of AWS contain, by the logical one. */
    static TableSchema logical(TableSchema schema, TableNames names) {
        return names.resolve(schema.name())
                .map(name -> schema.withName(name.table()))
                .orElse(schema);
    }

    private void check(SchemaFile file, Set<String> incomplete) {
        List<Violation> found = new ArrayList<>(problems(file.schema(), incomplete, names));
        boolean named = !incomplete.contains(SchemaReader.TABLE_NAME);
        if (named && !isAboutTheName(found)) {
            fileNameProblem(file).ifPresent(found::add);
        }
        found.forEach(problem -> problems.add(file.locate(problem)));
        if (named) {
            files.add(file);
        }
    }

    /**
     * All violations of a table except those of its file name, in the order of the file.
     *
     * @param incomplete pointers to the members that are incomplete in the schema
     */
    static List<Violation> problems(TableSchema schema, Set<String> incomplete, TableNames names) {
        List<Violation> found = new ArrayList<>(Rules.check(schema, incomplete));
        found.sort(Comparator.comparing(Violation::pointer, KnownMembers.order()));
        if (!incomplete.contains(SchemaReader.TABLE_NAME) && !isAboutTheName(found)) {
            names.problem(schema.name())
                    .ifPresent(reason -> found.add(new Violation(
                            SchemaReader.TABLE_NAME, reason + ": change TableName, and name the file after it")));
        }
        return found;
    }

    private static boolean isAboutTheName(List<Violation> problems) {
        return problems.stream().anyMatch(problem -> problem.pointer().equals(SchemaReader.TABLE_NAME));
    }

    private static Optional<Violation> fileNameProblem(SchemaFile file) {
        String table = file.schema().name();
        if (SchemaFolderListing.tableOf(file.path()).equals(table)) {
            return Optional.empty();
        }
        return Optional.of(new Violation(
                SchemaReader.TABLE_NAME,
                "the file is named %s, but its table is %s: rename the file to %s, or change TableName"
                        .formatted(
                                Quoted.of(String.valueOf(file.path().getFileName())),
                                Quoted.of(table),
                                Quoted.of(table + SchemaFolderListing.EXTENSION))));
    }

    /** Checks each folder separately, because two folders may describe the same table. */
    private void refuseDuplicateTables() {
        record Home(String folder, String table) {}
        Map<Home, SchemaFile> seen = new HashMap<>();
        for (SchemaFile file : files) {
            Home home = new Home(
                    Objects.toString(file.path().toAbsolutePath().getParent()),
                    file.schema().name());
            SchemaFile first = seen.putIfAbsent(home, file);
            if (first != null) {
                problems.add(file.locate(new Violation(
                        SchemaReader.TABLE_NAME,
                        "duplicate table %s, also in '%s': remove one of the files"
                                .formatted(Quoted.of(home.table()), first.path().getFileName()))));
            }
        }
    }
}
