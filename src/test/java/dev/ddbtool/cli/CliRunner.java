package dev.ddbtool.cli;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.VirtualAgenda;
import dev.ddbtool.aws.call.VirtualTime;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.cli.run.App;
import dev.ddbtool.fake.AccountIdentity;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.LineWriter;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.StringReader;
import java.io.Writer;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AnonymousCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.http.SdkHttpClient;

/**
 * Runs literal command lines through the real entry point, with the fake control plane and in virtual time. Checks every
 * JSON report against its schema.
 */
public final class CliRunner {

    private final VirtualTime time;
    private final FakeControlPlane fake;
    private final Map<String, String> variables = new TreeMap<>();
    private final Map<String, FakeControlPlane> accounts = new TreeMap<>();
    private Path workingDirectory = Path.of("");
    private Set<String> terminals = Set.of();
    private String typed = "";
    private int columns = 100;
    private long seed = 7;
    private Supplier<Agenda> agendas = () -> new VirtualAgenda(time(), fake()::takeLatency);
    private boolean stdoutFull;
    private @Nullable App app;
    private UnaryOperator<SdkHttpClient> way = UnaryOperator.identity();

    /** Does not sign: the fake does not check signatures, and they take a sixth of the time of a call. */
    private @Nullable AwsCredentialsProvider credentials = AnonymousCredentialsProvider.create();

    private CliRunner(VirtualTime time, FakeControlPlane fake) {
        this.time = time;
        this.fake = fake;
        variables.put("AWS_REGION", fake.identity().region());
    }

    /**
     * The result of a command.
     *
     * @param screen stdout and stderr, in the order on the screen
     */
    public record Result(int exitCode, String out, String err, String screen) {}

    /** A new fake and a command line for it. */
    public static CliRunner withFake() {
        VirtualTime time = VirtualTime.start();
        return new CliRunner(time, new FakeControlPlane(time));
    }

    /** The same, with the example schemas in a new folder. */
    public static CliRunner withExamples(Path schemas) {
        ExampleFiles.copyTo(schemas);
        return withFake().variable("SCHEMA_DIR", schemas.toString());
    }

    /** Sends requests through this client to the fake. */
    CliRunner way(UnaryOperator<SdkHttpClient> through) {
        way = through;
        return this;
    }

    /** Sets the credentials; null for those that the SDK finds. */
    CliRunner signedIn(@Nullable AwsCredentialsProvider who) {
        credentials = who;
        return this;
    }

    /** Another account, which the connections with this profile reach. */
    public FakeControlPlane account(String profile, String account) {
        AccountIdentity identity = new AccountIdentity(
                fake.identity().region(), account, fake.identity().user());
        return accounts.computeIfAbsent(profile, each -> new FakeControlPlane(time, identity));
    }

    CliRunner without(String variable) {
        variables.remove(variable);
        return this;
    }

    public FakeControlPlane fake() {
        return fake;
    }

    public VirtualTime time() {
        return time;
    }

    public CliRunner variable(String name, String value) {
        variables.put(name, value);
        return this;
    }

    /** The same fake, with these additional variables. */
    public CliRunner with(Map<String, String> more) {
        CliRunner other = new CliRunner(time, fake);
        other.variables.putAll(variables);
        other.variables.putAll(more);
        other.accounts.putAll(accounts);
        other.workingDirectory = workingDirectory;
        other.terminals = terminals;
        other.typed = typed;
        other.columns = columns;
        other.way = way;
        other.credentials = credentials;
        other.seed = seed;
        other.agendas = agendas;
        return other;
    }

    /** Runs in this folder instead of the one of the build. */
    public CliRunner in(Path folder) {
        workingDirectory = folder;
        return this;
    }

    /** All three streams are a terminal with this input. */
    public CliRunner terminal(String input) {
        terminals = Set.of(Console.STDIN, Console.STDOUT, Console.STDERR);
        typed = input;
        return this;
    }

    /** Runs on shared agendas, in parallel with others. */
    CliRunner on(Supplier<Agenda> shared) {
        agendas = shared;
        return this;
    }

    public CliRunner columns(int width) {
        columns = width;
        return this;
    }

    /** Makes stdout a file on a full disk. */
    CliRunner fullDisk() {
        stdoutFull = true;
        return this;
    }

    /** Changes the random numbers. */
    CliRunner seed(long value) {
        seed = value;
        return this;
    }

    /** Makes only these streams terminals. */
    public CliRunner terminal(Set<String> streams, String input) {
        terminals = streams;
        typed = input;
        return this;
    }

    public Result run(String... arguments) {
        StringBuilder screen = new StringBuilder();
        Stream out = new Stream(screen);
        Stream err = new Stream(screen);
        Console console = new Console(
                new LineWriter(stdoutFull ? new FullDisk() : out),
                new LineWriter(err),
                new BufferedReader(new StringReader(typed)),
                terminals,
                columns);
        App running = app(console);
        app = running;
        int code = Main.run(running, arguments);
        if (ReportSchema.isAskedFor(List.of(arguments)) && !stdoutFull) {
            ReportSchema.check(out.all.toString(), code);
        }
        return new Result(code, out.all.toString(), err.all.toString(), screen.toString());
    }

    /** An application without input. */
    App app() {
        return app(new Console(
                new LineWriter(Writer.nullWriter()),
                new LineWriter(Writer.nullWriter()),
                new BufferedReader(new StringReader("")),
                Set.of(),
                columns));
    }

    private App app(Console console) {
        return new App(console, new Variables(variables), workingDirectory, new FakeOutside());
    }

    /** The running invocation, for events during the run. */
    App.Interruptible running() {
        App.Interruptible running = app == null ? null : app.running().get();
        if (running == null) {
            throw new IllegalStateException("no command is running");
        }
        return running;
    }

    /** One of the two streams. Output reaches the screen with the next flush. */
    private static final class Stream extends Writer {

        private final StringBuilder all = new StringBuilder();
        private final StringBuilder screen;
        private int flushed;

        Stream(StringBuilder screen) {
            this.screen = screen;
        }

        @Override
        public void write(char[] characters, int from, int length) {
            all.append(characters, from, length);
        }

        @Override
        public void flush() {
            screen.append(all, flushed, all.length());
            flushed = all.length();
        }

        @Override
        public void close() {
            flush();
        }
    }

    private static final class FullDisk extends Writer {

        @Override
        public void write(char[] characters, int from, int length) throws IOException {
            throw new IOException("No space left on device");
        }

        @Override
        public void flush() {
            // nothing was written
        }

        @Override
        public void close() {
            // nothing was written
        }
    }

    private final class FakeOutside implements App.Outside {

        @Override
        public void configureLogging(boolean debug) {
            // the tests configure it
        }

        @Override
        public void handleSignals(App app) {
            // tests send no signals
        }

        @Override
        public Connection connect(ConnectionSettings settings) {
            FakeControlPlane reached = accounts.getOrDefault(String.valueOf(settings.profile()), fake);
            return Connection.open(settings, way.apply(reached.httpClient()), credentials);
        }

        @Override
        public Agenda agenda() {
            return agendas.get();
        }

        @Override
        public RandomGenerator random() {
            return new Random(seed);
        }

        @Override
        public ZoneId zone() {
            return ZoneId.of("Europe/Paris");
        }
    }
}
