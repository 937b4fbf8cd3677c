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

/** What a table is made with beyond its schema file, and what an existing one is held against. */
@OptionHeading("How tables are made")
public final class PolicyOptions {

    @Option(
            names = "--billing",
            paramLabel = "MODE",
            description = "on-demand, or as-exported: what the file has, its throughput too. [default: on-demand]")
    @Nullable
    String billing;

    @Option(names = "--no-pitr", description = "Point-in-time recovery off, whatever the file says.")
    boolean noRecovery;

    @Option(names = "--no-sse", description = "Encryption with the key owned by AWS instead of KMS.")
    boolean noEncryption;

    @Option(
            names = "--kms-key",
            paramLabel = "ID",
            description =
                    "The customer-managed KMS key (id, ARN or alias); alias/aws/dynamodb for the AWS-managed one.")
    @Nullable
    String kmsKey;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "A tag for every table, as often as wanted. Environment=... replaces the tag that every table"
                    + " gets.")
    List<String> tags = new ArrayList<>();

    /**
     * Checks what can be checked without a connection.
     *
     * @throws CommandException if an option's value cannot be
     */
    public void check() {
        if (noEncryption && kmsKey != null) {
            throw CommandException.usage("--no-sse and --kms-key exclude each other", "leave one of them out");
        }
        resolve((none, key) -> null);
    }

    /**
     * Resolves the options.
     *
     * @throws CommandException if an option's value cannot be
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
                        "--billing '" + mode + "' is not known",
                        UsageErrors.meant(mode, List.of("on-demand", "as-exported")));
        };
    }

    private static Tag tag(String text) {
        int equals = text.indexOf('=');
        if (equals < 1) {
            throw CommandException.usage("--tag '" + text + "' is not KEY=VALUE", "write it as --tag team=payments");
        }
        Tag tag = new Tag(text.substring(0, equals), text.substring(equals + 1));
        Rules.check(tag).stream().findFirst().ifPresent(problem -> {
            throw CommandException.usage("--tag: " + problem.message(), "write it as --tag team=payments");
        });
        return tag;
    }

    /** Finds out what the encryption options mean in the account at hand. */
    public interface KeyResolver {
        @Nullable
        Encryption resolve(boolean noEncryption, @Nullable String kmsKey);
    }
}
