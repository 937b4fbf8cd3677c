package dev.ddbtool.violations.plan;

import dev.ddbtool.violations.plan.compare.ComparesJson;

/** Imports from the package inside its own, which imports from this one: a cycle. */
record KnowsItsComparison(ComparesJson above) {}
