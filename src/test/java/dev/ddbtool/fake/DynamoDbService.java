package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The operations of DynamoDB's control plane. */
final class DynamoDbService {

    private final Account account;
    private final RateBuckets rates = new RateBuckets();
    private final CreateTable createTable;
    private final Map<String, OperationHandler> operations;

    DynamoDbService(Account account) {
        this.account = account;
        this.createTable = new CreateTable(account);
        TableOperations tables = new TableOperations(account);
        TimeToLiveOperations timeToLive = new TimeToLiveOperations(account);
        ContinuousBackupOperations continuousBackups = new ContinuousBackupOperations(account);
        BackupOperations backups = new BackupOperations(account);
        RestoreOperations restores = new RestoreOperations(account, createTable);
        TagOperations tags = new TagOperations(account);
        this.operations = Map.ofEntries(
                Map.entry("ListTables", tables::list),
                Map.entry("DescribeTable", tables::describe),
                Map.entry("CreateTable", createTable),
                Map.entry("UpdateTable", new UpdateTable(account)),
                Map.entry("DeleteTable", tables::delete),
                Map.entry("DescribeTimeToLive", timeToLive::describe),
                Map.entry("UpdateTimeToLive", timeToLive::update),
                Map.entry("DescribeContinuousBackups", continuousBackups::describe),
                Map.entry("UpdateContinuousBackups", continuousBackups::update),
                Map.entry("ListBackups", backups::list),
                Map.entry("DescribeBackup", backups::describe),
                Map.entry("CreateBackup", backups::create),
                Map.entry("DeleteBackup", backups::delete),
                Map.entry("RestoreTableFromBackup", restores::fromBackup),
                Map.entry("RestoreTableToPointInTime", restores::toPointInTime),
                Map.entry("ListTagsOfResource", tags::list),
                Map.entry("TagResource", tags::tag),
                Map.entry("UntagResource", tags::untag));
    }

    CreateTable createTable() {
        return createTable;
    }

    String answer(OperationCall call, Instant now) {
        @Nullable OperationHandler operation = operations.get(call.operation());
        if (operation == null || account.style().lacks(call.operation())) {
            throw Fault.unknown();
        }
        rates.take(call.operation(), account.limits(), now);
        account.settle(call.table(), now);
        ObjectNode answer = operation.apply(call.input(), now);
        account.style().word(answer);
        account.settle(call.table(), now);
        // these two respond with an empty body
        boolean empty =
                call.operation().endsWith("tagResource") || call.operation().equals("TagResource");
        return empty ? "" : answer.toString();
    }
}
