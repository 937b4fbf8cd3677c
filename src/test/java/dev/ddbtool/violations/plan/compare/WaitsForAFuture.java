package dev.ddbtool.violations.plan.compare;

import java.util.concurrent.CompletableFuture;

/** Waits for what others compute. */
record WaitsForAFuture(CompletableFuture<String> answer) {}
