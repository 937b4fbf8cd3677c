package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** ListBackups, DescribeBackup, CreateBackup and DeleteBackup. */
final class BackupOperations {

    /** Backups on one page (Model, ListBackups). */
    private static final int PAGE = 100;

    private final Account account;

    BackupOperations(Account account) {
        this.account = account;
    }

    /** Lists backups by table, then time; also those of tables that are gone. Backups of AWS Backup are not among them. */
    ObjectNode list(ObjectNode request, Instant now) {
        new Constraints()
                .range(request.path("Limit"), "limit", 1, PAGE)
                .oneOf(request.path("BackupType"), "backupType", "USER", "SYSTEM", "AWS_BACKUP", "ALL")
                .length(request.path("ExclusiveStartBackupArn"), "exclusiveStartBackupArn", 37, 1024)
                .check();
        Instant from = Json.instant(request.path("TimeRangeLowerBound"), Instant.MIN);
        Instant to = Json.instant(request.path("TimeRangeUpperBound"), Instant.MAX);
        if (from.isAfter(to)) {
            throw ServiceError.validation("Time range lower bound must be less than or equal to upper bound");
        }
        account.settle(now);
        // without a type, SYSTEM backups are not listed (Model, ListBackupsInput)
        String type = request.path("BackupType").asText("USER");
        String table = request.has("TableName") ? Account.tableName(request) : "";
        int limit = request.path("Limit").asInt(PAGE);
        ObjectNode answer = Json.object();
        ArrayNode summaries = answer.putArray("BackupSummaries");
        String after = request.path("ExclusiveStartBackupArn").asText();
        for (Backup backup : account.backups().tailMap(after, false).values()) {
            boolean matches = backup.listed(now)
                    && (type.equals("ALL") || type.equals(backup.type()))
                    && (table.isEmpty() || table.equals(backup.tableName()))
                    && !backup.createdAt().isBefore(from)
                    && backup.createdAt().isBefore(to);
            if (matches && summaries.size() == limit) {
                JsonNode last = summaries.path(limit - 1);
                answer.put("LastEvaluatedBackupArn", last.path("BackupArn").asText());
                break;
            }
            if (matches) {
                summaries.add(backup.summary(now));
            }
        }
        return answer;
    }

    ObjectNode describe(ObjectNode request, Instant now) {
        Backup backup = account.backup(request, now);
        return description(backup, backup.status(now));
    }

    /** The response says CREATING; names need not be unique (seen). */
    ObjectNode create(ObjectNode request, Instant now) {
        new Constraints().name(request.path("BackupName"), "backupName").check();
        TableState table = account.restorable(Account.tableName(request), now);
        table.continuousBackups.requireAvailable(table.name, now);
        String id = account.nextId().substring(0, 8);
        Backup backup = Backup.user(table, request.path("BackupName").asText(), id, now, account.behaviour());
        account.backups().put(backup.arn(), backup);
        ObjectNode answer = Json.object();
        answer.set("BackupDetails", backup.details("CREATING"));
        return answer;
    }

    ObjectNode delete(ObjectNode request, Instant now) {
        Backup backup = account.backup(request, now);
        if (backup.expiresAt() != null) {
            throw ServiceError.validation("User is not allowed to delete the system backup with arn " + backup.arn()
                    + ". It will automatically expire on " + backup.expiresAt());
        }
        if (account.restoring(backup, now)) {
            throw ServiceError.dynamoDb(
                    "BackupInUseException", "Backup is being used to restore table: " + backup.arn());
        }
        account.backups().remove(backup.arn());
        return description(backup, "DELETED");
    }

    private static ObjectNode description(Backup backup, String status) {
        ObjectNode answer = Json.object();
        answer.set("BackupDescription", backup.describe(status));
        return answer;
    }
}
