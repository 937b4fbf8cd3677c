package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.TableSchema;

/**
 * Compares a live table with its schema file and the policy by meaning: an absent value equals its default, unknown
 * live values are not compared, and order matters only in key schemas.
 */
final class Comparison {

    private Comparison() {}

    /** Compares everything. Index steps come last, since building an index can take hours. */
    static ComparisonResult of(
            TableSchema file, LiveTable live, Policy policy, Environment environment, Environments known) {
        ComparisonResult result = new ComparisonResult();
        new FixedSettings(file.table(), live, policy, result).compare();
        new AddableSettings(file, live, policy, environment, known, result).compare();
        new GlobalIndexes(file.table(), live, policy, result).compare();
        return result;
    }
}
