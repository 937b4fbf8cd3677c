package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.connect.ConnectionSettings;
import dev.ddbtool.project.Sourced;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a command connects to, and its limits.
 *
 * @param parallel the maximum number of concurrent API calls
 * @param rateLimits whether to limit calls to AWS's documented rates; empty: on AWS, but not on emulators
 * @param timeout the time limit of the command
 * @param expectedAccount the only accepted AWS account, which no emulator has
 * @param declaredAccount the account of the environment, which emulators do not have to match
 */
public record ConnectionRequest(
        ConnectionSettings settings,
        int parallel,
        Optional<Boolean> rateLimits,
        Duration timeout,
        Optional<String> expectedAccount,
        Optional<Sourced<String>> declaredAccount) {}
