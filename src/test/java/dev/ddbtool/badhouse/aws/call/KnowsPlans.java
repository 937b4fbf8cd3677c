package dev.ddbtool.badhouse.aws.call;

import dev.ddbtool.badhouse.plan.KnowsJson;

/** Knows plans, where only calls are known. */
record KnowsPlans(KnowsJson plan) {}
