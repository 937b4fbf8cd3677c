package dev.ddbtool.project;

import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;

/** The keys of an environment in {@code ddbtool.toml}. */
public enum EnvironmentKey {
    TABLE_NAME,
    PROFILE,
    REGION,
    ACCOUNT,
    ENDPOINT_URL,
    SCHEMAS,
    PROTECTED,
    EPHEMERAL,
    TAGS,
    BILLING,
    POINT_IN_TIME_RECOVERY,
    ENCRYPTION,
    DELETION_PROTECTION;

    /** The key as it is written. */
    public String key() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static List<String> all() {
        return Stream.of(values()).map(EnvironmentKey::key).toList();
    }
}
