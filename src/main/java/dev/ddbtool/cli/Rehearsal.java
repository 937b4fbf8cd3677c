package dev.ddbtool.cli;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.Variables;
import dev.ddbtool.report.Console;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Set;

/**
 * The program at work on two tables of a server of its own, so that Java learns which classes a run needs: the launcher
 * makes an archive of them. It is another program beside {@link Main}, which knows nothing of it.
 */
final class Rehearsal {

    private final String endpoint;
    private final Path folder;

    private Rehearsal(String endpoint, Path folder) {
        this.endpoint = endpoint;
        this.folder = folder;
    }

    /** Rehearses in a folder of its own, which is to be made. */
    public static void main(String[] arguments) throws IOException {
        Path folder = Files.createDirectory(Path.of(arguments[0]));
        try (ServerSocket socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress())) {
            new RehearsalServer(socket).start();
            new Rehearsal("127.0.0.1:" + socket.getLocalPort(), folder).run();
        }
    }

    private void run() {
        Main.console();
        ClassArchive.check("", "sharing");
        String schemas = folder.resolve("schemas").toString();
        run("--version");
        run("export", "--version");
        run("--help");
        run("export", "--help");
        run("export", "--schemas", schemas);
        run("export", "--schemas", schemas);
        run("validate", schemas);
        run("diff", "--schemas", schemas);
        run("create", "--schemas", schemas, "-e", "dev");
        run("create", "--schemas", schemas, "-e", "dev", "--output", "json");
        run("add-gsi", "--from-schema", "--schemas", schemas, "--dry-run");
        run("no-such-command");
        // nobody answers TLS there, but what it takes is loaded
        run("diff", "--schemas", schemas, "--endpoint-url", "https://" + endpoint, "--timeout", "1s");
    }

    private void run(String... arguments) {
        Console console = Console.of(
                OutputStream.nullOutputStream(),
                OutputStream.nullOutputStream(),
                InputStream.nullInputStream(),
                Set.of(),
                80);
        Variables variables = new Variables(Map.of("AWS_ENDPOINT_URL", "http://" + endpoint));
        Main.run(new App(console, variables, new Main.RealOutside()), arguments);
    }
}
