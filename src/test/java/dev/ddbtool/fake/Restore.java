package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * The restore that created a table.
 *
 * @param backupArn null for a restore to a point in time
 * @param tableArn the source, also of the backup
 * @param moment of the data
 * @param finishedAt when the table is ACTIVE
 * @param keptAfterwards whether DescribeTable still shows it then
 */
record Restore(
        @Nullable String backupArn, String tableArn, Instant moment, Instant finishedAt, boolean keptAfterwards) {

    boolean inProgress(Instant now) {
        return now.isBefore(finishedAt);
    }

    /** Writes RestoreSummary. */
    void describe(ObjectNode description, Instant now) {
        if (inProgress(now) || keptAfterwards) {
            ObjectNode summary = description.putObject("RestoreSummary");
            if (backupArn != null) {
                summary.put("SourceBackupArn", backupArn);
            }
            summary.put("SourceTableArn", tableArn)
                    .put("RestoreDateTime", Json.epoch(moment))
                    .put("RestoreInProgress", inProgress(now));
        }
    }
}
