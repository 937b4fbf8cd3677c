package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.connect.ConnectionSettings;
import java.time.Duration;
import java.util.Optional;

/**
 * Where a run connects to, and its limits there.
 *
 * @param parallel API calls in flight at once
 * @param rateLimits whether AWS's documented rates are kept: empty for on AWS, and not on emulators
 * @param timeout of the whole run
 * @param expectedAccount the only AWS account that is acceptable
 */
public record ConnectionRequest(
        ConnectionSettings settings,
        int parallel,
        Optional<Boolean> rateLimits,
        Duration timeout,
        Optional<String> expectedAccount) {}
