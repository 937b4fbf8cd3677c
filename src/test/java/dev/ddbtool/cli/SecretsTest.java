package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.OutputStreamAppender;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import dev.ddbtool.cli.run.Logging;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Script;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.slf4j.LoggerFactory;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsSessionCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;

/** No command prints, logs or writes credentials, even with {@code --debug}. */
@Isolated
class SecretsTest {

    private static final String KEY_ID = "AKIAIOSFODNN7EXAMPLE";
    private static final String SECRET = "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY";
    private static final String TOKEN = "AQoEXAMPLEH4aoAH0gNCAPyJxz4BlCFFxWNE1OPTgk5TthT";

    private static final List<String> COMMANDS = List.of(
            "export",
            "diff",
            "diff --against dev",
            "create -e staging pending-payments companies",
            "create -e staging --dry-run",
            "create -e production --reconcile --yes",
            "create -e staging companies --kms-key alias/books",
            "add-gsi --table companies --index by-email --partition-key email:S --yes",
            "add-gsi --from-schema --yes",
            "config --live",
            "restore companies --latest --into recovery --dry-run",
            "destroy -e pr-7 --confirm pr-7 --config src/test/resources/projects/pull-requests.toml",
            "validate",
            "completion",
            "--version");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final ByteArrayOutputStream logged = new ByteArrayOutputStream();
    private final OutputStreamAppender<ILoggingEvent> appender = new OutputStreamAppender<>();
    private final Map<String, String> properties = new TreeMap<>();
    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private @Nullable Level before;
    private List<Appender<ILoggingEvent>> others = List.of();

    /** The failures that every command meets, or none. */
    enum Trouble {
        NONE,
        DENIED,
        EXPIRED,
        UNKNOWN_KEY,
        WRONG_SECRET,
        THROTTLED,
        RESET,
        INVALID,
        DEFECT;

        @Nullable
        Fault fault() {
            return switch (this) {
                case DENIED -> Fault.accessDenied();
                case EXPIRED -> Fault.expiredToken();
                case UNKNOWN_KEY -> Fault.unrecognizedClient();
                case WRONG_SECRET ->
                    Fault.error(
                            "com.amazon.coral.service#InvalidSignatureException",
                            "The request signature we calculated does not match the signature you provided.",
                            400);
                case THROTTLED -> Fault.throttling();
                case RESET -> Fault.reset();
                case INVALID -> Fault.dynamoDb("ValidationException", "One or more parameter values were invalid");
                case NONE, DEFECT -> null;
            };
        }
    }

    /** Configures logging like {@code --debug}, and captures stderr. */
    @BeforeEach
    void log_everything() {
        before = root.getLevel();
        others = new ArrayList<>();
        root.iteratorForAppenders().forEachRemaining(others::add);
        others.forEach(root::detachAppender);
        LoggerContext context = root.getLoggerContext();
        LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
        encoder.setContext(context);
        encoder.setLayout(new Logging.Layout());
        encoder.start();
        appender.setContext(context);
        appender.setEncoder(encoder);
        appender.setOutputStream(logged);
        appender.start();
        root.addAppender(appender);
        Logging.configure(true);
    }

    @AfterEach
    void log_as_before() {
        root.detachAppender(appender);
        others.forEach(root::addAppender);
        root.setLevel(before);
        properties.keySet().forEach(System::clearProperty);
    }

    private void property(String name, String value) {
        properties.put(name, value);
        System.setProperty(name, value);
    }

    @ParameterizedTest
    @EnumSource
    void keys_with_a_session_token(Trouble trouble) {
        check(trouble, StaticCredentialsProvider.create(AwsSessionCredentials.create(KEY_ID, SECRET, TOKEN)), "");
    }

    @ParameterizedTest
    @EnumSource(names = {"NONE", "DENIED", "WRONG_SECRET", "DEFECT"})
    void keys_of_a_profile(Trouble trouble) {
        ExampleFiles.text(folder.resolve("home/credentials"), """
                [work]
                aws_access_key_id = %s
                aws_secret_access_key = %s
                aws_session_token = %s
                """.formatted(KEY_ID, SECRET, TOKEN));
        property("aws.sharedCredentialsFile", folder.resolve("home/credentials").toString());
        property("aws.configFile", folder.resolve("home/config").toString());
        check(trouble, null, " --profile work");
    }

    private void check(Trouble trouble, @Nullable AwsCredentialsProvider who, String option) {
        for (String command : COMMANDS) {
            for (String output : command.startsWith("create") ? List.of("text", "json") : List.of("text")) {
                Path schemas = folder.resolve("schemas-" + COMMANDS.indexOf(command) + output);
                String all = all(trouble, who, command, option, output, schemas);
                for (String secret : List.of(
                        KEY_ID, SECRET, SECRET.replace("/", "%2F"), TOKEN, "Signature=", "AWS4-HMAC", "Credential=")) {
                    assertThat(all).as(command + " " + trouble).doesNotContain(secret);
                }
            }
        }
    }

    /** All output: streams, log and files. */
    private String all(
            Trouble trouble,
            @Nullable AwsCredentialsProvider who,
            String command,
            String option,
            String output,
            Path schemas) {
        logged.reset();
        CliRunner cli = CliRunner.withFake().signedIn(who);
        ExampleTables.production(cli.fake(), "companies", "pending-payments");
        cli.fake().makeKey("alias/books");
        Fault fault = trouble.fault();
        if (fault != null) {
            cli.fake().on(Script.ANY).fail(fault);
        } else if (trouble == Trouble.DEFECT) {
            cli.fake().on(Script.ANY).before(() -> {
                throw new AssertionError("this cannot be");
            });
        }
        ExampleFiles.copyTo(schemas, "companies", "pending-payments");
        cli.variable("SCHEMA_DIR", schemas.toString())
                .variable("AWS_ACCESS_KEY_ID", KEY_ID)
                .variable("AWS_SECRET_ACCESS_KEY", SECRET)
                .variable("AWS_SESSION_TOKEN", TOKEN);
        boolean calls = !List.of("validate", "completion", "--version").contains(command);
        String line = command + (calls ? option + " --debug --output " + output : "");
        CliRunner.Result ended = cli.run(Transcript.words(line).toArray(String[]::new));
        String log = logged.toString(StandardCharsets.UTF_8);
        if (calls && !command.startsWith("validate")) {
            assertThat(log).as("the SDK's log, of " + line).contains("software.amazon.awssdk.");
            assertThat(ended.exitCode() == 0 || ended.exitCode() == 1)
                    .as(ended.screen())
                    .isEqualTo(trouble == Trouble.NONE);
            assertThat(trouble == Trouble.DEFECT && !ended.err().contains("at dev.ddbtool."))
                    .as("without a stack trace:\n" + ended.err())
                    .isFalse();
        }
        return ended.screen() + log + ExampleFiles.contents(schemas);
    }
}
