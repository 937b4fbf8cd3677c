package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.TableSchema;

/**
 * A live table against its schema file and the policy, by meaning: absent equals its default, what the live side does
 * not tell is not compared, and order counts in key schemas alone.
 */
final class Comparison {

    private Comparison() {}

    /** Compares everything; indexes come last among the steps, since the service takes hours over them. */
    static ComparisonResult of(
            TableSchema file, LiveTable live, Policy policy, Environment environment, Environments known) {
        ComparisonResult result = new ComparisonResult();
        new FixedSettings(file.table(), live, policy, result).compare();
        new AddableSettings(file, live, policy, environment, known, result).compare();
        new GlobalIndexes(file.table(), live, policy, result).compare();
        return result;
    }
}
