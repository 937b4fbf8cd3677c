package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How the same state is described. The service's model leaves it open whether a default is told, and neither AWS nor the
 * emulators always do the same; a style changes what is answered, never what is.
 */
public enum AnswerStyle {
    /** As AWS answers today: some defaults told, others not. */
    AWS,

    /** Every default is told, "none" as a number or an empty list too, and lists come in another order. */
    EVERY_DEFAULT,

    /** Nothing is told that is the default. */
    NO_DEFAULT,

    /** As DynamoDB Local 3.3.1 answers: neither encryption nor table class, whatever CreateTable asked for. */
    DYNAMODB_LOCAL,

    /** As LocalStack 4.14 answers: DynamoDB Local, with what LocalStack itself keeps of a table put over it. */
    LOCAL_STACK;

    private AnswerVariation wording() {
        return switch (this) {
            case AWS -> new AnswerVariation() {};
            case EVERY_DEFAULT -> new ExplicitDefaults();
            case NO_DEFAULT -> new OmittedDefaults();
            case DYNAMODB_LOCAL -> new DynamoDbLocalAnswers();
            case LOCAL_STACK -> new LocalStackAnswers();
        };
    }

    /** Puts an answer of whichever operation into this style. */
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
