package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Set;

/**
 * How responses describe the same state. The service model does not define whether defaults are returned, and AWS and
 * the emulators differ. A style changes responses, never the state.
 */
public enum AnswerStyle {
    /** Like AWS today: returns some defaults. */
    AWS,

    /** Returns every default, including "none" as a number or an empty list, and reverses unordered lists. */
    EVERY_DEFAULT,

    /** Omits every default. */
    NO_DEFAULT,

    /** Like DynamoDB Local 3.3.1: returns neither encryption nor table class. */
    DYNAMODB_LOCAL,

    /** Like LocalStack 4.14: DynamoDB Local, with the settings that LocalStack itself stores. */
    LOCAL_STACK;

    /** Seen with DynamoDB Local 3.3.1, to which LocalStack forwards them. */
    private static final Set<String> NOT_ON_EMULATORS = Set.of(
            "ListBackups",
            "DescribeBackup",
            "CreateBackup",
            "DeleteBackup",
            "RestoreTableFromBackup",
            "RestoreTableToPointInTime");

    private AnswerVariation wording() {
        return switch (this) {
            case AWS -> new AnswerVariation() {};
            case EVERY_DEFAULT -> new ExplicitDefaults();
            case NO_DEFAULT -> new OmittedDefaults();
            case DYNAMODB_LOCAL -> new DynamoDbLocalAnswers();
            case LOCAL_STACK -> new LocalStackAnswers();
        };
    }

    /** Whether it answers the operation with UnknownOperationException. */
    boolean lacks(String operation) {
        return (this == DYNAMODB_LOCAL || this == LOCAL_STACK) && NOT_ON_EMULATORS.contains(operation);
    }

    /** Changes the response of any operation to this style. */
    void word(ObjectNode answer) {
        AnswerVariation wording = wording();
        for (String member : new String[] {"Table", "TableDescription"}) {
            if (answer.get(member) instanceof ObjectNode table) {
                wording.table(table);
            }
        }
        if (answer.get("TimeToLiveDescription") instanceof ObjectNode timeToLive) {
            wording.timeToLive(answer, timeToLive);
        }
        if (answer.get("ContinuousBackupsDescription") instanceof ObjectNode backups
                && backups.get("PointInTimeRecoveryDescription") instanceof ObjectNode recovery) {
            wording.recovery(backups, recovery);
        }
        if (answer.has("Tags")) {
            wording.tags(answer);
        }
    }
}
