package dev.ddbtool.problem;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, in the words that a person reads.
 *
 * @param hint the exact next command or IAM action, where there is one
 * @param awsCode the service's error code, where the service refused
 */
public record Failure(
        String message, @Nullable String hint, @Nullable String awsCode) {}
