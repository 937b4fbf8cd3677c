package dev.ddbtool.fake;

import java.util.HashMap;
import java.util.Map;

/**
 * Quotas and rates of an account.
 *
 * @param tables tables in the Region (Guide, "Quotas": 2,500 at first)
 * @param underWay table operations running at once (Model, {@code LimitExceededException}: 500)
 * @param indexedUnderWay tables with secondary indexes being created at once (the same text: 250)
 * @param restores restores running at once, of any kind (Model, {@code RestoreTableFromBackup}: 50)
 * @param perSecond calls a second, by operation; an operation that is not named has no rate
 */
public record Limits(int tables, int underWay, int indexedUnderWay, int restores, Map<String, Integer> perSecond) {

    public Limits {
        perSecond = Map.copyOf(perSecond);
    }

    /** AWS's quotas without rates: the default for tests. */
    public static Limits quotas() {
        return new Limits(2_500, 500, 250, 50, Map.of());
    }

    /** AWS's quotas and the rates that its API reference documents. */
    public static Limits likeAws() {
        return quotas().withRate("DescribeContinuousBackups", 10)
                .withRate("ListBackups", 5)
                .withRate("DescribeBackup", 10)
                .withRate("CreateBackup", 50)
                .withRate("DeleteBackup", 10)
                .withRate("RestoreTableFromBackup", 10)
                .withRate("ListTagsOfResource", 10)
                .withRate("TagResource", 5)
                .withRate("UntagResource", 5);
    }

    public Limits withTables(int limit) {
        return new Limits(limit, underWay, indexedUnderWay, restores, perSecond);
    }

    public Limits withUnderWay(int limit, int indexed) {
        return new Limits(tables, limit, indexed, restores, perSecond);
    }

    public Limits withRestores(int limit) {
        return new Limits(tables, underWay, indexedUnderWay, limit, perSecond);
    }

    public Limits withRate(String operation, int callsPerSecond) {
        Map<String, Integer> rates = new HashMap<>(perSecond);
        rates.put(operation, callsPerSecond);
        return new Limits(tables, underWay, indexedUnderWay, restores, rates);
    }
}
