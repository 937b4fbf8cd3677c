package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.rule.Rules;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The policy: settings that override the schema file when a table is created or compared. */
@OptionHeading("Policy")
public final class PolicyOptions {

    @Option(
            names = "--as-exported",
            description = "Use the billing, recovery, encryption and deletion protection settings in the file; the"
                    + " options below override them.")
    boolean asExported;

    @Option(
            names = "--billing",
            paramLabel = "MODE",
            description = "on-demand, or as-exported (as in the file, with its throughput).")
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

    @Option(names = "--deletion-protection", paramLabel = "on|off", description = "Deletion protection on or off.")
    @Nullable
    String deletionProtection;

    @Option(
            names = "--tag",
            paramLabel = "KEY=VALUE",
            description = "Tag that every table must have; can be repeated. Environment=VALUE replaces the default"
                    + " Environment tag.")
    List<String> tags = new ArrayList<>();

    /**
     * Applies the options to the policy of an environment. A KMS key is not looked up yet.
     *
     * @throws CommandException if an option is invalid
     */
    public Policy apply(Policy environment) {
        if (noEncryption && kmsKey != null) {
            throw CommandException.usage("--no-sse conflicts with --kms-key", "use only one of them");
        }
        List<Tag> given = tags.stream().map(PolicyOptions::tag).toList();
        return environment.with(policy -> {
            if (asExported) {
                policy.settingsAsExported();
            }
            if (billing != null) {
                boolean onDemand = is("--billing", billing, "on-demand", "as-exported");
                policy.billingMode = onDemand ? BillingModeSummary.PAY_PER_REQUEST : null;
                policy.comparesThroughput = !onDemand;
            }
            if (noRecovery) {
                policy.recovery = Policy.Recovery.OFF;
            }
            if (noEncryption) {
                policy.chooseEncryption(Encryption.AWS_OWNED_KEY);
            }
            if (kmsKey != null) {
                policy.chooseEncryption(Encryption.named(kmsKey));
            }
            if (deletionProtection != null) {
                policy.deletionProtection = is("--deletion-protection", deletionProtection, "on", "off");
            }
            policy.givenTags = given;
        });
    }

    /** An option that is given; empty if there is none. */
    public Optional<String> given() {
        Map<String, Boolean> given = new LinkedHashMap<>();
        given.put("--as-exported", asExported);
        given.put("--billing", billing != null);
        given.put("--no-pitr", noRecovery);
        given.put("--no-sse", noEncryption);
        given.put("--kms-key", kmsKey != null);
        given.put("--deletion-protection", deletionProtection != null);
        given.put("--tag", !tags.isEmpty());
        return given.keySet().stream()
                .filter(option -> Boolean.TRUE.equals(given.get(option)))
                .findFirst();
    }

    /** Whether the value is the first of two words. */
    private static boolean is(String option, String value, String word, String otherWord) {
        if (!value.equals(word) && !value.equals(otherWord)) {
            throw CommandException.usage(
                    "invalid value '" + value + "' for " + option, UsageErrors.meant(value, List.of(word, otherWord)));
        }
        return value.equals(word);
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
}
