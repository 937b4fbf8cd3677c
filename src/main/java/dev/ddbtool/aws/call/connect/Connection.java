package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Endpoint;
import dev.ddbtool.aws.call.ErrorTranslator;
import dev.ddbtool.aws.call.Operation;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one run. Setting it up makes no call to DynamoDB; other clients are created when they are first
 * needed.
 */
public final class Connection implements AutoCloseable {

    /** The limit for a new connection. A running server accepts within milliseconds. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** The time limit for asking STS for the account, which is only information. */
    private static final Duration IDENTITY_TIMEOUT = Duration.ofSeconds(3);

    /** Idle connections to keep instead of the JDK's five: more than calls can be in flight. */
    private static final String IDLE_CONNECTIONS = "1000";

    private final Endpoint endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final ErrorTranslator errors;
    private final ClientOverrideConfiguration configuration;
    private final ResponseCheck responses;
    private final DynamoDbClient dynamoDb;
    private @Nullable KmsClient kms;

    private Connection(ConnectionResolver resolution, AwsCredentialsProvider credentials, SdkHttpClient http) {
        this.endpoint = resolution.endpoint();
        this.region = resolution.region();
        this.credentials = credentials;
        this.http = new BufferingHttpClient(http);
        this.errors = new ErrorTranslator(endpoint, region.id(), resolution.signIn());
        this.configuration = ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry()) // RetriedCall retries, within the rates
                .defaultProfileFile(resolution.profiles())
                .defaultProfileName(resolution.profileName())
                .build();
        this.responses = new ResponseCheck(endpoint, errors);
        this.dynamoDb = DynamoDbClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(this.http)
                .endpointOverride(endpoint.override())
                .overrideConfiguration(configuration.toBuilder()
                        .addExecutionInterceptor(responses)
                        .build())
                .build();
    }

    /**
     * Sets up the clients.
     *
     * @throws ConnectionException if no Region is set, or a chosen profile or endpoint is invalid
     */
    public static Connection open(ConnectionSettings settings) {
        return open(settings, null, null);
    }

    /**
     * Sets up the clients with the given HTTP client and credentials.
     *
     * @throws ConnectionException as above
     */
    public static Connection open(
            ConnectionSettings settings, @Nullable SdkHttpClient http, @Nullable AwsCredentialsProvider credentials) {
        return open(settings, ProfileFile.defaultProfileFile(), http, credentials);
    }

    /** Sets up the clients with these profiles. */
    public static Connection open(
            ConnectionSettings settings,
            ProfileFile profiles,
            @Nullable SdkHttpClient http,
            @Nullable AwsCredentialsProvider credentials) {
        ConnectionResolver resolution = new ConnectionResolver(settings, profiles);
        if (credentials == null) {
            resolution.checkProfile();
        }
        if (http == null) {
            resolution.checkProxy();
        }
        return new Connection(
                resolution,
                credentials == null ? resolution.credentials() : credentials,
                http == null ? httpClient(Operation.LONGEST_ATTEMPT) : http);
    }

    public Endpoint endpoint() {
        return endpoint;
    }

    /** The Region's id. */
    public String region() {
        return region.id();
    }

    /** The control plane of this connection; its time limit starts now. */
    public ControlPlane controlPlane(Agenda agenda, ControlPlane.Limits limits, RandomGenerator random) {
        return new ControlPlane(dynamoDb, agenda, endpoint.emulator(), errors, limits, random);
    }

    /**
     * Resolves the credentials once, so that missing ones are found before anything else.
     *
     * @return the account that they belong to, if they name it
     * @throws AwsFailure if there are none, or a session has expired
     */
    public Optional<String> signIn() {
        try {
            Optional<String> account = credentials.resolveCredentials().accountId();
            account.ifPresent(responses::signedIn);
            return account;
        } catch (RuntimeException e) {
            throw errors.classifySignIn(e);
        }
    }

    /** Asks STS for the account; empty if it does not respond in time. */
    public CompletableFuture<Optional<String>> askAccount(ControlPlane controlPlane) {
        return controlPlane
                .block(this::callerAccount, "the account", IDENTITY_TIMEOUT)
                .thenApply(Optional::of)
                .exceptionally(thrown -> Optional.empty());
    }

    private String callerAccount() {
        try (StsClient sts = StsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(configuration)
                .build()) {
            String account = sts.getCallerIdentity().account();
            responses.signedIn(account);
            return account;
        }
    }

    /** The KMS client, created on first use. */
    public synchronized KmsClient kms() {
        if (kms == null) {
            kms = KmsClient.builder()
                    .region(region)
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .overrideConfiguration(configuration)
                    .build();
        }
        return kms;
    }

    @Override
    public void close() {
        dynamoDb.close();
        if (kms != null) {
            kms.close();
        }
        http.close();
    }

    /**
     * The HTTP client of the SDK that uses the JDK's connections. The JDK reads these settings before its first
     * connection: they keep idle connections open, and stop the JDK from repeating a POST, since only ddbtool may
     * repeat a {@code CreateTable}.
     *
     * @param answerTimeout the time limit for one response
     */
    static SdkHttpClient httpClient(Duration answerTimeout) {
        System.setProperty("http.maxConnections", IDLE_CONNECTIONS);
        System.setProperty("sun.net.http.retryPost", "false");
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(answerTimeout)
                .build();
    }
}
