package dev.ddbtool.problem;

import org.jspecify.annotations.Nullable;

/**
 * What went wrong, as shown to the user.
 *
 * @param hint the exact next command or IAM action; null if there is none
 * @param awsCode the service's error code; null if the error is not from the service
 */
public record Failure(
        String message, @Nullable String hint, @Nullable String awsCode) {}
