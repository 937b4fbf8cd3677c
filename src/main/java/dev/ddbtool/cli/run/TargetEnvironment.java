package dev.ddbtool.cli.run;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import dev.ddbtool.schema.file.SchemaIoException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * The environment of a run, and its schema folder.
 *
 * @param schemasGiven whether the folder comes from an option or variable instead of the default
 */
public record TargetEnvironment(Environment environment, TableNames names, Path schemas, boolean schemasGiven) {

    /** The environments that are protected by their name. */
    private static final Set<String> PROTECTED = Set.of("production", "prod", "prd", "live");

    private static final String CHECK = "check --environment, --prefix and --region";

    public SchemaFiles files() {
        return new SchemaFiles(schemas, names);
    }

    /**
     * Reads the schema files of these tables, or all schema files.
     *
     * @throws dev.ddbtool.schema.file.InvalidSchemaException if a file is invalid
     * @throws SchemaIoException if a file cannot be read
     */
    public List<TableSchema> readSchemas(List<String> tables) {
        List<SchemaFile> read = tables.isEmpty() ? files().readAll() : files().read(tables);
        return read.stream().map(SchemaFile::schema).toList();
    }

    /** The physical name of a table in this environment. */
    public String physical(String table) {
        return names.physical(environment, table);
    }

    /** Schemas by the physical names of their tables, in the same order. */
    public Map<String, TableSchema> byPhysicalName(List<TableSchema> all) {
        Map<String, TableSchema> byName = new LinkedHashMap<>();
        all.forEach(schema -> byName.put(physical(schema.name()), schema));
        return byName;
    }

    /** The name of a table in the report: the logical name if it belongs to this environment, else the physical name. */
    public String label(String physical) {
        return names.resolve(physical)
                .filter(name -> name.environment().equals(environment))
                .map(TableNames.TableName::table)
                .orElse(physical);
    }

    /**
     * Checks logical names.
     *
     * @throws dev.ddbtool.naming.NamingException if a name is invalid
     */
    public void check(Collection<String> tables) {
        tables.forEach(this::physical);
    }

    /** The most similar table name in the schema folder, unless the folder has the name itself. */
    private Optional<String> nearest(String table) {
        try {
            Set<String> known = new TreeSet<>(files().tables());
            return known.contains(table) ? Optional.empty() : Nearest.to(table, known);
        } catch (SchemaIoException e) { // only a hint: the command does not require the folder
            return Optional.empty();
        }
    }

    /** The environment that a physical name belongs to, else this one. */
    public TargetEnvironment of(String physical) {
        return names.resolve(physical).map(name -> in(name.environment())).orElse(this);
    }

    /** Another environment with the same names and schema folder. */
    public TargetEnvironment in(Environment other) {
        return new TargetEnvironment(other, names, schemas, schemasGiven);
    }

    /** What the environment overrides in the schema files. */
    public Policy policy() {
        return isDefault() || isProtected(environment) ? Policy.AS_EXPORTED : Policy.STANDARD;
    }

    /** Whether commands use this environment if none is given. */
    public boolean isDefault() {
        return names.environments().isDefault(environment);
    }

    /** Whether changes to a table require confirmation. A table of no known environment is protected. */
    boolean isProtected(String physical) {
        return names.resolve(physical)
                .map(name -> isProtected(name.environment()))
                .orElse(true);
    }

    private static boolean isProtected(Environment environment) {
        return PROTECTED.contains(environment.name());
    }

    /**
     * The failure of a named table that is not live.
     *
     * @param where the Region or endpoint, in words
     */
    public Failure notLive(String physical, String where) {
        String hint = nearest(label(physical))
                .map(known -> "did you mean '" + known + "'? otherwise " + CHECK)
                .orElse(CHECK);
        return notLive(physical, where, hint);
    }

    /** The same failure, if the user may have confused the logical and the physical name. */
    public Failure namedNotLive(String physical, String where) {
        String table = label(physical);
        boolean hasFile = files().tables().contains(table);
        if (names.resolve(table).isPresent()) {
            return notLive(
                    physical, where, "--table requires the logical name: did you mean --table-name " + table + "?");
        } else if (table.equals(physical) && hasFile) {
            return notLive(
                    physical,
                    where,
                    "--table-name and TABLE_NAME require the physical name: did you mean '" + physical(physical)
                            + "'?");
        } else if (hasFile) {
            return notLive(
                    physical, where, CHECK + ", or create it: ddbtool create -e " + environment.name() + " " + table);
        }
        return notLive(physical, where);
    }

    private static Failure notLive(String physical, String where, String hint) {
        return new Failure("table '" + physical + "' is not live " + where, hint, "ResourceNotFoundException");
    }
}
