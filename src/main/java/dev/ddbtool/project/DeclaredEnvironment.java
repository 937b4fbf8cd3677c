package dev.ddbtool.project;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.NameTemplate;
import dev.ddbtool.naming.Place;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment of the project file, with the keys that it has.
 *
 * @param keys the values: strings, booleans, days as {@link Integer}, tags as a map
 * @param source its line in the project file
 */
record DeclaredEnvironment(String name, Map<EnvironmentKey, Sourced<Object>> keys, String source) {

    static final String AS_EXPORTED = "as-exported";

    DeclaredEnvironment {
        keys = Map.copyOf(keys);
    }

    /** An environment that no project file declares. */
    static DeclaredEnvironment undeclared(String name, String source) {
        return new DeclaredEnvironment(name, new EnumMap<>(EnvironmentKey.class), source);
    }

    Optional<Sourced<Object>> value(EnvironmentKey key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<Sourced<String>> text(EnvironmentKey key) {
        return value(key).map(value -> value.map(String::valueOf));
    }

    Optional<Sourced<Boolean>> truth(EnvironmentKey key) {
        return value(key).map(value -> value.map(Boolean.TRUE::equals));
    }

    private @Nullable String textOrNull(EnvironmentKey key) {
        return text(key).map(Sourced::value).orElse(null);
    }

    /**
     * The environment with its name template.
     *
     * @throws dev.ddbtool.naming.NamingException if the name or the template is invalid
     */
    Environment environment() {
        Place place = new Place(
                textOrNull(EnvironmentKey.ACCOUNT),
                textOrNull(EnvironmentKey.REGION),
                textOrNull(EnvironmentKey.ENDPOINT_URL));
        return text(EnvironmentKey.TABLE_NAME)
                .map(template -> new Environment(name, new NameTemplate(template.value()), place))
                .orElseGet(() -> new Environment(name, NameTemplate.standard(name), place));
    }

    /**
     * The policy.
     *
     * @param isDefault whether this is the default environment
     * @param guarded whether it is protected
     */
    Policy policy(boolean isDefault, boolean guarded) {
        boolean ephemeral =
                truth(EnvironmentKey.EPHEMERAL).filter(Sourced::value).isPresent();
        Policy base = ephemeral ? Policy.EPHEMERAL : isDefault || guarded ? Policy.AS_EXPORTED : Policy.STANDARD;
        return base.with(copy -> {
            value(EnvironmentKey.BILLING)
                    .ifPresent(given ->
                            copy.billingMode = isAsExported(given) ? null : BillingModeSummary.PAY_PER_REQUEST);
            value(EnvironmentKey.POINT_IN_TIME_RECOVERY)
                    .ifPresent(given -> copy.recovery = isAsExported(given) ? null : recovery(given.value()));
            text(EnvironmentKey.ENCRYPTION).ifPresent(given -> copy.chooseEncryption(encryption(given.value())));
            value(EnvironmentKey.DELETION_PROTECTION)
                    .ifPresent(given ->
                            copy.deletionProtection = isAsExported(given) ? null : Boolean.TRUE.equals(given.value()));
            copy.tags = tags();
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
            case "aws-managed" -> Encryption.AWS_MANAGED_KEY;
            case "aws-owned" -> Encryption.AWS_OWNED_KEY;
            default -> Encryption.named(given);
        };
    }

    private List<Tag> tags() {
        List<Tag> tags = new ArrayList<>();
        if (value(EnvironmentKey.TAGS).map(Sourced::value).orElse(null) instanceof Map<?, ?> given) {
            given.forEach((key, value) -> tags.add(new Tag(String.valueOf(key), String.valueOf(value))));
        }
        return tags;
    }
}
