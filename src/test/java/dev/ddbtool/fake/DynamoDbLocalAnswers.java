package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;

/** Omits what DynamoDB Local 3.3.1 omits (seen). */
final class DynamoDbLocalAnswers implements AnswerVariation {

    @Override
    public void table(ObjectNode table) {
        table.remove(List.of(
                "SSEDescription", "TableClassSummary", "TableId", "TableThroughputModeSummary", "WarmThroughput"));
        AnswerVariation.each(table, "GlobalSecondaryIndexes").forEach(index -> index.remove("WarmThroughput"));
    }
}
