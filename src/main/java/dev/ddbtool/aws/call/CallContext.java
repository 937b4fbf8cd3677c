package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * The shared state of all calls of a run.
 *
 * @param deadline the time limit of the command
 * @param random for the jitter of pauses
 * @param answered the services that have responded in this run
 * @param unsupported the operations that the emulator has refused as unsupported
 */
record CallContext(
        Agenda agenda,
        CallQueue queue,
        ErrorTranslator errors,
        boolean emulator,
        Instant deadline,
        RandomGenerator random,
        Set<String> answered,
        Set<Operation> unsupported) {

    /** How long to wait for the response to a read after the time limit. */
    private static final Duration READ_GRACE = Duration.ofMillis(500);

    /** How long to wait for the response to a write, since the report must say whether it changed something. */
    private static final Duration WRITE_GRACE = Duration.ofSeconds(8);

    /** The latest time at which a response is accepted. */
    Instant lastAnswer(boolean write) {
        return deadline.plus(write ? WRITE_GRACE : READ_GRACE);
    }
}
