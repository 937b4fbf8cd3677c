package dev.ddbtool.plan;

import dev.ddbtool.schema.DynamoDbLimits;
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
        return mark(table, backupArn == null ? moment.toString() : backupArn.substring(backupArn.lastIndexOf('/') + 1));
    }

    /** Whether a tag marks a restore from this table, of any moment. */
    public static boolean isFrom(Tag mark, String table) {
        return mark.equals(mark(table, mark.value().substring(mark.value().lastIndexOf('@') + 1)));
    }

    /** If a name is so long that the value would exceed the limit, the value is only the end of it. */
    private static Tag mark(String table, String from) {
        String value = table + "@" + from;
        return new Tag(Tag.RESTORED, value.substring(Math.max(0, value.length() - DynamoDbLimits.TAG_VALUE)));
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
