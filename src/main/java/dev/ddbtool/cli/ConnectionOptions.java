package dev.ddbtool.cli;

import dev.ddbtool.aws.ConnectionSettings;
import dev.ddbtool.aws.Endpoint.EndpointKind;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** How to get there. */
final class ConnectionOptions {

    static final int DEFAULT_PARALLEL = 32;

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "The AWS Region. [env: AWS_REGION, AWS_DEFAULT_REGION] [default: as for the AWS CLI]")
    @Nullable
    String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "The AWS profile. [env: AWS_PROFILE] [default: as for the AWS CLI]")
    @Nullable
    String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description =
                    "Another endpoint, such as DynamoDB Local's. [env: AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL]"
                            + " [default: AWS's own]")
    @Nullable
    String endpoint;

    @Option(
            names = "--expect-account",
            paramLabel = "ID",
            description = "Refuse any other AWS account. [env: EXPECT_ACCOUNT]")
    @Nullable
    String expectAccount;

    @Option(
            names = "--parallel",
            paramLabel = "N",
            defaultValue = "" + DEFAULT_PARALLEL,
            description = "API calls in flight at once, 1 to 1000. [default: ${DEFAULT-VALUE}]")
    int parallel;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time limit of the whole command, as 90s, 30m or 24h. [default: 30m; of add-gsi: 24h]")
    @Nullable
    Duration timeout;

    @Option(names = "--endpoint-kind", hidden = true, defaultValue = "AUTO")
    EndpointKind endpointKind = EndpointKind.AUTO;

    @Option(names = "--rate-limits", hidden = true, defaultValue = "AUTO")
    RateLimits rateLimits = RateLimits.AUTO;

    /** Whether calls keep to AWS's documented rates; by itself on AWS, and not on emulators. */
    enum RateLimits {
        AUTO,
        ON,
        OFF
    }

    boolean keepsRates(boolean emulator) {
        return rateLimits == RateLimits.ON || (rateLimits == RateLimits.AUTO && !emulator);
    }

    Optional<String> expectedAccount(Variables variables) {
        return Optional.ofNullable(expectAccount).or(() -> variables.get("EXPECT_ACCOUNT"));
    }

    ConnectionSettings resolve(Variables variables) {
        if (parallel < 1 || parallel > 1000) {
            throw CommandException.usage(
                    "--parallel '" + parallel + "' is not between 1 and 1000", "write it as --parallel=32");
        }
        String resolvedRegion = region != null
                ? region
                : variables
                        .get("AWS_REGION")
                        .or(() -> variables.get("AWS_DEFAULT_REGION"))
                        .orElse(null);
        String resolvedEndpoint = endpoint != null
                ? endpoint
                : variables
                        .get("AWS_ENDPOINT_URL_DYNAMODB")
                        .or(() -> variables.get("AWS_ENDPOINT_URL"))
                        .filter(url -> !variables
                                .resolve(null, "AWS_IGNORE_CONFIGURED_ENDPOINT_URLS", "false")
                                .equalsIgnoreCase("true"))
                        .orElse(null);
        return new ConnectionSettings(resolvedRegion, profile, resolvedEndpoint, endpointKind);
    }
}
