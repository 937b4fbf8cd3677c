package dev.ddbtool.fake;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import org.jspecify.annotations.Nullable;

/** Decides which call fails: scripts first, then the storm. Guarded by the fake's lock. */
final class Faults {

    private final List<Script> scripts = new ArrayList<>();
    private Storm storm = Storm.calm();
    private SplittableRandom random = new SplittableRandom(0);

    void storm(Storm weather) {
        storm = weather;
        random = new SplittableRandom(weather.seed());
    }

    void add(Script script) {
        scripts.add(script);
    }

    void forget(String operation) {
        scripts.removeIf(script -> script.operation().equals(operation));
    }

    /** The fault of this call, or null; every matching script counts the call, the first that applies decides. */
    @Nullable
    Fault next(OperationCall call) {
        Fault scripted = null;
        for (Script script : List.copyOf(scripts)) {
            if (script.hits(call)) {
                script.action().run();
                scripted = scripted == null ? script.fault() : scripted;
            }
        }
        Fault chance = byChance();
        return scripted != null ? scripted : chance;
    }

    private @Nullable Fault byChance() {
        double draw = random.nextDouble();
        draw -= storm.throttling();
        if (draw < 0) {
            return Fault.throttling();
        }
        draw -= storm.internalErrors();
        if (draw < 0) {
            return Fault.internalError();
        }
        draw -= storm.resets();
        if (draw < 0) {
            return Fault.reset();
        }
        draw -= storm.timeouts();
        if (draw < 0) {
            return Fault.timeout();
        }
        if (draw < storm.lostResponses() / 2) {
            return Fault.lostResponse();
        }
        return draw < storm.lostResponses() ? Fault.lostResponseWithTimeout() : null;
    }

    /** The latency of this call. Drawn for every call, so that a fault does not change the latency of other calls. */
    Duration latency() {
        long jitter = storm.jitter().toNanos();
        return storm.latency().plusNanos((long) (random.nextDouble() * jitter));
    }

    Duration patience() {
        return storm.patience();
    }
}
