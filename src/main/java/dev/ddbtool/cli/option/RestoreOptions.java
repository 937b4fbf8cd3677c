package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.plan.Moment;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The moment and the target of a restore. */
public final class RestoreOptions {

    private static final Pattern BACKUP = Pattern.compile("arn:[^:]+:dynamodb:[^:]+:[0-9]{12}:table/([^/]+)/backup/.+");

    @Option(
            names = "--at",
            paramLabel = "TIME",
            description = "Restore to this moment: ISO 8601 with Z or an offset, such as 2026-03-02T09:00:00Z.")
    @Nullable
    String at;

    @Option(
            names = "--latest",
            description = "Restore to the latest moment; a table that is gone, to its newest backup.")
    boolean latest;

    @Option(names = "--backup", paramLabel = "ARN", description = "Restore one table from this backup.")
    @Nullable
    String backup;

    @Option(
            names = "--nearest-backup",
            description = "With --at: if no backup of a table that is gone reaches TIME, use the newest before it.")
    boolean nearestBackup;

    @Option(
            names = "--into",
            paramLabel = "NAME",
            description = "Restore under the table names of this environment, which may be undeclared."
                    + " Without it, missing tables are restored under their own names.")
    @Nullable
    String into;

    @Option(names = "--ttl", description = "Turn on TTL at once. It deletes expired items, also restored ones.")
    boolean timeToLive;

    @Option(
            names = "--no-wait",
            description = "Start the restores, print the command that completes the tables, and return.")
    boolean noWait;

    /** The environment whose table names are used; empty for the source's own. */
    public Optional<String> into() {
        return Optional.ofNullable(into);
    }

    public boolean nearestBackup() {
        return nearestBackup;
    }

    public boolean turnsOnTimeToLive() {
        return timeToLive;
    }

    public boolean waits() {
        return !noWait;
    }

    /**
     * The moment to restore to.
     *
     * @param local the time zone of the user, for the error message
     * @throws CommandException if there is not exactly one, or if it is invalid
     */
    public Moment moment(ZoneId local) {
        String given = String.join(
                " conflicts with ",
                Stream.of(at == null ? "" : "--at", latest ? "--latest" : "", backup == null ? "" : "--backup")
                        .filter(option -> !option.isEmpty())
                        .toList());
        if (given.isEmpty()) {
            throw CommandException.usage("missing moment", "use --at TIME, --latest or --backup ARN");
        }
        if (given.contains(" ")) {
            throw CommandException.usage(given, "use only one of them");
        }
        if (nearestBackup && at == null) {
            throw CommandException.usage("--nearest-backup requires --at", "add --at TIME, or omit --nearest-backup");
        }
        if (at != null) {
            return new Moment.At(time(at, local));
        }
        if (backup == null) {
            return new Moment.Latest();
        }
        backedUpTable();
        return new Moment.OfBackup(backup);
    }

    /**
     * The physical name of the table in the backup; empty if none is given.
     *
     * @throws CommandException if the ARN is invalid
     */
    public Optional<String> backedUpTable() {
        if (backup == null) {
            return Optional.empty();
        }
        Matcher matcher = BACKUP.matcher(backup);
        if (!matcher.matches()) {
            throw CommandException.usage(
                    "invalid value '" + backup + "' for --backup",
                    "use the ARN of a backup: aws dynamodb list-backups --backup-type ALL");
        }
        return Optional.of(matcher.group(1));
    }

    private static Instant time(String text, ZoneId local) {
        try {
            return OffsetDateTime.parse(text).toInstant();
        } catch (DateTimeException withoutOffset) {
            LocalDateTime read;
            try {
                read = LocalDateTime.parse(text);
            } catch (DateTimeException invalid) {
                throw CommandException.usage(
                        "invalid value '" + text + "' for --at",
                        "use ISO 8601 with Z or an offset: --at 2026-03-02T09:00:00Z");
            }
            Instant utc = read.toInstant(ZoneOffset.UTC);
            throw CommandException.usage(
                    "time '" + text + "' has no offset: it is " + utc + " as UTC, or "
                            + read.atZone(local).toInstant() + " as local time (" + local + ")",
                    "add Z or an offset: --at " + utc);
        }
    }
}
