package dev.ddbtool.aws.call.connect;

import java.time.Duration;
import software.amazon.awssdk.retries.api.AcquireInitialTokenRequest;
import software.amazon.awssdk.retries.api.AcquireInitialTokenResponse;
import software.amazon.awssdk.retries.api.RecordSuccessRequest;
import software.amazon.awssdk.retries.api.RecordSuccessResponse;
import software.amazon.awssdk.retries.api.RefreshRetryTokenRequest;
import software.amazon.awssdk.retries.api.RefreshRetryTokenResponse;
import software.amazon.awssdk.retries.api.RetryStrategy;
import software.amazon.awssdk.retries.api.RetryToken;
import software.amazon.awssdk.retries.api.TokenAcquisitionFailedException;

/**
 * One attempt and no more: retries are {@code RetriedCall}'s, since the SDK's own would hide from the rates and take most of a
 * minute. The SDK's {@code doNotRetry()} does the same, but looks up an account of tokens for each call, in a cache that
 * all calls share.
 */
final class SingleAttempt implements RetryStrategy {

    private static final RetryToken TOKEN = new RetryToken() {};
    private static final AcquireInitialTokenResponse GO = AcquireInitialTokenResponse.create(TOKEN, Duration.ZERO);
    private static final RecordSuccessResponse DONE = RecordSuccessResponse.create(TOKEN);

    @Override
    public AcquireInitialTokenResponse acquireInitialToken(AcquireInitialTokenRequest request) {
        return GO;
    }

    @Override
    public RefreshRetryTokenResponse refreshRetryToken(RefreshRetryTokenRequest request) {
        throw new TokenAcquisitionFailedException("one attempt", TOKEN, request.failure());
    }

    @Override
    public RecordSuccessResponse recordSuccess(RecordSuccessRequest request) {
        return DONE;
    }

    @Override
    public int maxAttempts() {
        return 1;
    }

    /** No attempt is followed by another, whatever the SDK thinks of its failure. */
    @Override
    public boolean useClientDefaults() {
        return false;
    }

    /** @throws UnsupportedOperationException always: there is nothing to set */
    @Override
    public Builder<?, ?> toBuilder() {
        throw new UnsupportedOperationException("a single attempt has no settings");
    }
}
