package dev.ddbtool.aws;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.Table;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.CreateVectorIndexAction;
import software.amazon.awssdk.services.dynamodb.model.DeleteTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.OnDemandThroughput;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ProvisionedThroughput;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableFromBackupRequest;
import software.amazon.awssdk.services.dynamodb.model.RestoreTableToPointInTimeRequest;
import software.amazon.awssdk.services.dynamodb.model.SSESpecification;
import software.amazon.awssdk.services.dynamodb.model.SSEType;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TagResourceRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateContinuousBackupsRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.UpdateTimeToLiveRequest;
import software.amazon.awssdk.services.dynamodb.model.VectorAttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.VectorIndex;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexUpdate;

/**
 * Maps steps to requests.
 *
 * @param arn the ARN of the table, for tags; its name while the table does not exist
 */
record RequestMapper(String tableName, String arn) implements Step.Visitor<SdkPojo> {

    /** Creates the mapper for the steps of a plan. */
    static RequestMapper of(TablePlan plan) {
        RestoreSource source = plan.source();
        String arn = source != null
                ? source.arnOf(plan.name())
                : plan.live() == null ? plan.name() : plan.live().arn();
        return new RequestMapper(plan.name(), arn);
    }

    /** The body of the request for a step, as it is sent. */
    Map<String, Object> body(Step step) {
        return WireModel.toMap(step.accept(this));
    }

    @Override
    public CreateTableRequest createTable(Step.CreateTable step) {
        Table table = step.table();
        CreateTableRequest.Builder request = CreateTableRequest.builder()
                .attributeDefinitions(table.attributeDefinitions().stream()
                        .map(RequestMapper::definition)
                        .toList())
                .tableName(table.tableName())
                .keySchema(keys(table.keySchema()))
                .billingMode(table.billingMode())
                .provisionedThroughput(throughput(table.provisionedThroughput()))
                .onDemandThroughput(maximums(table.onDemandThroughput()))
                .sseSpecification(encryption(step.encryption()))
                .tableClass(table.tableClassSummary() == null ? null : table.tableClass())
                .deletionProtectionEnabled(table.deletionProtectionEnabled());
        if (table.streamViewType() != null) {
            request.streamSpecification(stream -> stream.streamEnabled(true).streamViewType(table.streamViewType()));
        }
        if (!table.localSecondaryIndexes().isEmpty()) {
            request.localSecondaryIndexes(table.localSecondaryIndexes().stream()
                    .map(index -> LocalSecondaryIndex.builder()
                            .indexName(index.indexName())
                            .keySchema(keys(index.keySchema()))
                            .projection(projection(index.projection()))
                            .build())
                    .toList());
        }
        if (!table.globalSecondaryIndexes().isEmpty()) {
            request.globalSecondaryIndexes(table.globalSecondaryIndexes().stream()
                    .map(RequestMapper::globalIndex)
                    .toList());
        }
        if (!table.vectorIndexes().isEmpty()) {
            request.vectorIndexes(table.vectorIndexes().stream()
                    .map(RequestMapper::vectorIndex)
                    .toList());
        }
        if (!step.tags().isEmpty()) {
            request.tags(tags(step.tags()));
        }
        return request.build();
    }

    @Override
    public DeleteTableRequest deleteTable(Step.DeleteTable step) {
        return DeleteTableRequest.builder().tableName(tableName).build();
    }

