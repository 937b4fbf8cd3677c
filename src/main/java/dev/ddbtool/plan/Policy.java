package dev.ddbtool.plan;

import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Tag;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * What an environment overrides in the schema files. Tables are created with it and compared with it. A setting that is
 * null is as exported: as in the file.
 *
 * @param billingMode null: as in the file; absent there: on-demand
 * @param recovery null: as in the file; absent there: on, 35 days
 * @param encryption null: as in the file; absent there: KMS with the AWS managed key
 * @param replacesKeys whether the encryption also replaces a customer managed key in a file; only an explicit choice does
 * @param deletionProtection null: as in the file; absent there: off
 * @param asExported whether existing tables must have only the tags of the file, and not those of the environment
 * @param tags tags of the environment, for every new table
 * @param givenTags tags that options require of every table; one for {@code Environment} overrides the environment's
 *     name
 * @param comparesThroughput whether provisioned throughput is compared; auto scaling moves it
 */
public record Policy(
        @Nullable String billingMode,
        @Nullable Recovery recovery,
        @Nullable Encryption encryption,
        boolean replacesKeys,
        @Nullable Boolean deletionProtection,
        boolean asExported,
        List<Tag> tags,
        List<Tag> givenTags,
        boolean comparesThroughput) {

    /** The policy of the default environment and of protected ones. */
    public static final Policy AS_EXPORTED =
            new Policy(null, null, null, false, null, true, List.of(), List.of(), false);

    /** The policy of other environments: on-demand, recovery on, KMS with the AWS managed key. */
    public static final Policy STANDARD = new Policy(
            BillingModeSummary.PAY_PER_REQUEST,
            Recovery.ON,
            Encryption.AWS_MANAGED_KEY,
            false,
            null,
            false,
            List.of(),
            List.of(),
            false);

    /** The policy of ephemeral environments, which must be cheap and easy to delete. */
    public static final Policy EPHEMERAL = STANDARD.with(copy -> {
        copy.recovery = Recovery.OFF;
        copy.encryption = Encryption.AWS_OWNED_KEY;
        copy.deletionProtection = false;
    });

    public Policy {
        tags = List.copyOf(tags);
        givenTags = List.copyOf(givenTags);
    }

    /**
     * Point-in-time recovery.
     *
     * @param days the recovery period; null: that of the file, otherwise 35
     */
    public record Recovery(boolean on, @Nullable Integer days) {

        public static final Recovery OFF = new Recovery(false, null);
        public static final Recovery ON = new Recovery(true, null);

        public static Recovery on(int days) {
            return new Recovery(true, days);
        }
    }

    /** The billing mode of a table with this file. */
    public String billingMode(Table file) {
        return billingMode == null ? file.billingMode() : billingMode;
    }

    /** Whether the setting does not depend on the file. */
    public boolean fixes(Setting setting) {
        return switch (setting) {
            case BILLING_MODE -> billingMode != null;
            case POINT_IN_TIME_RECOVERY -> recovery != null;
            case ENCRYPTION -> encryption != null;
            case DELETION_PROTECTION -> deletionProtection != null;
            default -> false;
        };
    }

    /** A copy with some components changed: {@code policy.with(copy -> copy.recovery = Recovery.OFF)}. */
    public Policy with(Consumer<Copy> changes) {
        Copy copy = new Copy(this);
        changes.accept(copy);
        return copy.policy();
    }

    /** The components of a copy, to be changed before the copy is created. */
    public static final class Copy {
        public @Nullable String billingMode;
        public @Nullable Recovery recovery;
        public @Nullable Encryption encryption;
        public boolean replacesKeys;
        public @Nullable Boolean deletionProtection;
        public boolean asExported;
        public List<Tag> tags;
        public List<Tag> givenTags;
        public boolean comparesThroughput;

        private Copy(Policy policy) {
            billingMode = policy.billingMode;
            recovery = policy.recovery;
            encryption = policy.encryption;
            replacesKeys = policy.replacesKeys;
            deletionProtection = policy.deletionProtection;
            asExported = policy.asExported;
            tags = policy.tags;
            givenTags = policy.givenTags;
            comparesThroughput = policy.comparesThroughput;
        }

        /** Takes all four settings from the file. */
        public void settingsAsExported() {
            billingMode = null;
            recovery = null;
            chooseEncryption(null);
            deletionProtection = null;
        }

        /** Sets the encryption as an explicit choice, which also replaces a customer managed key in a file. */
        public void chooseEncryption(@Nullable Encryption chosen) {
            encryption = chosen;
            replacesKeys = chosen != null;
        }

        private Policy policy() {
            return new Policy(
                    billingMode,
                    recovery,
                    encryption,
                    replacesKeys,
                    deletionProtection,
                    asExported,
                    tags,
                    givenTags,
                    comparesThroughput);
        }
    }
}
