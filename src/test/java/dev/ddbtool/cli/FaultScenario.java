package dev.ddbtool.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeHttpServer;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.slf4j.LoggerFactory;

/** An account with a fault, and the output of a command that meets it. Two example tables are live in production. */
final class FaultScenario implements AutoCloseable {

    private static final String[] TABLES = {"companies", "pending-payments"};
    private static final String CALLS = "dev.ddbtool.aws.call.RetriedCall";

    final CliRunner cli = CliRunner.withFake();
    private final Path folder;
    private final List<String> properties = new ArrayList<>();
    private final Set<Kind> kinds = EnumSet.noneOf(Kind.class);
    private final Logger log = (Logger) LoggerFactory.getLogger(CALLS);
    private final @Nullable Level levelBefore = log.getLevel();
    private final AppenderBase<ILoggingEvent> listener = new AppenderBase<>() {
        @Override
        protected void append(ILoggingEvent event) {
            for (Object argument : event.getArgumentArray()) {
                if (argument instanceof Kind kind) {
                    kinds.add(kind);
                }
            }
        }
    };
    private @Nullable FakeHttpServer server;

    /** @param folder an empty folder for schemas and profiles */
    FaultScenario(Path folder) {
        this.folder = folder;
        ExampleTables.production(cli.fake(), TABLES);
        ExampleFiles.copyTo(folder.resolve("schemas"), TABLES);
        cli.variable("SCHEMA_DIR", folder.resolve("schemas").toString());
        property("aws.configFile", folder.resolve("config").toString());
        property("aws.sharedCredentialsFile", folder.resolve("credentials").toString());
        property("aws.disableEc2Metadata", "true");
        listener.start();
        log.setLevel(Level.DEBUG);
        log.setAdditive(false);
        log.addAppender(listener);
    }

    void property(String name, String value) {
        properties.add(name);
        System.setProperty(name, value);
    }

    /** A schema file with the key {@code id}. More members start with a comma. */
    void schema(String table, String tableMembers, String topMembers) {
        ExampleFiles.write(folder.resolve("schemas"), table, tableMembers, topMembers);
    }

    /** Replaces a schema file by a folder, so that it cannot be written. */
    void folderInsteadOf(String file) {
        ExampleFiles.makeFolder(folder.resolve("schemas").resolve(file));
    }

    /** Uses only the credentials of these profiles. */
    void profiles(String text) {
        ExampleFiles.text(folder.resolve("config"), text);
        cli.signedIn(null);
    }

    /** Assumes roles at the fake. */
    void roles() {
        server = FakeHttpServer.start(cli.fake());
        property("aws.endpointUrlSts", server.endpoint().toString());
    }

    /** The kinds of failures so far. */
    Set<Kind> kinds() {
        return kinds;
    }

    /**
     * The output.
     *
     * @param message the lines that start with {@code ddbtool:}, or the lines below a table if nothing failed
     * @param hint the lines that start with {@code hint:}
     * @param took the duration, rounded
     */
    record Seen(String message, String hint, int exitCode, String took) {}

    Seen run(String commandLine) {
        Instant start = cli.time().instant();
        CliRunner.Result ended = cli.run(Transcript.words(commandLine).toArray(String[]::new));
        String err = ended.err().replace("[y/N] ", "[y/N]\n"); // the typed line end is not in the output
        String told = lines(err, "ddbtool: ");
        String listed = commandLine.startsWith("validate") ? problems(ended.out()) : "";
        String message = told.isEmpty() ? lines(ended.out(), "    ") : listed.isEmpty() ? told : listed + "; " + told;
        Duration took = Duration.between(start, cli.time().instant());
        return new Seen(message, lines(err, "hint: "), ended.exitCode(), rounded(took));
    }

    private String lines(String text, String prefix) {
        return text.lines()
                .filter(line -> line.startsWith(prefix))
                .map(line -> line.substring(prefix.length()).replace(folder + "/", ""))
                .collect(Collectors.joining("; "));
    }

    private String problems(String text) {
        return text.lines().map(line -> line.replace(folder + "/", "")).collect(Collectors.joining("; "));
    }

    private static String rounded(Duration took) {
        if (took.toMillis() < 1000) {
            return "at once";
        }
        long seconds = Math.round(took.toMillis() / 1000.0);
        return seconds < 100 ? seconds + " s" : Math.round(seconds / 60.0) + " min";
    }

    @Override
    public void close() {
        properties.forEach(System::clearProperty);
        log.detachAppender(listener);
        log.setLevel(levelBefore);
        log.setAdditive(true);
        if (server != null) {
            server.close();
        }
    }
}