    /** Contains only overrides that are chosen: an empty list of indexes would restore no index (seen). */
    @Override
    public SdkPojo restoreTable(Step.RestoreTable step) {
        RestoreSource source = step.source();
        Table billing = step.billing();
        String billingMode = billing == null ? null : billing.billingMode();
        ProvisionedThroughput units = billing == null ? null : throughput(billing.provisionedThroughput());
        List<GlobalSecondaryIndex> indexes = billing == null
                        || units == null
                        || billing.globalSecondaryIndexes().isEmpty()
                ? null
                : billing.globalSecondaryIndexes().stream()
                        .map(RequestMapper::globalIndex)
                        .toList();
        SSESpecification sse = step.encryption() == null
                ? null
                : step.encryption().kms()
                        ? encryption(step.encryption())
                        : SSESpecification.builder().enabled(false).build();
        return source.backupArn() != null
                ? RestoreTableFromBackupRequest.builder()
                        .targetTableName(tableName)
                        .backupArn(source.backupArn())
                        .billingModeOverride(billingMode)
                        .globalSecondaryIndexOverride(indexes)
                        .provisionedThroughputOverride(units)
                        .sseSpecificationOverride(sse)
                        .build()
                : RestoreTableToPointInTimeRequest.builder()
                        .sourceTableName(source.table())
                        .targetTableName(tableName)
                        .restoreDateTime(source.moment())
                        .billingModeOverride(billingMode)
                        .globalSecondaryIndexOverride(indexes)
                        .provisionedThroughputOverride(units)
                        .sseSpecificationOverride(sse)
                        .build();
    }

    @Override
    public UpdateTableRequest createIndex(Step.CreateIndex step) {
        return update(request -> {
            request.attributeDefinitions(step.attributeDefinitions().stream()
                    .map(RequestMapper::definition)
                    .toList());
            if (step.definition() instanceof dev.ddbtool.schema.VectorIndex vector) {
                request.vectorIndexUpdates(VectorIndexUpdate.builder()
                        .create(creation(vectorIndex(vector)))
                        .build());
            } else {
                request.globalSecondaryIndexUpdates(GlobalSecondaryIndexUpdate.builder()
                        .create(creation(globalIndex((dev.ddbtool.schema.GlobalSecondaryIndex) step.definition())))
                        .build());
            }
        });
    }

