package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.UUID;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** All tables of one account in one Region. Guarded by the fake's lock. */
final class Account {

    private final AccountIdentity identity;
    private final KmsKeys keys;
    private final NavigableMap<String, TableState> tables = new TreeMap<>();
    private final NavigableMap<String, Backup> backups = new TreeMap<>();
    private Behaviour behaviour = Behaviour.polite();
    private Limits limits = Limits.quotas();
    private AnswerStyle style = AnswerStyle.AWS;
    private int made;

    Account(AccountIdentity identity) {
        this.identity = identity;
        this.keys = new KmsKeys(identity);
    }

    AccountIdentity identity() {
        return identity;
    }

    KmsKeys keys() {
        return keys;
    }

    NavigableMap<String, TableState> tables() {
        return tables;
    }

    /** All on-demand backups by ARN: by table, then time. */
    NavigableMap<String, Backup> backups() {
        return backups;
    }

    Behaviour behaviour() {
        return behaviour;
    }

    void behaviour(Behaviour value) {
        behaviour = value;
    }

    Limits limits() {
        return limits;
    }

    void limits(Limits value) {
        limits = value;
    }

    AnswerStyle style() {
        return style;
    }

    void style(AnswerStyle value) {
        style = value;
    }

    String nextId() {
        made++;
        return UUID.nameUUIDFromBytes(("table " + made).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    /** Removes tables whose deletion is complete, and expired backups. */
    void settle(Instant now) {
        backups.values().removeIf(backup -> backup.expired(now));
        tables.values().removeIf(table -> table.gone(now));
        tables.values().forEach(table -> table.settle(now));
    }

    /** Removes one table if its deletion is complete. Does not look at the others, of which there may be 10,000. */
    void settle(@Nullable String name, Instant now) {
        TableState table = name == null ? null : tables.get(name);
        if (table != null) {
            table.settle(now);
            if (table.gone(now)) {
                tables.remove(table.name);
            }
        }
    }

    /** The TableStatus of the table of this name; empty if there is none. */
    String status(@Nullable String name, Instant now) {
        settle(name, now);
        TableState table = name == null ? null : tables.get(name);
        return table == null ? "" : table.status(now);
    }

    /** The table that a request names, by name or ARN; ResourceNotFoundException if it cannot be seen. */
    TableState named(JsonNode request, Instant now) {
        String name = tableName(request);
        TableState table = tables.get(name);
        if (table == null || now.isBefore(table.visibleAt)) {
            throw ServiceError.tableMissing(name);
        }
        return table;
    }

    /** The table that a request names, but not one that is being restored: only DescribeTable and DeleteTable see it. */
    TableState namedUnlessRestoring(JsonNode request, Instant now) {
        TableState table = named(request, now);
        if (table.restoring(now)) {
            throw ServiceError.tableMissing(table.name);
        }
        return table;
    }

    /** The table that a request names, for operations of other parts of the service, which see a new table later. */
    TableState namedElsewhere(JsonNode request, Instant now) {
        TableState table = namedUnlessRestoring(request, now);
        if (now.isBefore(table.subresourcesAt)) {
            throw ServiceError.tableMissing(table.name);
        }
        return table;
    }

    /** The table that a backup or a restore reads; TableNotFoundException while it is CREATING or DELETING (seen). */
    TableState restorable(String name, Instant now) {
        settle(name, now);
        TableState table = tables.get(name);
        if (table == null || List.of("CREATING", "DELETING").contains(table.status(now))) {
            throw ServiceError.backupTableMissing(name);
        }
        return table;
    }

    /** The backup that a request names by its ARN. */
    Backup backup(JsonNode request, Instant now) {
        JsonNode given = request.path("BackupArn");
        new Constraints()
                .required(given, "backupArn")
                .length(given, "backupArn", 37, 1024)
                .check();
        if (!given.asText().contains("/backup/")) {
            throw ServiceError.validation("Invalid Backup ARN");
        }
        settle(now);
        Backup backup = backups.get(given.asText());
        if (backup == null || !backup.listed(now)) {
            throw ServiceError.dynamoDb("BackupNotFoundException", "Backup not found: " + given.asText());
        }
        return backup;
    }

    static String tableName(JsonNode request) {
        JsonNode given = request.path("TableName");
        new Constraints().required(given, "tableName").check();
        String name = given.asText().substring(given.asText().lastIndexOf('/') + 1);
        if (name.length() < 3 || name.length() > 255 || !Pattern.matches(Constraints.NAME, name)) {
            throw ServiceError.validation("Invalid table/index name.  Table/index names must be between 3 and 255"
                    + " characters long, and may contain only the characters a-z, A-Z, 0-9, '_', '-', and '.'");
        }
        return name;
    }

    /** Whether a restore from this backup is running; a backup serves one at a time (seen). */
    boolean restoring(Backup backup, Instant now) {
        return tables.values().stream()
                .anyMatch(table -> table.restoring(now)
                        && table.restore != null
                        && backup.arn().equals(table.restore.backupArn()));
    }

    /** Refuses a restore if as many as allowed are running, of either kind; it also counts as a table operation. */
    void admitRestore(Instant now) {
        requireRoom();
        long restores =
                tables.values().stream().filter(table -> table.restoring(now)).count();
        if (restores >= limits.restores()) {
            throw ServiceError.limit("Only " + limits.restores() + " restore operations can be done simultaneously");
        }
        admit(false, now);
    }

    /** Refuses another table if there are as many as allowed. */
    void requireRoom() {
        if (tables.size() >= limits.tables()) {
            throw ServiceError.limit("There is a limit of " + limits.tables() + " tables per subscriber");
        }
    }

    /** Refuses an operation if as many as allowed are running. */
    void admit(boolean createsIndexed, Instant now) {
        settle(now);
        long underWay =
                tables.values().stream().filter(table -> table.underWay(now)).count();
        if (underWay >= limits.underWay()) {
            throw ServiceError.limit(
                    "Only " + limits.underWay() + " tables can be created, updated, or deleted simultaneously");
        }
        long indexed = tables.values().stream()
                .filter(table -> table.status(now).equals("CREATING") && table.indexed())
                .count();
        if (createsIndexed && indexed >= limits.indexedUnderWay()) {
            throw ServiceError.limit("There is a limit of " + limits.indexedUnderWay()
                    + " indexed tables that can be created simultaneously");
        }
    }
}
