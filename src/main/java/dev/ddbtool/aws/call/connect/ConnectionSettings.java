package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.Endpoint;
import org.jspecify.annotations.Nullable;

/**
 * What a person chose of where to connect; what is null is left to the SDK's own chains.
 *
 * @param endpoint an endpoint URL
 */
public record ConnectionSettings(
        @Nullable String region,
        @Nullable String profile,
        @Nullable String endpoint,
        Endpoint.EndpointKind endpointKind) {}
