package dev.ddbtool.plan;

import java.time.Instant;

/**
 * A backup that DynamoDB lists. Backups of AWS Backup are not among them.
 *
 * @param type {@code USER}, or {@code SYSTEM} for the backup that DynamoDB creates when a table with point-in-time
 *     recovery is deleted
 */
public record Backup(String arn, String name, String type, Instant created) {

    /**
     * Whether a restore from it gives the table as it was at this moment. After its SYSTEM backup the table did not
     * exist, unless a table of the same name was created: a later backup shows that.
     */
    public boolean reaches(Instant moment) {
        return type.equals("SYSTEM") ? !created.isAfter(moment) : sameSecond(created, moment);
    }

    /** Whether two moments are equal. Responses of AWS may lack fractions of a second. */
    public static boolean sameSecond(Instant one, Instant other) {
        return one.getEpochSecond() == other.getEpochSecond();
    }
}
