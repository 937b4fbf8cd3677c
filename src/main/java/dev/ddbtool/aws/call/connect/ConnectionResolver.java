package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.Endpoint;
import dev.ddbtool.aws.call.ErrorTranslator;
import dev.ddbtool.aws.call.SignInHints;
import dev.ddbtool.problem.Failure;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProvider;
import software.amazon.awssdk.auth.credentials.AwsCredentialsProviderChain;
import software.amazon.awssdk.auth.credentials.DefaultCredentialsProvider;
import software.amazon.awssdk.auth.credentials.EnvironmentVariableCredentialsProvider;
import software.amazon.awssdk.auth.credentials.ProfileCredentialsProvider;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.auth.credentials.SystemPropertyCredentialsProvider;
import software.amazon.awssdk.awscore.endpoint.AwsClientEndpointProvider;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.core.exception.SdkClientException;
import software.amazon.awssdk.http.urlconnection.ProxyConfiguration;
import software.amazon.awssdk.profiles.ProfileFile;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.regions.providers.DefaultAwsRegionProviderChain;
import software.amazon.awssdk.utils.StringInputStream;

/** Resolves settings, variables and profile files to an endpoint, a Region and credentials. */
final class ConnectionResolver {

    /** A Region is a part of host names (RFC 1035). */
    private static final int LONGEST_LABEL = 63;

    private static final int HIGHEST_PORT = 65_535;

    private static final String DUMMY_REGION = "us-east-1";

    private final ConnectionSettings settings;
    private final ProfileFile profiles;
    private final Endpoint endpoint;
    private final SignInHints signIn;

    /** @throws ConnectionException if the endpoint is not a URL */
    ConnectionResolver(ConnectionSettings settings, ProfileFile profiles) {
        this.settings = settings;
        this.profiles = profiles;
        this.endpoint = Endpoint.of(override(), settings.endpointKind());
        boolean keysInVariables = settings.profile() == null
                && SdkSystemSetting.AWS_ACCESS_KEY_ID.getStringValue().isPresent();
        this.signIn = SignInHints.of(profileName(), profiles, keysInVariables);
    }

    Endpoint endpoint() {
        return endpoint;
    }

    SignInHints signIn() {
        return signIn;
    }

    ProfileFile profiles() {
        return profiles;
    }

    String profileName() {
        return settings.profile() == null
                ? ProfileFileSystemSetting.AWS_PROFILE.getStringValueOrThrow()
                : settings.profile();
    }

    /**
     * Refuses an unknown profile. Emulators do not require a profile.
     *
     * @throws ConnectionException if the profile is unknown
     */
    void checkProfile() {
        if (signIn.profileExists() || (settings.profile() == null && endpoint.emulator())) {
            return;
        }
        throw ConnectionException.usage(
                "unknown AWS profile '" + signIn.profile() + "'",
                profiles.profiles().isEmpty()
                        ? "configure it: aws configure --profile " + signIn.profile()
                        : "use one of the configured profiles: "
                                + String.join(", ", profiles.profiles().keySet()));
    }

    /**
     * Refuses a proxy with an invalid port, because the JDK's message names neither the proxy nor the variable.
     *
     * @throws ConnectionException if the proxy for the endpoint is invalid
     */
    void checkProxy() {
        URI override = endpoint.override();
        String scheme = override == null ? "https" : override.getScheme();
        int port = ProxyConfiguration.builder().scheme(scheme).build().port();
        if (port > HIGHEST_PORT) {
            throw ConnectionException.usage(
                    "invalid port '" + port + "' of the proxy for " + scheme,
                    "fix " + scheme.toUpperCase(Locale.ROOT) + "_PROXY: use a port from 1 to " + HIGHEST_PORT);
        }
    }

    /** @throws ConnectionException if the Region is missing or invalid */
    Region region() {
        Optional<String> chosen = Optional.ofNullable(settings.region()).or(() -> property("region"));
        if (chosen.isPresent()) {
            return region(chosen.get());
        }
        if (endpoint.emulator()) {
            return Region.of(DUMMY_REGION);
        }
        try {
            return DefaultAwsRegionProviderChain.builder()
                    .profileFile(() -> profiles)
                    .profileName(profileName())
                    .build()
                    .getRegion();
        } catch (SdkClientException e) {
            throw ConnectionException.refused(new Failure(
                    "missing AWS Region",
                    "set it with --region eu-west-1, in AWS_REGION, or in profile '" + profileName() + "'",
                    null));
        }
    }

