package dev.ddbtool.violations.aws.call;

import dev.ddbtool.violations.plan.KnowsJson;

/** Knows plans, where only calls are known. */
record KnowsPlans(KnowsJson plan) {}
