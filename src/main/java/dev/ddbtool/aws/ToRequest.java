package dev.ddbtool.aws;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;

/** The one mapping out: from steps to the requests that carry them out. */
final class ToRequest {

    private ToRequest() {}

    /**
     * The body of the request that a step makes, as it goes over the wire.
     *
     * @param arn the table's ARN, which tags are put on; a placeholder where the table is yet to be made
     */
    static Map<String, Object> body(Step step, String tableName, String arn) {
        return WireModel.toMap(step.accept(new Requests(tableName, arn)));
    }

    static UpdateTableRequest createIndex(Step.CreateIndex step, String tableName) {
        dev.ddbtool.schema.GlobalSecondaryIndex index = step.definition();
        return UpdateTableRequest.builder()
                .tableName(tableName)
                .attributeDefinitions(step.attributeDefinitions().stream()
                        .map(ToRequest::definition)
                        .toList())
                .globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(create -> create.indexName(index.indexName())
                                .keySchema(keys(index.keySchema()))
                                .projection(projection(index.projection()))
                                .provisionedThroughput(throughput(index.provisionedThroughput()))
                                .onDemandThroughput(maximums(index.onDemandThroughput())))
                        .build())
                .build();
    }

    static UpdateTimeToLiveRequest enableTimeToLive(Step.EnableTimeToLive step, String tableName) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(tableName)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(step.attributeName()))
                .build();
    }

    static UpdateContinuousBackupsRequest enableRecovery(Step.EnableRecovery step, String tableName) {
        return UpdateContinuousBackupsRequest.builder()
                .tableName(tableName)
                .pointInTimeRecoverySpecification(recovery ->
                        recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(step.recoveryPeriodInDays()))
                .build();
    }

    static TagResourceRequest addTags(Step.AddTags step, String arn) {
        return TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(tags(step.tags()))
                .build();
    }

    private static UpdateTableRequest update(String tableName, Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(tableName);
        change.accept(request);
        return request.build();
    }

    static UpdateTableRequest enableStream(Step.EnableStream step, String tableName) {
        return update(
                tableName,
                request -> request.streamSpecification(
                        stream -> stream.streamEnabled(true).streamViewType(step.streamViewType())));
    }

    static UpdateTableRequest enableDeletionProtection(String tableName) {
        return update(tableName, request -> request.deletionProtectionEnabled(true));
    }

    static UpdateTableRequest enableEncryption(Step.EnableEncryption step, String tableName) {
        return update(tableName, request -> request.sseSpecification(encryption(step.encryption())));
    }

    static List<AttributeDefinition> definitions(Table table) {
        return table.attributeDefinitions().stream().map(ToRequest::definition).toList();
    }

    private static AttributeDefinition definition(dev.ddbtool.schema.AttributeDefinition definition) {
        return AttributeDefinition.builder()
                .attributeName(definition.attributeName())
                .attributeType(definition.attributeType())
                .build();
    }

    static List<KeySchemaElement> keys(List<dev.ddbtool.schema.KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.attributeName())
                        .keyType(key.keyType())
                        .build())
                .toList();
    }

    static Projection projection(dev.ddbtool.schema.Projection projection) {
        return Projection.builder()
                .projectionType(projection.projectionType())
                .nonKeyAttributes(projection.nonKeyAttributes().isEmpty() ? null : projection.nonKeyAttributes())
                .build();
    }

    static @Nullable ProvisionedThroughput throughput(dev.ddbtool.schema.@Nullable ProvisionedThroughput throughput) {
        return throughput == null
                ? null
                : ProvisionedThroughput.builder()
                        .readCapacityUnits(throughput.readCapacityUnits())
                        .writeCapacityUnits(throughput.writeCapacityUnits())
                        .build();
    }

    static @Nullable OnDemandThroughput maximums(dev.ddbtool.schema.@Nullable OnDemandThroughput throughput) {
        return throughput == null
                ? null
                : OnDemandThroughput.builder()
                        .maxReadRequestUnits(throughput.maxReadRequestUnits())
                        .maxWriteRequestUnits(throughput.maxWriteRequestUnits())
                        .build();
    }

    /** Null for the key owned by AWS, which is what a table has that says nothing. */
    static @Nullable SSESpecification encryption(Encryption encryption) {
        if (!encryption.kms()) {
            return null;
        }
        SSESpecification.Builder sse = SSESpecification.builder().enabled(true);
        return encryption.keyId() == null
                ? sse.build()
                : sse.sseType(SSEType.KMS).kmsMasterKeyId(encryption.keyId()).build();
    }

    static List<Tag> tags(Collection<dev.ddbtool.schema.Tag> tags) {
        return tags.stream()
                .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
                .toList();
    }

    private record Requests(String tableName, String arn) implements Step.Visitor<SdkPojo> {
        @Override
        public SdkPojo createTable(Step.CreateTable step) {
            return ToCreateTable.request(step);
        }

        @Override
        public SdkPojo enableTimeToLive(Step.EnableTimeToLive step) {
            return ToRequest.enableTimeToLive(step, tableName);
        }

        @Override
        public SdkPojo enableRecovery(Step.EnableRecovery step) {
            return ToRequest.enableRecovery(step, tableName);
        }

        @Override
        public SdkPojo createIndex(Step.CreateIndex step) {
            return ToRequest.createIndex(step, tableName);
        }

        @Override
        public SdkPojo addTags(Step.AddTags step) {
            return ToRequest.addTags(step, arn);
        }

        @Override
        public SdkPojo enableStream(Step.EnableStream step) {
            return ToRequest.enableStream(step, tableName);
        }

        @Override
        public SdkPojo enableDeletionProtection(Step.EnableDeletionProtection step) {
            return ToRequest.enableDeletionProtection(tableName);
        }

        @Override
        public SdkPojo enableEncryption(Step.EnableEncryption step) {
            return ToRequest.enableEncryption(step, tableName);
        }
    }
}
