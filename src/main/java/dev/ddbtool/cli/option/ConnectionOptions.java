package dev.ddbtool.cli.option;

import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.ConnectionRequest;
import dev.ddbtool.project.EnvironmentSettings;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.project.Variables;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.Option;
import picocli.CommandLine.TypeConversionException;

/** How to connect to AWS or an emulator. */
@OptionHeading("AWS connection")
public final class ConnectionOptions {

    private static final Duration DEFAULT_TIMEOUT = Duration.ofMinutes(30);

    @Option(
            names = "--region",
            paramLabel = "REGION",
            description = "AWS Region. The project file overrides the variables. [env: AWS_REGION, AWS_DEFAULT_REGION]"
                    + " [default: as in the AWS CLI]")
    @Nullable
    String region;

    @Option(
            names = "--profile",
            paramLabel = "NAME",
            description = "AWS profile. The project file overrides the variable. [env: AWS_PROFILE]"
                    + " [default: as in the AWS CLI]")
    @Nullable
    String profile;

    @Option(
            names = "--endpoint-url",
            paramLabel = "URL",
            description =
                    "Endpoint to use instead of AWS, such as DynamoDB Local. The project file overrides the variables."
                            + " [env: AWS_ENDPOINT_URL_DYNAMODB, AWS_ENDPOINT_URL] [default: AWS]")
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
            defaultValue = "32",
            description = "Maximum number of concurrent API calls, 1 to 1000. [default: ${DEFAULT-VALUE}]")
    int parallel;

    @Option(
            names = "--timeout",
            paramLabel = "TIME",
            converter = DurationConverter.class,
            description = "Time limit for the command, such as 90s, 30m or 24h. [default: 30m; add-gsi, restore: 24h]")
    @Nullable
    Duration timeout;

    @Option(names = "--endpoint-kind", hidden = true)
    EndpointKind endpointKind = EndpointKind.AUTO;

    @Option(names = "--rate-limits", hidden = true)
    RateLimits rateLimits = RateLimits.AUTO;

    /** Whether to limit calls to AWS's documented rates. {@code AUTO} limits them on AWS, but not on emulators. */
    enum RateLimits {
        AUTO,
        ON,
        OFF
    }

    /** Resolves the options for an environment, with the default time limit of most commands. */
    public ConnectionRequest resolve(Variables variables, EnvironmentSettings environment) {
        return resolve(variables, environment, DEFAULT_TIMEOUT);
    }

    /**
     * Resolves the options for an environment.
     *
     * @param defaultTimeout the time limit if none is given
     * @throws CommandException if an option is invalid
     */
    public ConnectionRequest resolve(Variables variables, EnvironmentSettings environment, Duration defaultTimeout) {
        if (parallel < 1 || parallel > 1000) {
            throw CommandException.usage(
                    "invalid value '" + parallel + "' for --parallel", "use a number from 1 to 1000: --parallel=32");
        }
        return new ConnectionRequest(
                new ConnectionSettings(
                        value(environment.region()),
                        value(environment.profile()),
                        value(environment.endpointUrl()),
                        endpointKind),
                parallel,
                rateLimits == RateLimits.AUTO ? Optional.empty() : Optional.of(rateLimits == RateLimits.ON),
                timeout == null ? defaultTimeout : timeout,
                Optional.ofNullable(expectAccount).or(() -> variables.get("EXPECT_ACCOUNT")),
                environment.account());
    }

    private static @Nullable String value(Optional<Sourced<String>> setting) {
        return setting.map(Sourced::value).orElse(null);
    }

    /** Parses a time limit: {@code 90s}, {@code 30m}, {@code 24h}. */
    static final class DurationConverter implements ITypeConverter<Duration> {

        private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,6})([smh])");

        @Override
        public Duration convert(String text) {
            Matcher matcher = FORM.matcher(text);
            if (!matcher.matches()) {
                throw new TypeConversionException("invalid time limit '" + text + "'");
            }
            long amount = Long.parseLong(matcher.group(1));
            return switch (matcher.group(2)) {
                case "s" -> Duration.ofSeconds(amount);
                case "m" -> Duration.ofMinutes(amount);
                default -> Duration.ofHours(amount);
            };
        }
    }
}
