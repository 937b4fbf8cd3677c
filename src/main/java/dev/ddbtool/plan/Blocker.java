package dev.ddbtool.plan;

import org.jspecify.annotations.Nullable;

/**
 * Why a step must not be carried out. It stops the run before the first write, if the run would carry out steps of its
 * remedy.
 */
public record Blocker(
        Remedy remedy, String message, @Nullable String hint) {}
