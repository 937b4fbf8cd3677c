package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.Console;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.Map;
import java.util.Set;
import javax.net.ssl.TrustManagerFactory;

/**
 * Runs every kind of command in one process that records the classes it loads, for the class-data archive. Its class path
 * has only the program's jar and this class.
 */
final class Rehearsal {

    private static final int COLUMNS = 80;

    private final String endpoint;

    private Rehearsal(String endpoint) {
        this.endpoint = endpoint;
    }

    /**
     * Runs the commands. An unexpected result ends the process with a stack trace.
     *
     * @param arguments the endpoint of a fake with the example tables over HTTP, the same over TLS, and a folder
     */
    public static void main(String[] arguments) throws GeneralSecurityException {
        Path folder = Path.of(arguments[2]);
        Main.console();
        new Rehearsal(arguments[0]).run(folder.resolve("http").toString());
        // the other commands load no more classes over TLS
        new Rehearsal(arguments[1])
                .run(0, "export", "--schemas", folder.resolve("https").toString());
        // checks AWS's certificate with the trust store of the JDK
        System.clearProperty("javax.net.ssl.trustStore");
        System.clearProperty("javax.net.ssl.trustStorePassword");
        TrustManagerFactory.getInstance("PKIX").init((KeyStore) null);
    }

    private void run(String schemas) {
        run(0, "--version");
        run(0, "export", "--version");
        run(0, "--help");
        run(0, "export", "--help");
        run(2, "no-such-command");
        run(0, "export", "--schemas", schemas);
        run(0, "export", "--schemas", schemas);
        run(0, "validate", schemas);
        run(0, "convert", "--to", "cloudformation", "--schemas", schemas);
        run(0, "convert", "--to", "terraform", "--schemas", schemas);
        run(0, "diff", "--schemas", schemas);
        run(0, "diff", "--schemas", schemas, "--output", "markdown");
        run(0, "diff", "--schemas", schemas, "--output", "github");
        run(0, "validate", schemas, "--output", "junit");
        run(0, "diff", "--schemas", schemas, "--endpoint-kind", "aws", "--rate-limits", "off");
        run(0, "create", "--schemas", schemas, "-e", "dev");
        run(0, "create", "--schemas", schemas, "-e", "dev", "--output", "json");
        run(0, "add-gsi", "--from-schema", "--schemas", schemas, "-e", "dev");
    }

    private void run(int exitCode, String... arguments) {
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                Console.of(OutputStream.nullOutputStream(), err, InputStream.nullInputStream(), Set.of(), COLUMNS);
        Variables variables = new Variables(Map.of("AWS_ENDPOINT_URL", endpoint, "AWS_REGION", "eu-west-1"));
        int code = Main.run(new App(console, variables, Path.of(""), new Main.RealOutside()), arguments);
        if (code != exitCode) {
            throw new IllegalStateException("ddbtool " + String.join(" ", arguments) + " ended with " + code
                    + " instead of " + exitCode + ": " + err.toString(UTF_8));
        }
    }
}
