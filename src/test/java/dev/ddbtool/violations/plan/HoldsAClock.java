package dev.ddbtool.violations.plan;

import java.time.Clock;

/** Has a clock. */
record HoldsAClock(Clock clock) {}
