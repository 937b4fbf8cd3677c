package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * Where to connect, as chosen by options and variables; null leaves the choice to the SDK's own chains.
 *
 * @param endpoint an endpoint URL
 */
public record ConnectionSettings(
        @Nullable String region,
        @Nullable String profile,
        @Nullable String endpoint,
        Endpoint.EndpointKind endpointKind) {}
