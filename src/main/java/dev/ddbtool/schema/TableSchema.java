package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.problem.Violation;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * One table as a schema file describes it: the union of what DynamoDB's four read calls return. A member that is absent
 * is unknown, which is not the same as "none": it is neither compared nor set.
 */
public record TableSchema(
        @JsonProperty("Table") Table table,
        @JsonProperty("TimeToLiveDescription") @Nullable TimeToLive timeToLive,

        @JsonProperty("ContinuousBackupsDescription") @Nullable
        ContinuousBackups continuousBackups,

        @JsonProperty("Tags") @Nullable List<Tag> tags) {

    public TableSchema {
        tags = tags == null ? null : List.copyOf(tags);
    }

    /** The table's name: logical in a schema file, physical in what a live read returns. */
    public String name() {
        return table.tableName();
    }

    /** The same without the key's ARN, which is that of the AWS-managed key. */
    public TableSchema withAwsManagedKey() {
        return with(copy -> copy.sseDescription = SseDescription.kms(null));
    }

    /** What is probably a mistake: AWS and DynamoDB Local accept it, but only numbers expire (Developer Guide, "TTL"). */
    public List<Violation> warnings() {
        String attribute = timeToLive == null || !timeToLive.enabled() ? null : timeToLive.attributeName();
        String type = attribute == null ? null : table.attributeType(attribute);
        if (attribute == null || type == null || type.equals("N")) {
            return List.of();
        }
        return List.of(new Violation(
                "/TimeToLiveDescription/AttributeName",
                "TTL deletes nothing, since attribute %s is a key of type %s: name an attribute that holds numbers"
                        .formatted(Quoted.of(attribute), Quoted.of(type))));
    }

    public TableSchema withName(String name) {
        return with(copy -> copy.tableName = name);
    }

    /** The same without statistics, which change without a change to the table's settings. */
    public TableSchema withoutStatistics() {
        return with(copy -> {
            copy.tableSizeBytes = null;
            copy.itemCount = null;
        });
    }

    /** The same with changes to its table. */
    public TableSchema with(Consumer<Table.Copy> changes) {
        return new TableSchema(table.with(changes), timeToLive, continuousBackups, tags);
    }
}
