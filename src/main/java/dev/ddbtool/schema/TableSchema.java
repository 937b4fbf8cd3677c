package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.problem.Violation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A table as described by a schema file: the union of what DynamoDB's four read calls return.
 *
 * @param timeToLive null: unknown, which is not the same as "none": it is neither compared nor set
 * @param continuousBackups null: left to the policy; unknown in an answer of AWS
 * @param tags null: unknown, like TTL
 * @param answer whether it is an answer of AWS, whose absent members are unknown instead of left to the policy
 */
public record TableSchema(
        @JsonProperty("Table") Table table,
        @JsonProperty("TimeToLiveDescription") @Nullable TimeToLive timeToLive,

        @JsonProperty("ContinuousBackupsDescription") @Nullable
        ContinuousBackups continuousBackups,

        @JsonProperty("Tags") @Nullable List<Tag> tags,

        @JsonIgnore boolean answer) {

    public TableSchema {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** The content of a schema file. */
    @JsonCreator
    public TableSchema(
            @JsonProperty("Table") Table table,
            @JsonProperty("TimeToLiveDescription") @Nullable TimeToLive timeToLive,
            @JsonProperty("ContinuousBackupsDescription") @Nullable ContinuousBackups continuousBackups,
            @JsonProperty("Tags") @Nullable List<Tag> tags) {
        this(table, timeToLive, continuousBackups, tags, false);
    }

    /** The table's name: logical in a schema file, physical for a live table. */
    public String name() {
        return table.tableName();
    }

    /** A copy without the ARN of the key, for tables that use the AWS managed key. */
    public TableSchema withAwsManagedKey() {
        return with(copy -> copy.sseDescription = SseDescription.kms(null));
    }

    /**
     * Probable mistakes: AWS and DynamoDB Local accept them, but TTL works only with numbers (Developer Guide, "TTL").
     */
    public List<Violation> warnings() {
        String attribute = timeToLive == null || !timeToLive.enabled() ? null : timeToLive.attributeName();
        String type = attribute == null ? null : table.attributeType(attribute);
        if (attribute == null || type == null || type.equals("N")) {
            return List.of();
        }
        return List.of(new Violation(
                "/TimeToLiveDescription/AttributeName",
                "TTL deletes nothing because attribute %s is a key of type %s: use an attribute that holds numbers"
                        .formatted(Quoted.of(attribute), Quoted.of(type))));
    }

    public TableSchema withName(String name) {
        return with(copy -> copy.tableName = name);
    }

    /** A copy without statistics, which change although no setting changes. */
    public TableSchema withoutStatistics() {
        return with(copy -> {
            copy.tableSizeBytes = null;
            copy.itemCount = null;
        });
    }

    /** A copy in which TTL is unknown, so that it is neither compared nor turned on. */
    public TableSchema withoutTimeToLive() {
        return new TableSchema(table, null, continuousBackups, tags, answer);
    }

    /** A copy with changes to its table. */
    public TableSchema with(Consumer<Table.Copy> changes) {
        return new TableSchema(table.with(changes), timeToLive, continuousBackups, tags, answer);
    }

    public TableSchema withTags(List<Tag> changed) {
        return new TableSchema(table, timeToLive, continuousBackups, changed, answer);
    }

    /** The same members as an answer of AWS. */
    public TableSchema asAnswer() {
        return new TableSchema(table, timeToLive, continuousBackups, tags, true);
    }
}
