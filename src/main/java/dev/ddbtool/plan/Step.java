package dev.ddbtool.plan;

import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** One change to one table: one call of the control plane and the wait for what it starts. */
public sealed interface Step {

    /** Which command carries it out. */
    Remedy remedy();

    /** What it changes; the whole table where it makes one. */
    Setting setting();

    /** The operation's name in the API. */
    String action();

    /** The index that the step is about, or null. */
    default @Nullable String index() {
        return null;
    }

    /** The action, with the index that it is about. */
    default String label() {
        return index() == null ? action() : action() + " (" + index() + ")";
    }

    <R> R accept(Visitor<R> visitor);

    /** One method a kind of step, since Java 17 cannot switch over a sealed type. */
    interface Visitor<R> {
        R createTable(CreateTable step);

        R enableTimeToLive(EnableTimeToLive step);

        R enableRecovery(EnableRecovery step);

        R createIndex(CreateIndex step);

        R addTags(AddTags step);

        R enableStream(EnableStream step);

        R enableDeletionProtection(EnableDeletionProtection step);

        R enableEncryption(EnableEncryption step);
    }

    /** Makes the table with everything that one call can carry. */
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

    /** Turns time to live on. */
    record EnableTimeToLive(Remedy remedy, String attributeName) implements Step {
        @Override
        public Setting setting() {
            return Setting.TIME_TO_LIVE;
        }

        @Override
        public String action() {
            return "UpdateTimeToLive";
        }

        @Override
        public <R> R accept(Visitor<R> visitor) {
            return visitor.enableTimeToLive(this);
        }
    }

    /** Turns point-in-time recovery on, or makes its period longer; the period is in days, 1 to 35. */
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

    /** Adds a global secondary index; the definitions are the union of the table's own and the index's. */
    record CreateIndex(GlobalSecondaryIndex definition, List<AttributeDefinition> attributeDefinitions)
            implements Step {
        public CreateIndex {
            attributeDefinitions = List.copyOf(attributeDefinitions);
        }

        @Override
        public Remedy remedy() {
            return Remedy.ADD_GSI;
        }

        @Override
        public Setting setting() {
            return Setting.GLOBAL_SECONDARY_INDEX;
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

    /** Adds tags that the table lacks. */
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

    /** Turns the stream on. */
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

    /** Protects the table against deletion. */
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

    /** Encrypts with KMS instead of the key owned by AWS. */
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
