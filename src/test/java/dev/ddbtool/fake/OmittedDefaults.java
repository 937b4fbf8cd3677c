package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** Omits every default. */
final class OmittedDefaults implements AnswerVariation {

    @Override
    public void table(ObjectNode table) {
        leaveOut(table, "/BillingModeSummary/BillingMode", "PROVISIONED", "BillingModeSummary");
        leaveOut(table, "/TableClassSummary/TableClass", "STANDARD", "TableClassSummary");
        leaveOut(table, "/DeletionProtectionEnabled", "false", "DeletionProtectionEnabled");
        if (table.get("SSEDescription") instanceof ObjectNode sse) {
            leaveOut(sse, "/SSEType", "KMS", "SSEType");
        }
        throughput(table);
        AnswerVariation.each(table, "GlobalSecondaryIndexes").forEach(OmittedDefaults::throughput);
    }

    @Override
    public void timeToLive(ObjectNode answer, ObjectNode timeToLive) {
        leaveOut(answer, "/TimeToLiveDescription/TimeToLiveStatus", "DISABLED", "TimeToLiveDescription");
    }

    @Override
    public void recovery(ObjectNode backups, ObjectNode recovery) {
        leaveOut(
                recovery,
                "/RecoveryPeriodInDays",
                String.valueOf(ContinuousBackups.DEFAULT_DAYS),
                "RecoveryPeriodInDays");
        leaveOut(
                backups,
                "/PointInTimeRecoveryDescription/PointInTimeRecoveryStatus",
                "DISABLED",
                "PointInTimeRecoveryDescription");
    }

    @Override
    public void tags(ObjectNode answer) {
        if (answer.path("Tags").isEmpty()) {
            answer.remove("Tags");
        }
    }

    private static void throughput(ObjectNode holder) {
        holder.remove("WarmThroughput");
        if (holder.get("ProvisionedThroughput") instanceof ObjectNode provisioned) {
            for (String member : new String[] {"NumberOfDecreasesToday", "ReadCapacityUnits", "WriteCapacityUnits"}) {
                leaveOut(provisioned, "/" + member, "0", member);
            }
            removeIfEmpty(holder, "ProvisionedThroughput");
        }
        if (holder.get("OnDemandThroughput") instanceof ObjectNode maximums) {
            for (String member : new String[] {"MaxReadRequestUnits", "MaxWriteRequestUnits"}) {
                leaveOut(maximums, "/" + member, "-1", member);
            }
            removeIfEmpty(holder, "OnDemandThroughput");
        }
    }

    private static void leaveOut(ObjectNode holder, String pointer, String defaultValue, String member) {
        JsonNode value = holder.at(pointer);
        if (!value.isMissingNode() && value.asText().equals(defaultValue)) {
            holder.remove(member);
        }
    }

    private static void removeIfEmpty(ObjectNode holder, String member) {
        if (holder.path(member).isEmpty()) {
            holder.remove(member);
        }
    }
}
