package dev.ddbtool.cli.option;

import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Variables;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;

/** How to get there. */
public final class ConnectionOptions {

    static final int DEFAULT_PARALLEL = 32;

    @Nullable
    String region;

    @Nullable
    public String profile;

    @Nullable
    String endpoint;

    @Nullable
    String expectAccount;

    public int parallel = DEFAULT_PARALLEL;

    @Nullable
    public Duration timeout;

    EndpointKind endpointKind = EndpointKind.AUTO;
    RateLimits rateLimits = RateLimits.AUTO;

    public void addTo(CommandSpec command) {
        Section section = new Section(command, Section.Heading.CONNECTION);
        section.text(
                "--region",
                "REGION",
                "The AWS Region. [env: AWS_REGION, AWS_DEFAULT_REGION] [default: as for the AWS CLI]",
                value -> region = value);
        section.text(
                "--profile",
                "NAME",
                "The AWS profile. [env: AWS_PROFILE] [default: as for the AWS CLI]",
                value -> profile = value);
        section.text(
                "--endpoint-url",
                "URL",
                "Another endpoint, such as DynamoDB Local's. [env: AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL]"
                        + " [default: AWS's own]",
                value -> endpoint = value);
        section.text(
                "--expect-account",
                "ID",
                "Refuse any other AWS account. [env: EXPECT_ACCOUNT]",
                value -> expectAccount = value);
        section.add(
                Section.option("--parallel", "N", "API calls in flight at once, 1 to 1000. [default: ${DEFAULT-VALUE}]")
                        .type(int.class)
                        .defaultValue("" + DEFAULT_PARALLEL),
                (Integer value) -> parallel = value);
        section.add(
                Section.option(
                                "--timeout",
                                "TIME",
                                "Time limit of the whole command, as 90s, 30m or 24h. [default: 30m; of add-gsi: 24h]")
                        .type(Duration.class)
                        .converters(new DurationConverter()),
                (Duration value) -> timeout = value);
        section.add(
                OptionSpec.builder("--endpoint-kind").type(EndpointKind.class).hidden(true),
                (EndpointKind value) -> endpointKind = value);
        section.add(
                OptionSpec.builder("--rate-limits").type(RateLimits.class).hidden(true),
                (RateLimits value) -> rateLimits = value);
    }

    /** Whether calls keep to AWS's documented rates; by itself on AWS, and not on emulators. */
    enum RateLimits {
        AUTO,
        ON,
        OFF
    }

    public boolean keepsRates(boolean emulator) {
        return rateLimits == RateLimits.ON || (rateLimits == RateLimits.AUTO && !emulator);
    }

    public Optional<String> expectedAccount(Variables variables) {
        return Optional.ofNullable(expectAccount).or(() -> variables.get("EXPECT_ACCOUNT"));
    }

    public ConnectionSettings resolve(Variables variables) {
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
