package dev.ddbtool.cli;

import dev.ddbtool.report.Console;
import dev.ddbtool.report.ExitCode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;
import picocli.CommandLine.IVersionProvider;

/** The version and the commit that this was built from. */
final class Version implements IVersionProvider {

    /** Whether a command line asks for nothing else: it is answered as picocli would, without setting up any option. */
    static boolean isAll(List<String> arguments) {
        return arguments.size() == 1
                && (arguments.get(0).equals("--version") || arguments.get(0).equals("-V"));
    }

    /** Prints it and returns the exit code. */
    static int print(Console console) {
        console.out().println(text());
        return ExitCode.OK.code();
    }

    @Override
    public String[] getVersion() {
        return new String[] {text()};
    }

    private static String text() {
        Properties properties = new Properties();
        try (InputStream in = Version.class.getResourceAsStream("version.properties")) {
            if (in == null) {
                throw new IllegalStateException("version.properties is missing");
            }
            properties.load(in);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return "ddbtool " + properties.getProperty("version") + " (" + properties.getProperty("commit") + ")";
    }
}
