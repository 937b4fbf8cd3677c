package dev.ddbtool.aws;

import dev.ddbtool.plan.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.client.config.ClientOverrideConfiguration;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.profiles.Profile;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.retries.DefaultRetryStrategy;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/**
 * The clients of one run. Setting it up makes no call to DynamoDB; clients other than DynamoDB's are made when they are
 * first needed.
 */
public final class Connection implements AutoCloseable {

    /** What a new connection may take. A server that is there accepts within milliseconds. */
    private static final Duration CONNECT_TIMEOUT = Duration.ofSeconds(5);

    /** What one answer may take; the control plane answers within a second or two. */
    private static final Duration ANSWER_TIMEOUT = Duration.ofSeconds(30);

    /** What the question for the account may take: it only completes a line of information. */
    private static final Duration IDENTITY_TIMEOUT = Duration.ofSeconds(3);

    private static final String DUMMY_REGION = "us-east-1";

    private final Endpoint endpoint;
    private final Region region;
    private final AwsCredentialsProvider credentials;
    private final SdkHttpClient http;
    private final SignIn signIn;
    private final DynamoDbClient dynamoDb;
    private @Nullable KmsClient kms;

    private Connection(
            Endpoint endpoint, Region region, AwsCredentialsProvider credentials, SdkHttpClient http, SignIn signIn) {
        this.endpoint = endpoint;
        this.region = region;
        this.credentials = credentials;
        this.http = http;
        this.signIn = signIn;
        this.dynamoDb = DynamoDbClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .endpointOverride(endpoint.override())
                .overrideConfiguration(oneAttempt())
                .build();
    }

    /**
     * Sets up the clients.
     *
     * @throws ConnectionException if no region is set, or something chosen does not exist
     */
    public static Connection open(ConnectionSettings settings) {
        return open(settings, null, null);
    }

    /**
     * The same with an HTTP client and credentials of the caller's choice.
     *
     * @throws ConnectionException as above
     */
    public static Connection open(
            ConnectionSettings settings, @Nullable SdkHttpClient http, @Nullable AwsCredentialsProvider credentials) {
        ProfileFile profiles = ProfileFile.defaultProfileFile();
        Endpoint endpoint = Endpoint.of(override(settings, profiles), settings.endpointKind());
        SignIn signIn = SignIn.of(profileName(settings.profile()), profiles);
        if (!signIn.profileExists() && credentials == null && (settings.profile() != null || !endpoint.emulator())) {
            throw ConnectionException.usage(
                    "there is no AWS profile '" + signIn.profile() + "'",
                    profiles.profiles().isEmpty()
                            ? "no profile is configured: aws configure --profile " + signIn.profile()
                            : "the profiles are: "
                                    + String.join(", ", profiles.profiles().keySet()));
        }
        return new Connection(
                endpoint,
                region(settings, profiles, endpoint, signIn),
                credentials == null ? credentials(settings.profile(), profiles, endpoint) : credentials,
                http == null ? httpClient() : http,
                signIn);
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
        return new ControlPlane(
                dynamoDb, agenda, endpoint.emulator(), new Failures(endpoint, region.id(), signIn), limits, random);
    }

    /**
     * Resolves the credentials once, so that missing ones are found before anything else.
     *
     * @return the account that they belong to, where they tell
     * @throws AwsFailure if there are none, or a session has expired
     */
    public Optional<String> signIn() {
        try {
            AwsCredentials resolved = credentials.resolveCredentials();
            return resolved.accountId();
        } catch (RuntimeException e) {
            throw new Failures(endpoint, region.id(), signIn).classify(e, Operation.GET_CALLER_IDENTITY, "");
        }
    }

    /** Asks STS for the account; empty where it does not tell in time, since the answer only completes a line. */
    public CompletableFuture<Optional<String>> askAccount(Agenda agenda) {
        return agenda.call(this::callerAccount).thenApply(Optional::of).exceptionally(thrown -> Optional.empty());
    }

