package dev.ddbtool.plan;

import org.jspecify.annotations.Nullable;

/**
 * A setting whose value in the schema file is overridden by the policy; or a difference between two environments that
 * their policies explain.
 *
 * @param schema the value of the file, or of the other environment, in the form of {@link Difference}
 * @param policy the value by policy, in the same form
 */
public record PolicyOverride(
        Setting setting, @Nullable Object schema, @Nullable Object policy) {}