    private static CreateGlobalSecondaryIndexAction creation(GlobalSecondaryIndex index) {
        return CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.indexName())
                .keySchema(index.keySchema())
                .projection(index.projection())
                .provisionedThroughput(index.provisionedThroughput())
                .onDemandThroughput(index.onDemandThroughput())
                .build();
    }

    private static CreateVectorIndexAction creation(VectorIndex index) {
        return CreateVectorIndexAction.builder()
                .indexName(index.indexName())
                .vectorAttribute(index.vectorAttribute())
                .searchSchema(index.hasSearchSchema() ? index.searchSchema() : null)
                .projection(index.projection())
                .dimensions(index.dimensions())
                .distanceFunction(index.distanceFunctionAsString())
                .build();
    }

    @Override
    public UpdateTimeToLiveRequest enableTimeToLive(Step.EnableTimeToLive step) {
        return UpdateTimeToLiveRequest.builder()
                .tableName(tableName)
                .timeToLiveSpecification(ttl -> ttl.enabled(true).attributeName(step.attributeName()))
                .build();
    }

    @Override
    public UpdateContinuousBackupsRequest enableRecovery(Step.EnableRecovery step) {
        return UpdateContinuousBackupsRequest.builder()
                .tableName(tableName)
                .pointInTimeRecoverySpecification(recovery ->
                        recovery.pointInTimeRecoveryEnabled(true).recoveryPeriodInDays(step.recoveryPeriodInDays()))
                .build();
    }

    @Override
    public TagResourceRequest addTags(Step.AddTags step) {
        return TagResourceRequest.builder()
                .resourceArn(arn)
                .tags(tags(step.tags()))
                .build();
    }

    @Override
    public UpdateTableRequest enableStream(Step.EnableStream step) {
        return update(request -> request.streamSpecification(
                stream -> stream.streamEnabled(true).streamViewType(step.streamViewType())));
    }

    @Override
    public UpdateTableRequest enableDeletionProtection(Step.EnableDeletionProtection step) {
        return update(request -> request.deletionProtectionEnabled(true));
    }

    @Override
    public UpdateTableRequest enableEncryption(Step.EnableEncryption step) {
        return update(request -> request.sseSpecification(encryption(step.encryption())));
    }

    private UpdateTableRequest update(Consumer<UpdateTableRequest.Builder> change) {
        UpdateTableRequest.Builder request = UpdateTableRequest.builder().tableName(tableName);
        change.accept(request);
        return request.build();
    }

    private static GlobalSecondaryIndex globalIndex(dev.ddbtool.schema.GlobalSecondaryIndex index) {
        return GlobalSecondaryIndex.builder()
                .indexName(index.indexName())
                .keySchema(keys(index.keySchema()))
                .projection(projection(index.projection()))
                .provisionedThroughput(throughput(index.provisionedThroughput()))
                .onDemandThroughput(maximums(index.onDemandThroughput()))
                .build();
    }

    /** Omits empty lists. */
    private static VectorIndex vectorIndex(dev.ddbtool.schema.VectorIndex index) {
        VectorIndex.Builder request = VectorIndex.builder()
                .indexName(index.indexName())
                .vectorAttribute(
                        index.vectorAttribute() == null
                                ? null
                                : VectorAttributeDefinition.builder()
                                        .attributeName(index.vectorAttribute().attributeName())
                                        .build())
                .projection(index.projection() == null ? null : projection(index.projection()))
                .dimensions(index.dimensions())
                .distanceFunction(index.distanceFunction());
        if (!index.searchSchema().isEmpty()) {
            request.searchSchema(index.searchSchema().stream()
                    .map(element -> SearchSchemaElement.builder()
                            .attributeName(element.attributeName())
                            .searchSchemaElementType(element.searchSchemaElementType())
                            .build())
                    .toList());
        }
        return request.build();
    }

    private static AttributeDefinition definition(dev.ddbtool.schema.AttributeDefinition definition) {
        return AttributeDefinition.builder()
                .attributeName(definition.attributeName())
                .attributeType(definition.attributeType())
                .build();
    }

    private static List<KeySchemaElement> keys(List<dev.ddbtool.schema.KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> KeySchemaElement.builder()
                        .attributeName(key.attributeName())
                        .keyType(key.keyType())
                        .build())
                .toList();
    }

    private static Projection projection(dev.ddbtool.schema.Projection projection) {
        return Projection.builder()
                .projectionType(projection.projectionType())
                .nonKeyAttributes(projection.nonKeyAttributes().isEmpty() ? null : projection.nonKeyAttributes())
                .build();
    }

    private static @Nullable ProvisionedThroughput throughput(
            dev.ddbtool.schema.@Nullable ProvisionedThroughput throughput) {
        return throughput == null
                ? null
                : ProvisionedThroughput.builder()
                        .readCapacityUnits(throughput.readCapacityUnits())
                        .writeCapacityUnits(throughput.writeCapacityUnits())
                        .build();
    }

    private static @Nullable OnDemandThroughput maximums(dev.ddbtool.schema.@Nullable OnDemandThroughput throughput) {
        return throughput == null
                ? null
                : OnDemandThroughput.builder()
                        .maxReadRequestUnits(throughput.maxReadRequestUnits())
                        .maxWriteRequestUnits(throughput.maxWriteRequestUnits())
                        .build();
    }

    /** Null for the AWS owned key, the default. */
    private static @Nullable SSESpecification encryption(Encryption encryption) {
        if (!encryption.kms()) {
            return null;
        }
        SSESpecification.Builder sse = SSESpecification.builder().enabled(true);
        return encryption.keyId() == null
                ? sse.build()
                : sse.sseType(SSEType.KMS).kmsMasterKeyId(encryption.keyId()).build();
    }

    private static List<Tag> tags(Collection<dev.ddbtool.schema.Tag> tags) {
        return tags.stream()
                .map(tag -> Tag.builder().key(tag.key()).value(tag.value()).build())
                .toList();
    }
}
