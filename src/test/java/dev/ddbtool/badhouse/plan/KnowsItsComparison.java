package dev.ddbtool.badhouse.plan;

import dev.ddbtool.badhouse.plan.compare.ComparesJson;

/** Imports from the package inside its own, which imports from this one: a cycle. */
record KnowsItsComparison(ComparesJson above) {}
