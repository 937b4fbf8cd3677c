package dev.ddbtool.cli.run;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.project.EnvironmentSettings;
import dev.ddbtool.project.Settings;
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
 * The environment of a run.
 *
 * @param names the names of its tables and of those beside them
 * @param settings where it is
 * @param all the settings of all environments
 * @param source the environment whose tables are copied into this one; empty if none are
 */
public record TargetEnvironment(
        Environment environment,
        TableNames names,
        EnvironmentSettings settings,
        Settings all,
        Optional<TargetEnvironment> source) {

    private static final String CHECK = "check --environment, --prefix and --region";

    /**
     * Selects an environment.
     *
     * @param prefixRequired whether a missing prefix is an error
     * @throws dev.ddbtool.naming.NamingException if names cannot be resolved
     */
    public static TargetEnvironment of(Settings all, Environment environment, boolean prefixRequired) {
        return new TargetEnvironment(
                environment, all.names(environment, prefixRequired), all.of(environment), all, Optional.empty());
    }

    /**
     * Another environment of the project.
     *
     * @throws dev.ddbtool.naming.NamingException if it is unknown
     */
    public TargetEnvironment other(String name) {
        return of(all, all.named(name), true);
    }

    /**
     * Another environment, which may be undeclared, for copies of this one's tables.
     *
     * @throws dev.ddbtool.naming.NamingException if its name is invalid
     */
    public TargetEnvironment beside(String name) {
        Settings including = all.including(name);
        TargetEnvironment target = of(including, including.named(name), true);
        return new TargetEnvironment(target.environment, target.names, target.settings, including, Optional.of(this));
    }

    /** Whether the environment is undeclared, and exists only for this run. */
    public boolean isAdded() {
        return all.added().filter(environment.name()::equals).isPresent();
    }

    /** The schema folder. */
    public Path schemas() {
        return settings.schemas().value();
    }

    public SchemaFiles files() {
        return new SchemaFiles(schemas(), names);
    }

    /**
     * Reads the schema files of these tables, or all schema files.
     *
     * @throws dev.ddbtool.schema.file.InvalidSchemaException if a file is invalid
     * @throws SchemaIoException if a file cannot be read
     */
    public List<TableSchema> readSchemas(List<String> tables) {
        return readFiles(tables).stream().map(SchemaFile::schema).toList();
    }

    /** Reads as {@link #readSchemas}, with the positions of members. */
    public List<SchemaFile> readFiles(List<String> tables) {
        return tables.isEmpty() ? files().readAll() : files().read(tables);
    }

    /** The physical name of a table in this environment. */
    public String physical(String table) {
        return names.physical(environment, table);
    }

    /** The form of the physical names, for messages. */
    public String form() {
        return names.shownForm(environment);
    }

    /** The logical name of a table of this environment or of one beside it, else the physical name. */
    public String logical(String physical) {
        return names.resolve(physical).map(TableNames.TableName::table).orElse(physical);
    }

    /** Whether a live table belongs to this environment. */
    public boolean owns(String physical) {
        return names.resolve(physical)
                .filter(name -> name.environment().equals(environment))
                .isPresent();
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
        return names.resolve(physical)
                .map(name -> of(all, name.environment(), false))
                .orElse(this);
    }

    /** What the environment overrides in the schema files. */
    public Policy policy() {
        return settings.policy();
    }

    /** Whether commands use this environment if none is given. */
    public boolean isDefault() {
        return names.environments().isDefault(environment);
    }

    /** Whether changes to a table require confirmation. A table of no known environment is protected. */
    boolean isProtected(String physical) {
        return names.resolve(physical)
                .map(name -> all.of(name.environment()).guarded().value())
                .orElse(true);
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

    /**
     * The failure of a table that has a schema file but is not live. Its items may have been lost.
     *
     * @param restore the command that restores missing tables
     */
    Failure lost(String physical, String where, String restore) {
        return notLive(
                physical,
                where,
                "an empty table blocks the restore, so first restore tables that held data: " + restore);
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
