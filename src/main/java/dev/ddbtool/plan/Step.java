package dev.ddbtool.plan;

import dev.ddbtool.schema.AddableIndex;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change of one table: a call of the control plane, and the wait until it has taken effect. */
public sealed interface Step {

    /** The remedy that it belongs to. */
    Remedy remedy();

    /** The setting that it changes; {@link Setting#TABLE} if it creates or deletes the table. */
    Setting setting();

    /** The operation's name in the API. */
    String action();

    /** The index that the step adds, or null. */
    default @Nullable String index() {
        return null;
    }

    /** The action and the index, if there is one. */
    default String label() {
        return index() == null ? action() : action() + " (" + index() + ")";
    }

    /** Whether the step resolves the difference. One step adds all missing tags. */
    default boolean resolves(Difference difference) {
        return remedy() == difference.remedy() && setting() == difference.setting();
    }

    /** What users must know before the step is carried out; null if there is nothing to know. */
    default @Nullable String warning(String tableName) {
        return null;
    }

    <R> R accept(Visitor<R> visitor);

    /** One method for each kind of step, since Java 17 cannot switch over a sealed type. */
    interface Visitor<R> {
        R createTable(CreateTable step);

        R deleteTable(DeleteTable step);

        R restoreTable(RestoreTable step);

        R enableTimeToLive(EnableTimeToLive step);

        R enableRecovery(EnableRecovery step);

        R createIndex(CreateIndex step);

        R addTags(AddTags step);

        R enableStream(EnableStream step);

        R enableDeletionProtection(EnableDeletionProtection step);

        R enableEncryption(EnableEncryption step);
    }

    /** Creates the table with everything that one call can contain. */
    record CreateTable(Table table, Encryption encryption, List<Tag> tags) implements Step {
        public CreateTable {
            tags = List.copyOf(tags);
        }

        @Override
        public Remedy remedy() {
            return Remedy.CREATE;
        }

        @Override
        public Setting setting() {
            return Setting.TABLE;
        }

        @Override
        public String action() {
            return "CreateTable";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createTable(this);
        }
    }

    /** Deletes the table with its items. Only {@code destroy} plans it. */
    record DeleteTable() implements Step {
        @Override
        public Remedy remedy() {
            return Remedy.DESTROY;
        }

        @Override
        public Setting setting() {
            return Setting.TABLE;
        }

        @Override
        public String action() {
            return "DeleteTable";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.deleteTable(this);
        }
    }

    /**
     * Restores the table into a free name.
     *
     * @param encryption null: as the source
     * @param billing the billing mode and the throughput of the table and its indexes; null: as the source
     * @param bytes the size of the source, for progress; null if it is unknown
     */
    record RestoreTable(
            RestoreSource source,
            @Nullable Encryption encryption,
            @Nullable Table billing,
            @Nullable Long bytes) implements Step {
        @Override
        public Remedy remedy() {
            return Remedy.RESTORE;
        }

        @Override
        public Setting setting() {
            return Setting.TABLE;
        }

        @Override
        public String action() {
            return source.backupArn() == null ? "RestoreTableToPointInTime" : "RestoreTableFromBackup";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.restoreTable(this);
        }
    }

    /** Turns on TTL. */
    record EnableTimeToLive(Remedy remedy, String attributeName) implements Step {
        @Override
        public Setting setting() {
            return Setting.TIME_TO_LIVE;
        }

        @Override
        public String action() {
            return "UpdateTimeToLive";
        }

        /** A table that is still being created has no items that TTL could delete. */
        @Override
        public @Nullable String warning(String tableName) {
            return remedy == Remedy.CREATE
                    ? null
                    : "turning on TTL deletes the items of '" + tableName + "' whose '" + attributeName
                            + "' is in the past";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableTimeToLive(this);
        }
    }

    /** Turns on point-in-time recovery, or extends its period. The period is in days, 1 to 35. */
    record EnableRecovery(Remedy remedy, int recoveryPeriodInDays) implements Step {
        @Override
        public Setting setting() {
            return Setting.POINT_IN_TIME_RECOVERY;
        }

        @Override
        public String action() {
            return "UpdateContinuousBackups";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableRecovery(this);
        }
    }

    /** Adds a global or vector index. The definitions include those of the table. */
    record CreateIndex(AddableIndex definition, List<AttributeDefinition> attributeDefinitions) implements Step {
        public CreateIndex {
            attributeDefinitions = List.copyOf(attributeDefinitions);
        }

        @Override
        public Remedy remedy() {
            return Remedy.ADD_GSI;
        }

        @Override
        public Setting setting() {
            return Setting.of(definition);
        }

        @Override
        public String action() {
            return "UpdateTable";
        }

        @Override
        public String index() {
            return definition.indexName();
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.createIndex(this);
        }
    }

    /** Adds missing tags. */
    record AddTags(Remedy remedy, List<Tag> tags) implements Step {
        public AddTags {
            tags = List.copyOf(tags);
        }

        @Override
        public Setting setting() {
            return Setting.TAG;
        }

        @Override
        public String action() {
            return "TagResource";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.addTags(this);
        }
    }

    /** Turns on the stream. */
    record EnableStream(Remedy remedy, String streamViewType) implements Step {
        @Override
        public Setting setting() {
            return Setting.STREAM;
        }

        @Override
        public String action() {
            return "UpdateTable";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableStream(this);
        }
    }

    /** Turns on deletion protection. */
    record EnableDeletionProtection(Remedy remedy) implements Step {
        @Override
        public Setting setting() {
            return Setting.DELETION_PROTECTION;
        }

        @Override
        public String action() {
            return "UpdateTable";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableDeletionProtection(this);
        }
    }

    /** Changes the encryption from the AWS owned key to KMS. */
    record EnableEncryption(Remedy remedy, Encryption encryption) implements Step {
        @Override
        public Setting setting() {
            return Setting.ENCRYPTION;
        }

        @Override
        public String action() {
            return "UpdateTable";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableEncryption(this);
        }
    }
}
