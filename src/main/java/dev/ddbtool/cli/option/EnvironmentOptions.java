package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.project.Flags;
import dev.ddbtool.project.Settings;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that select tables. */
@OptionHeading("Tables")
public final class EnvironmentOptions {

    @Option(
            names = "--config",
            paramLabel = "FILE",
            description = "Project file. [env: DDBTOOL_CONFIG] [default: the nearest ddbtool.toml]")
    @Nullable
    String config;

    @Option(
            names = {"-e", "--environment"},
            paramLabel = "NAME",
            description = "Environment of the tables. [env: DDBTOOL_ENVIRONMENT] [default: the project's default,"
                    + " else production]")
    @Nullable
    String environment;

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "Prefix of every table name. [env: DDBTOOL_PREFIX] [default: the project's prefix]")
    @Nullable
    String prefix;

    @Option(
            names = "--environments",
            paramLabel = "LIST",
            description = "Environments other than the default, separated by commas. [env: DDBTOOL_ENVIRONMENTS]"
                    + " [default: the project's, else staging,dev]")
    @Nullable
    String environments;

    @Option(
            names = "--schemas",
            paramLabel = "FOLDER",
            description = "Schema folder. [env: DDBTOOL_SCHEMAS] [default: the project's, else schemas]")
    @Nullable
    String schemas;

    /** The environment given by the option, without variable and default. */
    public Optional<String> given() {
        return Optional.ofNullable(environment);
    }

    /**
     * Resolves options, variables and the project file.
     *
     * @throws dev.ddbtool.naming.NamingException if the prefix is missing, a name is invalid, or an environment is
     *     unknown
     * @throws dev.ddbtool.project.ProjectException if the project file cannot be used
     */
    public TargetEnvironment resolve(App app, ConnectionOptions connection) {
        Settings settings = settings(app, connection);
        return TargetEnvironment.of(settings, settings.environment().value(), true);
    }

    /** Resolves as {@link #resolve}, but the prefix may be missing. */
    public TargetEnvironment resolveAny(App app, ConnectionOptions connection) {
        Settings settings = settings(app, connection);
        return TargetEnvironment.of(settings, settings.environment().value(), false);
    }

    /**
     * Resolves for commands without a connection: variables do not choose the environment.
     *
     * @param prefixRequired whether a missing prefix is an error
     */
    public TargetEnvironment resolveOffline(App app, boolean prefixRequired) {
        Settings settings = settings(app, new ConnectionOptions());
        return TargetEnvironment.of(settings, settings.environmentOfFiles(), prefixRequired);
    }

    /** The settings of all environments. */
    public Settings settings(App app, ConnectionOptions connection) {
        requireText("--schemas", schemas, "FOLDER");
        requireText("--config", config, "FILE");
        return Settings.load(
                app.workingDirectory(),
                new Flags(
                        config,
                        environment,
                        prefix,
                        environments,
                        schemas,
                        connection.region,
                        connection.profile,
                        connection.endpoint),
                app.variables());
    }

    /** Refuses an option with a blank value, such as that of an empty variable. */
    public static void requireText(String option, @Nullable String value, String label) {
        if (value != null && value.isBlank()) {
            throw CommandException.usage("missing value for " + option, "use " + option + "=" + label);
        }
    }
}
