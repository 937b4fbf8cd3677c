package dev.ddbtool.violations.plan.compare;

import java.util.concurrent.CompletableFuture;

/** Waits for a future. */
record WaitsForAFuture(CompletableFuture<String> answer) {}
