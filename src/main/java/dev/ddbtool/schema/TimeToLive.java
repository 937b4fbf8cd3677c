package dev.ddbtool.schema;

import org.jspecify.annotations.Nullable;

/** Time to live: whether expired items are deleted, and which attribute holds their expiry time. */
public record TimeToLive(String timeToLiveStatus, @Nullable String attributeName) {

    public static final String ENABLED = "ENABLED";
    public static final String DISABLED = "DISABLED";
    public static final TimeToLive OFF = new TimeToLive(DISABLED, null);

    public static TimeToLive on(String attributeName) {
        return new TimeToLive(ENABLED, attributeName);
    }

    /** Whether TTL is on or being turned on. */
    public boolean enabled() {
        return timeToLiveStatus.equals(ENABLED) || timeToLiveStatus.equals("ENABLING");
    }
}
