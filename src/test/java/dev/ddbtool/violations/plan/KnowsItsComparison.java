package dev.ddbtool.violations.plan;

import dev.ddbtool.violations.plan.compare.ComparesJson;

/** Imports from its subpackage, which creates a cycle. */
record KnowsItsComparison(ComparesJson above) {}
