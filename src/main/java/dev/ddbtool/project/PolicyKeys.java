package dev.ddbtool.project;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Converts the keys of an environment to its policy, and back for display. */
final class PolicyKeys {

    static final String ON_DEMAND = "on-demand";
    static final String AS_EXPORTED = "as-exported";
    static final String AWS_MANAGED = "aws-managed";
    static final String AWS_OWNED = "aws-owned";

    private PolicyKeys() {}

    /**
     * The policy of an environment.
     *
     * @param isDefault whether this is the default environment
     * @param guarded whether it is protected
     */
    static Policy policy(DeclaredEnvironment keys, boolean isDefault, boolean guarded) {
        boolean ephemeral =
                keys.bool(EnvironmentKey.EPHEMERAL).filter(Sourced::value).isPresent();
        Policy base = ephemeral ? Policy.EPHEMERAL : isDefault || guarded ? Policy.AS_EXPORTED : Policy.STANDARD;
        return base.with(copy -> {
            keys.value(EnvironmentKey.BILLING)
                    .ifPresent(given ->
                            copy.billingMode = isAsExported(given) ? null : BillingModeSummary.PAY_PER_REQUEST);
            keys.value(EnvironmentKey.POINT_IN_TIME_RECOVERY)
                    .ifPresent(given -> copy.recovery = isAsExported(given) ? null : recovery(given.value()));
            keys.text(EnvironmentKey.ENCRYPTION).ifPresent(given -> copy.chooseEncryption(encryption(given.value())));
            keys.value(EnvironmentKey.DELETION_PROTECTION)
                    .ifPresent(given ->
                            copy.deletionProtection = isAsExported(given) ? null : Boolean.TRUE.equals(given.value()));
            copy.tags = tags(keys);
        });
    }

    private static boolean isAsExported(Sourced<Object> given) {
        return given.value().equals(AS_EXPORTED);
    }

    private static Policy.Recovery recovery(Object given) {
        if (given instanceof Integer days) {
            return Policy.Recovery.on(days);
        }
        return Boolean.TRUE.equals(given) ? Policy.Recovery.ON : Policy.Recovery.OFF;
    }

    private static @Nullable Encryption encryption(String given) {
        return switch (given) {
            case AS_EXPORTED -> null;
            case AWS_MANAGED -> Encryption.AWS_MANAGED_KEY;
            case AWS_OWNED -> Encryption.AWS_OWNED_KEY;
            default -> Encryption.named(given);
        };
    }

    private static List<Tag> tags(DeclaredEnvironment keys) {
        List<Tag> tags = new ArrayList<>();
        if (keys.value(EnvironmentKey.TAGS).map(Sourced::value).orElse(null) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> tags.add(new Tag(String.valueOf(key), String.valueOf(value))));
        }
        return tags;
    }

    /** The policy as it would be written in the project file. */
    static Map<EnvironmentKey, String> inWords(Policy policy) {
        Map<EnvironmentKey, String> words = new EnumMap<>(EnvironmentKey.class);
        words.put(EnvironmentKey.BILLING, policy.billingMode() == null ? AS_EXPORTED : ON_DEMAND);
        words.put(EnvironmentKey.POINT_IN_TIME_RECOVERY, words(policy.recovery()));
        words.put(EnvironmentKey.ENCRYPTION, words(policy.encryption()));
        words.put(
                EnvironmentKey.DELETION_PROTECTION,
                policy.deletionProtection() == null ? AS_EXPORTED : String.valueOf(policy.deletionProtection()));
        if (!policy.tags().isEmpty()) {
            words.put(
                    EnvironmentKey.TAGS,
                    policy.tags().stream()
                            .map(tag -> tag.key() + "=" + tag.value())
                            .collect(joining(", ")));
        }
        return words;
    }

    private static String words(Policy.@Nullable Recovery recovery) {
        if (recovery == null) {
            return AS_EXPORTED;
        }
        return recovery.days() == null ? String.valueOf(recovery.on()) : recovery.days() + " days";
    }

    private static String words(@Nullable Encryption encryption) {
        if (encryption == null) {
            return AS_EXPORTED;
        }
        if (encryption.keyId() != null) {
            return encryption.keyId();
        }
        return encryption.kms() ? AWS_MANAGED : AWS_OWNED;
    }
}
