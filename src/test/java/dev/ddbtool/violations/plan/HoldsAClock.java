package dev.ddbtool.violations.plan;

import java.time.Clock;

/** Has a seam of time of its own. */
record HoldsAClock(Clock clock) {}
