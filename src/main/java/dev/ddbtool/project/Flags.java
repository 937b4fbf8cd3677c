package dev.ddbtool.project;

import org.jspecify.annotations.Nullable;

/** The flags that select an environment, its tables, and where it is; null if not given. */
public record Flags(
        @Nullable String config,
        @Nullable String environment,
        @Nullable String prefix,
        @Nullable String environments,
        @Nullable String schemas,
        @Nullable String region,
        @Nullable String profile,
        @Nullable String endpointUrl) {}
