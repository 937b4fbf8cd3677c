package dev.ddbtool.report;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.file.SchemaFile;
import java.io.File;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * Finds the file and the line that a result is about.
 *
 * @param workingDirectory the folder to which paths are relative
 * @param projectFile the project file; null if there is none
 * @param schemas the schema files that were compared, by logical name
 */
public record Locations(Path workingDirectory, @Nullable Path projectFile, Map<String, SchemaFile> schemas) {

    /** Members of the file itself; all others are members of its table. */
    private static final List<Setting> BESIDE_TABLE =
            List.of(Setting.TIME_TO_LIVE, Setting.POINT_IN_TIME_RECOVERY, Setting.TAG);

    /** The members that name an element of a list. */
    private static final List<String> NAMES = List.of("IndexName", "AttributeName", "Key");

    private static final String TABLE = "/Table";

    public Locations {
        schemas = Map.copyOf(schemas);
    }

    /**
     * A place in a file.
     *
     * @param file the path with {@code /}; null if no file is concerned
     * @param line the line, from 1; null for the whole file
     */
    record Location(@Nullable String file, @Nullable Integer line) {}

    /** The line of the setting in the schema file, else that of its table. A table without a file is in the project file. */
    Location of(TableResult table, Difference difference) {
        SchemaFile file = schemas.get(table.table());
        return file == null ? project() : new Location(relative(file.path()), file.line(pointer(file, difference)));
    }

    /** The line of the table in its schema file. */
    Location of(TableResult table) {
        SchemaFile file = schemas.get(table.table());
        return file == null ? project() : new Location(relative(file.path()), file.line(TABLE));
    }

    /** The line of a problem. A file that is missing or unreadable has none. */
    Location of(FileProblem problem) {
        return problem.line() == null ? project() : new Location(relative(Path.of(problem.file())), problem.line());
    }

    private Location project() {
        return new Location(projectFile == null ? null : relative(projectFile), null);
    }

    private String relative(Path file) {
        Path folder = workingDirectory.toAbsolutePath().normalize();
        Path whole = file.toAbsolutePath().normalize();
        boolean related = Objects.equals(folder.getRoot(), whole.getRoot()); // not on another drive
        return (related ? folder.relativize(whole) : whole).toString().replace(File.separatorChar, '/');
    }

    /** A pointer to the setting, or to the table if the file lacks the setting. */
    private static String pointer(SchemaFile file, Difference difference) {
        String member = (BESIDE_TABLE.contains(difference.setting()) ? "/" : TABLE + "/")
                + difference.setting().member();
        JsonNode value = file.tree().root().at(member);
        if (value.isMissingNode()) {
            return TABLE;
        }
        return IntStream.range(0, value.isArray() ? value.size() : 0)
                .filter(i -> isNamed(value.get(i), difference.item()))
                .mapToObj(i -> member + "/" + i)
                .findFirst()
                .orElse(member);
    }

    private static boolean isNamed(JsonNode element, @Nullable String name) {
        return name != null
                && NAMES.stream()
                        .anyMatch(member -> name.equals(element.path(member).textValue()));
    }
}
