package dev.ddbtool.aws;

import java.time.Instant;
import java.util.Set;
import java.util.random.RandomGenerator;

/**
 * What all calls of one run share.
 *
 * @param deadline until when anything is waited for
 * @param random the jitter
 * @param answered the services that have ever answered in this run
 * @param unsupported the operations that the emulator has been found not to have
 */
record Circumstances(
        Agenda agenda,
        CallQueue queue,
        Failures failures,
        boolean emulator,
        Instant deadline,
        RandomGenerator random,
        Set<String> answered,
        Set<Operation> unsupported) {}
