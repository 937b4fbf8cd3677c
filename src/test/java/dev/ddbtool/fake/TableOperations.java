package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** ListTables, DescribeTable and DeleteTable. */
final class TableOperations {

    /** Names on one page (Model, ListTables). */
    private static final int PAGE = 100;

    private final Account account;

    TableOperations(Account account) {
        this.account = account;
    }

    ObjectNode list(ObjectNode request, Instant now) {
        new Constraints().range(request.path("Limit"), "limit", 1, PAGE).check();
        account.settle(now);
        int limit = request.path("Limit").asInt(PAGE);
        String after = request.path("ExclusiveStartTableName").asText();
        ObjectNode answer = Json.object();
        ArrayNode names = answer.putArray("TableNames");
        for (TableState table : account.tables().tailMap(after, false).values()) {
            if (now.isBefore(table.visibleAt)) {
                continue;
            }
            if (names.size() == limit) {
                answer.put("LastEvaluatedTableName", names.path(limit - 1).asText());
                break;
            }
            names.add(table.name);
        }
        return answer;
    }

    ObjectNode describe(ObjectNode request, Instant now) {
        ObjectNode answer = Json.object();
        answer.set("Table", TableDescription.of(account.named(request, now), now));
        return answer;
    }

    ObjectNode delete(ObjectNode request, Instant now) {
        TableState table = account.named(request, now);
        if (table.deletionProtection) {
            throw ServiceError.validation("Resource cannot be deleted as it is currently protected against deletion."
                    + " Disable deletion protection first.");
        }
        String status = table.status(now);
        if (status.equals("CREATING") || status.equals("DELETING")) {
            throw ServiceError.inUse(
                    "Table is being " + (status.equals("CREATING") ? "created" : "deleted") + ": " + table.name);
        }
        if (table.onlineIndexes().stream().anyMatch(index -> !index.status(now).equals("ACTIVE"))) {
            throw ServiceError.inUse("Cannot delete table while indexes are being created, updated, or deleted.");
        }
        if (status.equals("UPDATING") || table.encryption.updating(now)) {
            throw ServiceError.inUse("Table: " + table.name + " is in the process of being updated.");
        }
        if (table.tags.locked(now)) {
            throw ServiceError.inUse("Table tags are being updated: " + table.name);
        }
        account.admit(false, now);
        table.delete(now, account.behaviour().of(Phase.DELETING));
        if (table.continuousBackups.recovery()) {
            Backup backup = Backup.system(table, now, account.behaviour());
            account.backups().put(backup.arn(), backup);
        }
        ObjectNode answer = Json.object();
        answer.set("TableDescription", TableDescription.of(table, now));
        return answer;
    }
}
