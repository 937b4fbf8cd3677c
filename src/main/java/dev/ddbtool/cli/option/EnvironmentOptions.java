package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Variables;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.schema.file.SchemaFiles;
import dev.ddbtool.schema.file.SchemaIoException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;

/** Which tables are meant. */
public final class EnvironmentOptions {

    public static final String DEFAULT_PREFIX = "construction-expenses";
    public static final String DEFAULT_ENVIRONMENTS = "staging,dev";
    public static final String DEFAULT_SCHEMAS = "schemas";

    @Nullable
    public String environment;

    @Nullable
    String prefix;

    @Nullable
    String environments;

    @Nullable
    String schemas;

    public void addTo(CommandSpec command) {
        Section section = new Section(command, Section.Heading.TABLES);
        section.text(
                "-e,--environment",
                "NAME",
                "The environment. [env: ENVIRONMENT] [default: production]",
                value -> environment = value);
        section.text(
                "--prefix",
                "PREFIX",
                "What every table name begins with. [env: TABLE_PREFIX] [default: " + DEFAULT_PREFIX + "]",
                value -> prefix = value);
        section.text(
                "--environments",
                "LIST",
                "The environments besides production. [env: ENVIRONMENTS] [default: " + DEFAULT_ENVIRONMENTS + "]",
                value -> environments = value);
        section.text(
                "--schemas",
                "FOLDER",
                "The folder of the schema files. [env: SCHEMA_DIR] [default: " + DEFAULT_SCHEMAS + "]",
                value -> schemas = value);
    }

    /** @throws dev.ddbtool.naming.NamingException if a name cannot be, or an environment is not known */
    public Place resolve(Variables variables) {
        Environments known = Environments.parse(variables.resolve(environments, "ENVIRONMENTS", DEFAULT_ENVIRONMENTS));
        Environment chosen = known.named(variables.resolve(environment, "ENVIRONMENT", Environment.PRODUCTION.name()));
        TableNames names = new TableNames(variables.resolve(prefix, "TABLE_PREFIX", DEFAULT_PREFIX), known);
        if (schemas != null && schemas.isBlank()) {
            throw CommandException.usage("--schemas '' names no folder", "write it as --schemas " + DEFAULT_SCHEMAS);
        }
        boolean schemasGiven = schemas != null || variables.get("SCHEMA_DIR").isPresent();
        return new Place(
                chosen, names, Path.of(variables.resolve(schemas, "SCHEMA_DIR", DEFAULT_SCHEMAS)), schemasGiven);
    }

    /**
     * An environment of the account, and the folder that describes its tables.
     *
     * @param schemasGiven whether somebody named the folder, rather than it being the default
     */
    public record Place(Environment environment, TableNames names, Path schemas, boolean schemasGiven) {

        /** What a physical name is called here: its logical name where it belongs to this environment. */
        public String label(String physical) {
            return names.resolve(physical)
                    .filter(name -> name.environment().equals(environment))
                    .map(TableNames.TableName::table)
                    .orElse(physical);
        }

        /**
         * Checks names that were typed.
         *
         * @throws dev.ddbtool.naming.NamingException if one cannot be a table's
         */
        public void check(Collection<String> tables) {
            tables.forEach(table -> names.physical(environment, table));
        }

        /** The table of the schema folder whose name is nearest to one that was typed, unless it has that very name too. */
        public Optional<String> nearest(String table) {
            try {
                Set<String> known = new TreeSet<>(new SchemaFiles(schemas, names).tables());
                return known.contains(table) ? Optional.empty() : Nearest.to(table, known);
            } catch (SchemaIoException e) { // that the folder cannot be read is not what the command is about
                return Optional.empty();
            }
        }

        /** The same place, or the environment that a physical name belongs to. */
        public Place of(String physical) {
            return names.resolve(physical)
                    .map(name -> new Place(name.environment(), names, schemas, schemasGiven))
                    .orElse(this);
        }

        /** Whether changes to an existing table need a person's word: production, and what belongs to no environment. */
        public boolean isProtected(String physical) {
            return names.resolve(physical)
                    .map(name -> name.environment().isProduction())
                    .orElse(true);
        }
    }
}
