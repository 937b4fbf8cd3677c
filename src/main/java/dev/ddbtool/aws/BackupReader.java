package dev.ddbtool.aws;

import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.schema.Table;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BackupTypeFilter;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.ListBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;

/** Reads what tables can be restored from. */
public final class BackupReader {

    private final ControlPlane controlPlane;

    public BackupReader(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /** A backup and the table in it. */
    public record Content(Backup backup, Table table) {}

    /** The moments to which a live table can be restored; empty if recovery is off. */
    public CompletableFuture<Optional<RecoveryWindow>> window(String name) {
        return controlPlane
                .call(
                        Operation.DESCRIBE_CONTINUOUS_BACKUPS,
                        name,
                        client -> client.describeContinuousBackups(request -> request.tableName(name)))
                .thenApply((DescribeContinuousBackupsResponse response) -> Optional.ofNullable(
                                response.continuousBackupsDescription().pointInTimeRecoveryDescription())
                        .filter(recovery -> recovery.earliestRestorableDateTime() != null
                                && recovery.latestRestorableDateTime() != null)
                        .map((PointInTimeRecoveryDescription recovery) -> new RecoveryWindow(
                                recovery.earliestRestorableDateTime(), recovery.latestRestorableDateTime())));
    }

    /** The backups of all tables that have, or had, this name. */
    public CompletableFuture<List<Backup>> list(String name) {
        List<Backup> all = new ArrayList<>();
        return controlPlane
                .pages(
                        Operation.LIST_BACKUPS,
                        start -> controlPlane
                                .call(
                                        Operation.LIST_BACKUPS,
                                        name,
                                        client -> client.listBackups(request -> request.tableName(name)
                                                .backupType(BackupTypeFilter.ALL)
                                                .exclusiveStartBackupArn(start)))
                                .thenApply((ListBackupsResponse page) -> {
                                    page.backupSummaries().stream()
                                            .filter(summary -> !"CREATING".equals(summary.backupStatusAsString())
                                                    && !"DELETED".equals(summary.backupStatusAsString()))
                                            .map(BackupReader::backup)
                                            .forEach(all::add);
                                    return Optional.ofNullable(page.lastEvaluatedBackupArn());
                                }))
                .thenApply(done -> all);
    }

    /** Describes a backup with this ARN. */
    public CompletableFuture<Content> describe(String arn) {
        return controlPlane
                .call(
                        Operation.DESCRIBE_BACKUP,
                        arn,
                        client -> client.describeBackup(request -> request.backupArn(arn)))
                .thenApply((DescribeBackupResponse response) -> new Content(
                        backup(response.backupDescription().backupDetails()),
                        ResponseMapper.table(response.backupDescription())));
    }

    private static Backup backup(BackupSummary summary) {
        return new Backup(
                summary.backupArn(),
                summary.backupName(),
                summary.backupTypeAsString(),
                summary.backupCreationDateTime());
    }

    private static Backup backup(BackupDetails details) {
        return new Backup(
                details.backupArn(),
                details.backupName(),
                details.backupTypeAsString(),
                details.backupCreationDateTime());
    }
}
