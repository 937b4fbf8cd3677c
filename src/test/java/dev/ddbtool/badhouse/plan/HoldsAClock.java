package dev.ddbtool.badhouse.plan;

import java.time.Clock;

/** Has a seam of time of its own. */
record HoldsAClock(Clock clock) {}
