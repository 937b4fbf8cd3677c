package dev.ddbtool.violations.aws.call;

import dev.ddbtool.violations.plan.KnowsJson;

/** Uses plans in a package of calls. */
record KnowsPlans(KnowsJson plan) {}
