package dev.ddbtool.plan;

import dev.ddbtool.schema.Tag;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What a table is restored from.
 *
 * @param table the physical name of the source
 * @param backupArn null for a restore by point-in-time recovery
 */
public record RestoreSource(
        String table, String tableArn, @Nullable String backupArn, Instant moment) {

    /** A restore from a backup, whose ARN starts with that of its table. */
    public static RestoreSource of(Backup backup) {
        String tableArn = backup.arn().replaceFirst("/backup/.*", "");
        return new RestoreSource(
                tableArn.substring(tableArn.lastIndexOf('/') + 1), tableArn, backup.arn(), backup.created());
    }

    /** The tag that marks a restored table, since DynamoDB forgets the source of a restore when it ends (seen). */
    public Tag mark() {
        String from = backupArn == null ? moment.toString() : backupArn.substring(backupArn.lastIndexOf('/') + 1);
        return new Tag(Tag.RESTORED, table + "@" + from);
    }

    /** The ARN of a table in the same account and Region. */
    public String arnOf(String name) {
        return tableArn.substring(0, tableArn.lastIndexOf('/') + 1) + name;
    }

    /** Whether it is the same source and moment as in a description, whose moment may lack fractions of a second. */
    public boolean matches(@Nullable RestoreSource described) {
        return described != null
                && Objects.equals(backupArn, described.backupArn)
                && (backupArn != null
                        || (table.equals(described.table) && Backup.sameSecond(moment, described.moment)));
    }
}
