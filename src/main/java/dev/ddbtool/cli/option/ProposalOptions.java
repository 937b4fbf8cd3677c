package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.project.Flags;
import dev.ddbtool.project.Settings;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options that override the proposal of {@code init}. */
@OptionHeading("Tables")
public final class ProposalOptions {

    @Option(
            names = "--prefix",
            paramLabel = "PREFIX",
            description = "Prefix of every table name. [env: DDBTOOL_PREFIX] [default: found in live table names]")
    @Nullable
    String prefix;

    @Option(
            names = "--environments",
            paramLabel = "LIST",
            description = "Environments, separated by commas. [env: DDBTOOL_ENVIRONMENTS] [default: found in live"
                    + " table names]")
    @Nullable
    String environments;

    /**
     * The settings without a project file, or with one that exists.
     *
     * @throws dev.ddbtool.naming.NamingException if a name is invalid
     * @throws dev.ddbtool.project.ProjectException if a project file exists and is invalid
     */
    public Settings settings(App app, ConnectionOptions connection) {
        return Settings.load(
                app.workingDirectory(),
                new Flags(
                        null,
                        null,
                        prefix,
                        environments,
                        null,
                        connection.region,
                        connection.profile,
                        connection.endpoint),
                app.variables());
    }
}
