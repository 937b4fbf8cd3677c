package dev.ddbtool.badhouse.plan.compare;

import java.util.concurrent.CompletableFuture;

/** Waits for what others compute. */
record WaitsForAFuture(CompletableFuture<String> answer) {}
