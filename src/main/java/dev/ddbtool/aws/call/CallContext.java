package dev.ddbtool.aws.call;

import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What all calls of one run have in common.
 *
 * @param deadline the time limit of the command
 * @param random for the jitter of pauses
 * @param answered the services that have answered at least once in this run
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

    /** How long to wait, after the time limit, for the answer to a read. */
    private static final Duration READ_GRACE = Duration.ofMillis(500);

    /** The same for a write: whether it changed something belongs in the report. */
    private static final Duration WRITE_GRACE = Duration.ofSeconds(8);

    /** The latest time at which an answer still counts. */
    Instant lastAnswer(boolean write) {
        return deadline.plus(write ? WRITE_GRACE : READ_GRACE);
    }
}
