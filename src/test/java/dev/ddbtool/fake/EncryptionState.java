package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Server-side encryption of a table; without a key it is the AWS owned key. */
final class EncryptionState {

    /** How many changes are free in {@link #WINDOW}, and how long one must wait for each further one (service text). */
    private static final int FREE_CHANGES = 4;

    private static final Duration WINDOW = Duration.ofHours(24);
    private static final Duration WAIT = Duration.ofHours(6);

    private final List<Instant> changes = new ArrayList<>();
    private @Nullable String keyArn;
    private @Nullable String formerKeyArn;
    private Instant settledAt = Instant.MIN;

    EncryptionState(@Nullable String keyArn) {
        this.keyArn = keyArn;
    }

    @Nullable
    String keyArn() {
        return keyArn;
    }

    void seed(@Nullable String key) {
        keyArn = key;
    }

    boolean updating(Instant now) {
        return now.isBefore(settledAt);
    }

    void change(@Nullable String key, Instant now, Duration takes) {
        changes.removeIf(at -> !at.plus(WINDOW).isAfter(now));
        if (changes.size() >= FREE_CHANGES
                && now.isBefore(changes.get(changes.size() - 1).plus(WAIT))) {
            throw ServiceError.limit("Encryption mode changes are limited in the 24h window ending at "
                    + changes.get(0).plus(WINDOW) + ". After the first " + FREE_CHANGES
                    + " change, each subsequent change in the same window can be performed at most once every "
                    + WAIT.toSeconds() + " seconds. Number of updates today: " + changes.size() + ". Last change at "
                    + changes.get(changes.size() - 1) + ". Next changes can be made at "
                    + changes.get(changes.size() - 1).plus(WAIT) + ".");
        }
        changes.add(now);
        formerKeyArn = keyArn;
        keyArn = key;
        settledAt = now.plus(takes);
    }

    /** Writes SSEDescription; AWS omits it for the AWS owned key, and shows the previous key during a change. */
    void describe(ObjectNode description, Instant now) {
        String key = updating(now) ? formerKeyArn : keyArn;
        if (key == null && !updating(now)) {
            return;
        }
        ObjectNode sse = description.putObject("SSEDescription").put("Status", updating(now) ? "UPDATING" : "ENABLED");
        if (key != null) {
            sse.put("SSEType", "KMS").put("KMSMasterKeyArn", key);
        }
    }
}
