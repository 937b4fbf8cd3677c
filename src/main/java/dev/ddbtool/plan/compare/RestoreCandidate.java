package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A table that may have to be restored.
 *
 * @param source the physical name of the table to restore
 * @param target the physical name of the restored table
 * @param liveSource the live table to copy; null if it is missing or keeps its name
 * @param liveTarget the live table with the name of the restored table
 * @param window the moments to which the live source can be restored; null if its recovery is off
 * @param backups the backups of a table without a live source
 */
public record RestoreCandidate(
        TableSchema schema,
        String source,
        String target,
        @Nullable LiveTable liveSource,
        @Nullable LiveTable liveTarget,
        @Nullable RecoveryWindow window,
        List<Backup> backups) {

    public RestoreCandidate {
        backups = List.copyOf(backups);
    }

    /** Whether the table is restored under its own name. */
    boolean keepsName() {
        return source.equals(target);
    }

    /** Whether backups decide what happens to it. They do not if it is live, unless an earlier run may have restored it. */
    public boolean requiresBackups() {
        return liveSource == null && !(keepsName() && liveTarget != null && !liveTarget.mayBeRestored());
    }

    public RestoreCandidate with(@Nullable RecoveryWindow found) {
        return new RestoreCandidate(schema, source, target, liveSource, liveTarget, found, backups);
    }

    public RestoreCandidate with(List<Backup> found) {
        return new RestoreCandidate(schema, source, target, liveSource, liveTarget, window, found);
    }
}
