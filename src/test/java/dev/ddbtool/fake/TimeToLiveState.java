package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Time to live of a table. */
final class TimeToLiveState {

    private @Nullable String attribute;
    private boolean enabled;
    private Instant settledAt = Instant.MIN;
    private Instant lockedUntil = Instant.MIN;

    /** Sets TTL on with this attribute, or off if null, long ago. */
    void seed(@Nullable String name) {
        attribute = name;
        enabled = name != null;
    }

    boolean changing(Instant now) {
        return now.isBefore(settledAt);
    }

    void change(boolean on, String name, Instant now, Behaviour behaviour) {
        if (on && enabled && !name.equals(attribute)) {
            throw ServiceError.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + attribute);
        }
        if (on == enabled) {
            throw ServiceError.validation("TimeToLive is already " + (on ? "enabled" : "disabled"));
        }
        if (!on && !name.equals(attribute)) {
            throw ServiceError.validation(
                    "TimeToLive is active on a different AttributeName: current AttributeName is " + attribute);
        }
        if (now.isBefore(lockedUntil)) {
            throw ServiceError.validation("Time to live has been modified multiple times within a fixed interval");
        }
        enabled = on;
        attribute = name;
        settledAt = now.plus(behaviour.of(Phase.TTL_CHANGING));
        lockedUntil = now.plus(behaviour.of(Phase.TTL_INTERVAL));
    }

    ObjectNode describe(Instant now) {
        ObjectNode description = Json.object();
        String going = enabled ? "ENABLING" : "DISABLING";
        String arrived = enabled ? "ENABLED" : "DISABLED";
        description.put("TimeToLiveStatus", changing(now) ? going : arrived);
        if (enabled || changing(now)) {
            description.put("AttributeName", attribute);
        }
        return description;
    }
}
