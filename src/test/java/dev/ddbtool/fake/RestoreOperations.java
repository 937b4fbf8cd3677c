package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * RestoreTableFromBackup and RestoreTableToPointInTime. Checks come in the order in which AWS makes them (seen): shape,
 * source, moment, target. A refused request creates nothing.
 */
final class RestoreOperations {

    private static final Pattern TABLE_ARN = Pattern.compile("arn:[^:]+:dynamodb:[^:]+:[0-9]{12}:table/([^/]+)");

    private final Account account;
    private final CreateTable createTable;

    RestoreOperations(Account account, CreateTable createTable) {
        this.account = account;
        this.createTable = createTable;
    }

    ObjectNode fromBackup(ObjectNode request, Instant now) {
        RequestShapes.restore(request);
        Backup backup = account.backup(request, now);
        ObjectNode wanted = RestoredTable.request(backup.table(), request);
        checkTarget(request, now);
        if (account.restoring(backup, now)) {
            throw inUse("Backup is being used to restore another table: " + backup.arn());
        }
        if (!backup.available(now)) {
            throw inUse("Backup is being created: " + backup.arn());
        }
        String source = backup.table().path("TableArn").asText();
        return restore(wanted, backup.arn(), source, backup.createdAt(), backup.size(), now);
    }

    ObjectNode toPointInTime(ObjectNode request, Instant now) {
        RequestShapes.restore(request);
        boolean latest = request.path("UseLatestRestorableTime").asBoolean();
        if (latest && request.has("RestoreDateTime")) {
            throw ServiceError.validation("Invalid Request: Both RestoreDateTime and UseLatestRestorableTime cannot be"
                    + " set for point-in-time restore request. Please specify only one of them");
        }
        if (!latest && !request.has("RestoreDateTime")) {
            throw ServiceError.validation("Invalid Request: Either one of RestoreDateTime or UseLatestRestorableTime"
                    + " must be specified, but not both");
        }
        account.settle(now);
        TableState source = account.restorable(sourceName(request), now);
        if (!source.continuousBackups.recovery()) {
            throw ServiceError.dynamoDb(
                    "PointInTimeRecoveryUnavailableException",
                    "Point in time recovery is not enabled for table '" + source.name + "'");
        }
        Instant from = source.continuousBackups.earliest(now);
        Instant to = source.continuousBackups.latest(now);
        Instant moment = Json.instant(request.path("RestoreDateTime"), to);
        if (moment.isBefore(from) || moment.isAfter(to)) {
            throw ServiceError.dynamoDb(
                    "InvalidRestoreTimeException",
                    "RestoreDateTime '" + moment + "' must be within EarliestRestorableDateTime '" + from
                            + "' and LatestRestorableDateTime '" + to + "'");
        }
        // settings are those of now, only the items are those of the moment (Model)
        ObjectNode wanted = RestoredTable.request(TableDescription.of(source, now), request);
        checkTarget(request, now);
        return restore(wanted, null, source.arn, moment, source.statistics.at(moment), now);
    }

    private static String sourceName(JsonNode request) {
        String name = Json.text(request, "SourceTableName");
        String arn = Json.text(request, "SourceTableArn");
        if (name != null && arn != null) {
            throw ServiceError.validation("Must provide exactly one of: sourceTableArn, sourceTableName");
        }
        if (arn == null) {
            return name == null ? missingSource() : name;
        }
        Matcher matcher = TABLE_ARN.matcher(arn);
        if (!matcher.matches()) {
            throw ServiceError.validation("sourceTableArn is not a valid ARN");
        }
        return matcher.group(1);
    }

    private static String missingSource() {
        throw ServiceError.validation("The parameter 'TableName' is required");
    }

    /** A name is free only when a table of that name is gone. */
    private void checkTarget(JsonNode request, Instant now) {
        String name = request.path("TargetTableName").asText();
        account.settle(name, now);
        TableState table = account.tables().get(name);
        if (table == null) {
            return;
        }
        Restore restore = table.restore;
        if (restore != null && restore.inProgress(now)) {
            String backup = restore.backupArn() == null ? "" : " from backup: " + restore.backupArn();
            throw ServiceError.dynamoDb(
                    "TableInUseException", "Table: " + name + " is already being restored" + backup);
        }
        if (table.status(now).equals("CREATING")) {
            throw ServiceError.dynamoDb("TableInUseException", "Table is being created: " + name);
        }
        throw ServiceError.dynamoDb("TableAlreadyExistsException", "Table already exists: " + name);
    }

    private ObjectNode restore(
            ObjectNode wanted,
            @Nullable String backupArn,
            String sourceArn,
            Instant moment,
            Statistics.Size size,
            Instant now) {
        account.admitRestore(now);
        Behaviour behaviour = account.behaviour();
        TableState table = createTable.make(wanted, behaviour.restoring(), now);
        table.restore = new Restore(backupArn, sourceArn, moment, table.activeAt, behaviour.keepingRestoreSummary());
        table.statistics.set(size, table.activeAt);
        table.dropUnusedAttributes();
        ObjectNode answer = Json.object();
        answer.set("TableDescription", TableDescription.of(table, now));
        return answer;
    }

    private static ServiceError inUse(String message) {
        return ServiceError.dynamoDb("BackupInUseException", message);
    }
}
