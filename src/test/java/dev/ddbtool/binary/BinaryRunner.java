package dev.ddbtool.binary;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * The built program, with only these variables. Its standard input stays open and empty: a command that reads it would not
 * end.
 */
final class BinaryRunner {

    static final Path FILE = Path.of("target", "ddbtool", "bin", "ddbtool").toAbsolutePath();

    /** AWS's documented example keys; the token is also a dummy. */
    static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";

    static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    static final String TOKEN = "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT";

    private final Map<String, String> variables;
    private final Path folder;

    private BinaryRunner(Map<String, String> variables, Path folder) {
        this.variables = variables;
        this.folder = folder;
    }

    /** Without any configuration, in this repository. */
    static BinaryRunner withNothing(Path home) {
        Map<String, String> variables = new TreeMap<>();
        variables.put("HOME", home.toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("PATH", FILE.getParent() + ":/usr/bin:/bin");
        return new BinaryRunner(variables, Path.of("").toAbsolutePath());
    }

    /** With a Region, credentials, and a server that represents all of AWS. */
    static BinaryRunner signedIn(Path home, URI endpoint) {
        return withNothing(home)
                .with("AWS_ENDPOINT_URL", endpoint.toString())
                .with("AWS_REGION", "eu-west-1")
                .with("AWS_ACCESS_KEY_ID", KEY_ID)
                .with("AWS_SECRET_ACCESS_KEY", SECRET)
                .with("AWS_SESSION_TOKEN", TOKEN)
                .with("AWS_EC2_METADATA_DISABLED", "true");
    }

    BinaryRunner with(String name, String value) {
        Map<String, String> more = new TreeMap<>(variables);
        more.put(name, value);
        return new BinaryRunner(more, folder);
    }

    BinaryRunner without(String... names) {
        Map<String, String> fewer = new TreeMap<>(variables);
        fewer.keySet().removeAll(List.of(names));
        return new BinaryRunner(fewer, folder);
    }

    Map<String, String> variables() {
        return Map.copyOf(variables);
    }

    /** Changes the working directory. */
    BinaryRunner in(Path workingDirectory) {
        return new BinaryRunner(variables, workingDirectory);
    }

    /** Runs a command, split at spaces, to its end. */
    CommandResult run(String line) {
        return start(line).end();
    }

    RunningCommand start(String line) {
        List<String> command = new ArrayList<>(List.of(FILE.toString()));
        command.addAll(List.of(line.split(" ")));
        return start(command);
    }

    /** Runs a line of shell with {@code ddbtool} on the PATH. */
    RunningCommand shell(String line) {
        return start(List.of("/bin/sh", "-c", line));
    }

    /** Runs a line of shell on a terminal of this size, with {@code script} of util-linux. */
    RunningCommand terminal(int columns, int rows, String line) {
        String sized = "stty cols " + columns + " rows " + rows + "; " + line;
        return start(List.of("script", "--quiet", "--return", "--flush", "--command", sized, "/dev/null"));
    }

    private RunningCommand start(List<String> command) {
        ProcessBuilder builder = new ProcessBuilder(command).directory(folder.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        try {
            return new RunningCommand(builder.start(), command);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
