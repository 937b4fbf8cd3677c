package dev.ddbtool.plan;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.schema.TableSchema;

/**
 * A live table against its schema file and the policy, by meaning: absent equals its default, what the live side does
 * not tell is not compared, and order counts in key schemas alone.
 */
final class Comparison {

    private Comparison() {}

    /** Compares everything; indexes come last among the steps, since the service takes hours over them. */
    static Findings of(TableSchema file, LiveTable live, Policy policy, Environment environment, Environments known) {
        Findings findings = new Findings();
        new FixedSettings(file.table(), live, policy, findings).compare();
        new AddableSettings(file, live, policy, environment, known, findings).compare();
        new GlobalIndexes(file.table(), live, policy, findings).compare();
        return findings;
    }
}
