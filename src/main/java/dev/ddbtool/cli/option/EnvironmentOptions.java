package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.cli.run.Variables;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.TableNames;
import java.nio.file.Path;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select tables. */
@OptionHeading("Tables")
public final class EnvironmentOptions {

    public static final String DEFAULT_PREFIX = "construction-expenses";
    public static final String DEFAULT_ENVIRONMENTS = "staging,dev";
    public static final String DEFAULT_SCHEMAS = "schemas";

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Environment of the tables. [env: ENVIRONMENT] [default: production]")
    @Nullable
    String environment;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "Prefix of every table name. [env: TABLE_PREFIX] [default: " + DEFAULT_PREFIX + "]")
    @Nullable
    String prefix;

    @Option(
            names = "--environments",
            paramLabel = "LIST",
            description = "Environments other than production, separated by commas. [env: ENVIRONMENTS] [default: "
                    + DEFAULT_ENVIRONMENTS + "]")
    @Nullable
    String environments;

    @Option(
            names = "--schemas",
            paramLabel = "FOLDER",
            description = "Schema folder. [env: SCHEMA_DIR] [default: " + DEFAULT_SCHEMAS + "]")
    @Nullable
    String schemas;

    /** The environment given by the option, without variable and default. */
    public Optional<String> given() {
        return Optional.ofNullable(environment);
    }

    /**
     * Resolves options and variables.
     *
     * @throws dev.ddbtool.naming.NamingException if a name is invalid, or an environment is unknown
     */
    public TargetEnvironment resolve(Variables variables) {
        Environments known = Environments.parse(variables.resolve(environments, "ENVIRONMENTS", DEFAULT_ENVIRONMENTS));
        Environment chosen = known.named(variables.resolve(environment, "ENVIRONMENT", Environment.PRODUCTION.name()));
        TableNames names = new TableNames(variables.resolve(prefix, "TABLE_PREFIX", DEFAULT_PREFIX), known);
        if (schemas != null && schemas.isBlank()) {
            throw CommandException.usage("missing value for --schemas", "use --schemas=FOLDER");
        }
        boolean schemasGiven = schemas != null || variables.get("SCHEMA_DIR").isPresent();
        return new TargetEnvironment(
                chosen, names, Path.of(variables.resolve(schemas, "SCHEMA_DIR", DEFAULT_SCHEMAS)), schemasGiven);
    }
}
