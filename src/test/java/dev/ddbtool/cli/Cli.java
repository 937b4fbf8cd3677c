package dev.ddbtool.cli;

import dev.ddbtool.aws.Agenda;
import dev.ddbtool.aws.Connection;
import dev.ddbtool.aws.ConnectionSettings;
import dev.ddbtool.aws.VirtualAgenda;
import dev.ddbtool.aws.VirtualTime;
import dev.ddbtool.fake.FakeControlPlane;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.random.RandomGenerator;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** Runs literal command lines through the real entry point, against the fake control plane and in virtual time. */
public final class Cli {

    private static final StaticCredentialsProvider CREDENTIALS = StaticCredentialsProvider.create(
            AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));

    private final VirtualTime time;
    private final FakeControlPlane fake;
    private final Map<String, String> variables = new TreeMap<>();
    private Set<String> terminals = Set.of();
    private String typed = "";

    private Cli(VirtualTime time, FakeControlPlane fake) {
        this.time = time;
        this.fake = fake;
        variables.put("AWS_REGION", fake.identity().region());
    }

    /** What a command has left behind. */
    public record Ended(int exitCode, String out, String err) {}

    /** A fresh fake and a command line against it. */
    public static Cli withFake() {
        VirtualTime time = VirtualTime.start();
        return new Cli(time, new FakeControlPlane(time));
    }

    public FakeControlPlane fake() {
        return fake;
    }

    public VirtualTime time() {
        return time;
    }

    public Cli variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** All three streams are a terminal at which somebody types this. */
    public Cli terminal(String input) {
        terminals = Set.of(Console.STDIN, Console.STDOUT, Console.STDERR);
        typed = input;
        return this;
    }

    public Ended run(String... arguments) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Console console =
                Console.of(out, err, new ByteArrayInputStream(typed.getBytes(StandardCharsets.UTF_8)), terminals, 100);
        App app = new App(console, new Variables(variables), new FakeOutside(), List.of(arguments));
        int code = Main.run(app);
        return new Ended(code, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private final class FakeOutside implements App.Outside {
        @Override
        public Connection connect(ConnectionSettings settings) {
            return Connection.open(settings, fake.httpClient(), CREDENTIALS);
        }

        @Override
        public Agenda agenda() {
            return new VirtualAgenda(time, fake::takeLatency);
        }

        @Override
        public RandomGenerator random() {
            return new Random(7);
        }
    }
}
