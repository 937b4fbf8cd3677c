package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.rule.Rules;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy: settings that override the schema file when a table is created or compared. */
@OptionHeading("Policy")
public final class PolicyOptions {

    @Option(
            names = "--billing",
            paramLabel = "MODE",
            description = "on-demand, or as-exported (as in the file). [default: on-demand]")
    @Nullable
    String billing;

    @Option(names = "--no-pitr", description = "Point-in-time recovery off, even if it is on in the file.")
    boolean noRecovery;

    @Option(names = "--no-sse", description = "Encryption with the AWS owned key instead of KMS.")
    boolean noEncryption;

    @Option(
            names = "--kms-key",
            paramLabel = "ID",
            description = "Customer managed KMS key (ID, ARN or alias), or alias/aws/dynamodb for the AWS managed key.")
    @Nullable
    String kmsKey;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Tag that every table must have; can be repeated. Environment=VALUE replaces the default"
                    + " Environment tag.")
    List<String> tags = new ArrayList<>();

    /**
     * Checks the options without a connection.
     *
     * @throws CommandException if an option is invalid
     */
    public void check() {
        if (noEncryption && kmsKey != null) {
            throw CommandException.usage("--no-sse conflicts with --kms-key", "use only one of them");
        }
        resolve((none, key) -> null);
    }

    /**
     * Resolves the options.
     *
     * @throws CommandException if an option is invalid
     */
    public Policy resolve(KeyResolver keys) {
        return new Policy(
                billing == null ? null : billing(billing),
                noRecovery ? Boolean.FALSE : null,
                keys.resolve(noEncryption, kmsKey),
                tags.stream().map(PolicyOptions::tag).toList());
    }

    private static Policy.Billing billing(String mode) {
        return switch (mode) {
            case "on-demand" -> Policy.Billing.ON_DEMAND;
            case "as-exported" -> Policy.Billing.AS_EXPORTED;
            default ->
                throw CommandException.usage(
                        "invalid value '" + mode + "' for --billing",
                        UsageErrors.meant(mode, List.of("on-demand", "as-exported")));
        };
    }

    private static Tag tag(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw CommandException.usage(
                    "invalid value '" + text + "' for --tag", "use KEY=VALUE: --tag team=payments");
        }
        Tag tag = new Tag(text.substring(0, equals), text.substring(equals + 1));
        Rules.check(tag).stream().findFirst().ifPresent(problem -> {
            throw CommandException.usage(
                    "invalid value for --tag: " + problem.message(), "use a valid tag: --tag team=payments");
        });
        return tag;
    }

    /** Resolves the encryption options in the current account. */
    public interface KeyResolver {
        @Nullable
        Encryption resolve(boolean noEncryption, @Nullable String kmsKey);
    }
}
