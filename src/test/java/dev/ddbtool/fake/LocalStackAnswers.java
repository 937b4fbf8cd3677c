package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * DynamoDB Local's description, with the class and encryption that LocalStack remembers of CreateTable, its own warm
 * throughput, and recovery without a period (read off LocalStack's provider for DynamoDB, and seen with DynamoDB Local).
 */
final class LocalStackAnswers implements AnswerVariation {

    /** What DynamoDB Local writes for a moment that never was. */
    private static final double NEVER = 0;

    @Override
    public void table(ObjectNode table) {
        table.remove("TableThroughputModeSummary");
        if (table.get("ProvisionedThroughput") instanceof ObjectNode throughput) {
            throughput.put("LastIncreaseDateTime", NEVER).put("LastDecreaseDateTime", NEVER);
        }
        if (table.has("WarmThroughput")) {
            table.putObject("WarmThroughput")
                    .put("ReadUnitsPerSecond", 5)
                    .put("WriteUnitsPerSecond", 5)
                    .put("Status", table.path("TableStatus").asText());
        }
        AnswerVariation.each(table, "GlobalSecondaryIndexes").forEach(index -> index.remove("WarmThroughput"));
    }

    @Override
    public void recovery(ObjectNode backups, ObjectNode recovery) {
        String status = recovery.path("PointInTimeRecoveryStatus").asText();
        recovery.removeAll();
        recovery.put("PointInTimeRecoveryStatus", status);
    }
}
