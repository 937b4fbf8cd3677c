package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.LiveTable;
import java.util.Map;

/**
 * Compares a live table with its target by meaning: an absent value equals its default, unknown values are not compared,
 * and order matters only in key schemas.
 */
final class Comparison {

    private Comparison() {}

    /**
     * Compares everything. Index steps come last, since building an index can take hours.
     *
     * @param tags the tags that the table must have
     */
    static ComparisonResult of(TargetTable target, Map<String, String> tags, LiveTable live, Environments known) {
        ComparisonResult result = new ComparisonResult();
        new FixedSettings(target, live, result).compare();
        new AddableSettings(target, tags, live, known, result).compare();
        new AddableIndexes(target.file().table(), live, target.policy(), result).compare();
        return result;
    }
}