    private Region region(String id) {
        String form = endpoint.emulator() ? "[A-Za-z0-9-]+" : "[a-z]{2,}(-[a-z0-9]+)+";
        if (id.length() > LONGEST_LABEL || !id.matches(form)) {
            throw ConnectionException.usage("invalid Region '" + id + "'", "use a Region such as eu-west-1");
        }
        return Region.of(id);
    }

    /** The provider of the credentials, which looks them up when they are first needed. */
    AwsCredentialsProvider credentials() {
        if (endpoint.emulator()) {
            return emulatorCredentials();
        }
        ProfileFile withRegion = profilesWithRegion();
        // a profile named on the command line or in the project file overrides the variables
        return settings.profile() == null
                ? DefaultCredentialsProvider.builder()
                        .profileFile(withRegion)
                        .profileName(profileName())
                        .build()
                : ProfileCredentialsProvider.builder()
                        .profileFile(withRegion)
                        .profileName(profileName())
                        .build();
    }

    /** Sign-in services require a Region too, and read it only from the profile and from variables. */
    private ProfileFile profilesWithRegion() {
        String name = profileName();
        if (property("region").isPresent() || profiles.profile(name).isEmpty() || !name.matches("[\\w.@:/+-]+")) {
            return profiles;
        }
        String title = name.equals("default") ? name : "profile " + name;
        ProfileFile region = ProfileFile.builder()
                .content(new StringInputStream("[" + title + "]\nregion = " + region().id() + "\n"))
                .type(ProfileFile.Type.CONFIGURATION)
                .build();
        return ProfileFile.aggregator().addFile(profiles).addFile(region).build();
    }

    /**
     * Keys from properties, variables or the profile, otherwise dummies. Does not call metadata or sign-in services.
     */
    private AwsCredentialsProvider emulatorCredentials() {
        String key = property("aws_access_key_id").orElse("dummy");
        String secret = property("aws_secret_access_key").orElse("dummy");
        return AwsCredentialsProviderChain.builder()
                .credentialsProviders(
                        SystemPropertyCredentialsProvider.create(),
                        EnvironmentVariableCredentialsProvider.create(),
                        StaticCredentialsProvider.create(AwsBasicCredentials.create(key, secret)))
                .build();
    }

    private Optional<String> property(String name) {
        return profiles.profile(profileName()).flatMap(profile -> profile.property(name));
    }

    private @Nullable URI override() {
        if (settings.endpoint() != null) {
            return parse(settings.endpoint());
        }
        try {
            return AwsClientEndpointProvider.builder()
                    .serviceEndpointOverrideEnvironmentVariable("AWS_ENDPOINT_URL_DYNAMODB")
                    .serviceEndpointOverrideSystemProperty("aws.endpointUrlDynamodb")
                    .serviceProfileProperty("dynamodb")
                    .profileFile(() -> profiles)
                    .profileName(profileName())
                    .resolveFromOverrides()
                    .map(uri -> parse(uri.toString()))
                    .orElse(null);
        } catch (SdkClientException e) {
            throw ConnectionException.usage(
                    "invalid endpoint URL in the configuration: " + withoutUser(ErrorTranslator.text(e)),
                    "use a URL such as http://localhost:8000");
        }
    }

    /** Hides user name and password in a URL. */
    private static String withoutUser(String text) {
        return text.replaceAll("//[^/\\s]*@", "//***@");
    }

    private static URI parse(String endpoint) {
        try {
            URI uri = new URI(endpoint);
            if (uri.getRawUserInfo() != null) {
                throw ConnectionException.usage(
                        "the endpoint '" + withoutUser(endpoint) + "' contains a user name",
                        "omit user name and password: requests are signed with AWS credentials");
            }
            if (uri.getPort() == 0 || uri.getPort() > HIGHEST_PORT) {
                throw ConnectionException.usage(
                        "invalid port in endpoint '" + endpoint + "'", "use a port from 1 to " + HIGHEST_PORT);
            }
            if (("http".equals(uri.getScheme()) || "https".equals(uri.getScheme())) && uri.getHost() != null) {
                return uri;
            }
        } catch (URISyntaxException e) {
            // handled below, with the same message
        }
        throw ConnectionException.usage(
                "invalid endpoint '" + withoutUser(endpoint) + "'", "use a URL such as http://localhost:8000");
    }
}
