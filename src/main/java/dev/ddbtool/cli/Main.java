package dev.ddbtool.cli;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.ThreadedAgenda;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.Logging;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import java.io.FileDescriptor;
import java.io.FileOutputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.random.RandomGenerator;

/** The process: the real streams, variables and clock, and the only exit. */
public final class Main {

    private static final int DEFAULT_COLUMNS = 80;

    private Main() {}

    /** Runs one command and ends the process with its exit code. */
    public static void main(String[] arguments) {
        App app = new App(console(), new Variables(System.getenv()), Path.of(""), new RealOutside());
        System.exit(run(app, arguments));
    }

    /** Runs one command and returns its exit code. */
    static int run(App app, String... arguments) {
        int code;
        try {
            code = Ddbtool.run(app, arguments);
        } catch (RuntimeException | Error thrown) { // otherwise Java ends with 1, the code for differences
            code = Ddbtool.failed(app, arguments, thrown);
        }
        app.console().flush();
        return code == ExitCode.OK.code() && app.console().outFailed() ? Ddbtool.unwritten(app) : code;
    }

    static Console console() {
        Set<String> terminals =
                Set.copyOf(List.of(System.getProperty("ddbtool.terminal", "").split(",", -1)));
        int columns = Integer.getInteger("ddbtool.columns", DEFAULT_COLUMNS);
        OutputStream out = new StandardOutput(new FileOutputStream(FileDescriptor.out));
        return Console.of(out, System.err, System.in, terminals, columns > 0 ? columns : DEFAULT_COLUMNS);
    }

    static final class RealOutside implements App.Outside {

        @Override
        public void configureLogging(boolean debug) {
            Logging.configure(debug);
        }

        @Override
        public void handleSignals(App app) {
            new Signals(app, code -> Runtime.getRuntime().halt(code)).handle();
        }

        @Override
        public Connection connect(ConnectionSettings settings) {
            return Connection.open(settings);
        }

        @Override
        public Agenda agenda() {
            return new ThreadedAgenda();
        }

        @Override
        public RandomGenerator random() {
            return new SplittableRandom();
        }

        @Override
        public ZoneId zone() {
            return ZoneId.systemDefault();
        }
    }
}