    private String callerAccount() {
        try (StsClient sts = StsClient.builder()
                .region(region)
                .credentialsProvider(credentials)
                .httpClient(http)
                .overrideConfiguration(oneAttempt().toBuilder()
                        .apiCallTimeout(IDENTITY_TIMEOUT)
                        .build())
                .build()) {
            return sts.getCallerIdentity().account();
        }
    }

    /** The client of KMS, made when it is first asked for; on the agenda's pool only one thread asks at a time. */
    synchronized KmsClient kms() {
        if (kms == null) {
            kms = KmsClient.builder()
                    .region(region)
                    .credentialsProvider(credentials)
                    .httpClient(http)
                    .overrideConfiguration(oneAttempt())
                    .build();
        }
        return kms;
    }

    @Override
    public void close() {
        dynamoDb.close();
        http.close();
    }

    /** The SDK's own attempts are switched off: they would hide from the rates and take most of a minute. */
    private static ClientOverrideConfiguration oneAttempt() {
        return ClientOverrideConfiguration.builder()
                .retryStrategy(DefaultRetryStrategy.doNotRetry())
                .build();
    }

    private static SdkHttpClient httpClient() {
        return UrlConnectionHttpClient.builder()
                .connectionTimeout(CONNECT_TIMEOUT)
                .socketTimeout(ANSWER_TIMEOUT)
                .build();
    }

    private static @Nullable URI override(ConnectionSettings settings, ProfileFile profiles) {
        if (settings.endpoint() != null) {
            return parse(settings.endpoint());
        }
        return AwsClientEndpointProvider.builder()
                .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB")
                .serviceEndpointOverrideSystemProperty("aws.endpointUrlDynamodb")
                .serviceProfileProperty("dynamodb")
                .profileFile(() -> profiles)
                .profileName(profileName(settings.profile()))
                .resolveFromOverrides()
                .orElse(null);
    }

    private static URI parse(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // falls through to the message that both cases share
        }
        throw ConnectionException.usage(
                "the endpoint '" + endpoint + "' is not a URL", "write it as http://localhost:8000");
    }

    private static Region region(ConnectionSettings settings, ProfileFile profiles, Endpoint endpoint, SignIn signIn) {
        if (settings.region() != null) {
            if (!settings.region().matches("[a-z]{2,}(-[a-z0-9]+)+")) {
                throw ConnectionException.usage("'" + settings.region() + "' is not a region", "write it as eu-west-1");
            }
            return Region.of(settings.region());
        }
        Optional<Region> configured = profiles.profile(profileName(settings.profile()))
                .flatMap(profile -> profile.property("region"))
                .map(Region::of);
        if (configured.isPresent()) {
            return configured.get();
        }
        if (endpoint.emulator()) {
            return Region.of(DUMMY_REGION);
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileFile(() -> profiles)
                    .profileName(profileName(settings.profile()))
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw ConnectionException.refused(new Failure(
                    "no AWS region is set",
                    "name it with --region eu-west-1, AWS_REGION, or in the profile" + " '" + signIn.profile() + "'",
                    null));
        }
    }

    private static String profileName(@Nullable String chosen) {
        return chosen == null ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow() : chosen;
    }

    private static AwsCredentialsProvider credentials(
            @Nullable String profile, ProfileFile profiles, Endpoint endpoint) {
        if (endpoint.emulator()) {
            return emulatorCredentials(profile, profiles);
        }
        // a profile named on the command line beats the variables, as it does for the AWS CLI
        return profile == null
                ? DefaultCredentialsProvider.builder().profileFile(profiles).build()
                : ProfileCredentialsProvider.builder()
                        .profileFile(profiles)
                        .profileName(profile)
                        .build();
    }

    /** Whatever keys lie at hand, or dummies; neither instance metadata nor a sign-in service is asked. */
    private static AwsCredentialsProvider emulatorCredentials(@Nullable String profile, ProfileFile profiles) {
        Optional<Profile> configured = profiles.profile(profileName(profile));
        String key = configured.flatMap(p -> p.property("aws_access_key_id")).orElse("dummy");
        String secret =
                configured.flatMap(p -> p.property("aws_secret_access_key")).orElse("dummy");
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(
                        SystemPropertyCredentialsProvider.create(),
                        EnvironmentVariableCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }
}
