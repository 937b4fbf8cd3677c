package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.Endpoint;
import dev.ddbtool.aws.call.ErrorTranslator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.SdkResponse;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;
import software.amazon.awssdk.core.interceptor.SdkExecutionAttribute;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BackupDescription;
import software.amazon.awssdk.services.dynamodb.model.BackupDetails;
import software.amazon.awssdk.services.dynamodb.model.BackupSummary;
import software.amazon.awssdk.services.dynamodb.model.BillingModeSummary;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.DescribeBackupResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.GlobalTableWitnessDescription;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTablesResponse;
import software.amazon.awssdk.services.dynamodb.model.LocalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.PointInTimeRecoveryDescription;
import software.amazon.awssdk.services.dynamodb.model.Projection;
import software.amazon.awssdk.services.dynamodb.model.ReplicaDescription;
import software.amazon.awssdk.services.dynamodb.model.ReplicaGlobalSecondaryIndexDescription;
import software.amazon.awssdk.services.dynamodb.model.SSEDescription;
import software.amazon.awssdk.services.dynamodb.model.SearchSchemaElement;
import software.amazon.awssdk.services.dynamodb.model.SourceTableDetails;
import software.amazon.awssdk.services.dynamodb.model.StreamSpecification;
import software.amazon.awssdk.services.dynamodb.model.TableClassSummary;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;
import software.amazon.awssdk.services.dynamodb.model.VectorAttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.VectorIndexDescription;

/**
 * Checks every response of DynamoDB before it is used: it has all required members, and it is about the requested
 * table. So the mapping needs no null checks, and no caller can forget to compare names.
 */
final class ResponseCheck implements ExecutionInterceptor {

    /**
     * The members that each structure must have in a response. The service model requires most of them ({@code
     * KeySchemaElement}, {@code AttributeDefinition}, {@code Tag}, {@code ContinuousBackupsDescription}, {@code
     * StreamSpecification}); the others are in every response of AWS and of the emulators, and have no default.
     */
    private static final Map<Class<? extends SdkPojo>, List<String>> REQUIRED = Map.ofEntries(
            Map.entry(ListTablesResponse.class, List.of("TableNames")),
            Map.entry(DescribeTableResponse.class, List.of("Table")),
            Map.entry(DescribeBackupResponse.class, List.of("BackupDescription")),
            Map.entry(BackupDescription.class, List.of("BackupDetails", "SourceTableDetails")),
            Map.entry(BackupDetails.class, List.of("BackupArn", "BackupName", "BackupType", "BackupCreationDateTime")),
            Map.entry(BackupSummary.class, List.of("BackupArn", "BackupName", "BackupType", "BackupCreationDateTime")),
            Map.entry(SourceTableDetails.class, List.of("TableName", "TableArn", "KeySchema")),
            Map.entry(DescribeContinuousBackupsResponse.class, List.of("ContinuousBackupsDescription")),
            Map.entry(TableDescription.class, List.of("TableName", "TableStatus", "KeySchema", "AttributeDefinitions")),
            Map.entry(AttributeDefinition.class, List.of("AttributeName", "AttributeType")),
            Map.entry(KeySchemaElement.class, List.of("AttributeName", "KeyType")),
            Map.entry(BillingModeSummary.class, List.of("BillingMode")),
            Map.entry(LocalSecondaryIndexDescription.class, List.of("IndexName", "KeySchema", "Projection")),
            // an index of a table that is being restored has no status (seen)
            Map.entry(GlobalSecondaryIndexDescription.class, List.of("IndexName", "KeySchema", "Projection")),
            Map.entry(VectorIndexDescription.class, List.of("IndexName")),
            Map.entry(SearchSchemaElement.class, List.of("AttributeName", "SearchSchemaElementType")),
            Map.entry(VectorAttributeDefinition.class, List.of("AttributeName")),
            Map.entry(Projection.class, List.of("ProjectionType")),
            Map.entry(ReplicaDescription.class, List.of("RegionName")),
            Map.entry(ReplicaGlobalSecondaryIndexDescription.class, List.of("IndexName")),
            Map.entry(GlobalTableWitnessDescription.class, List.of("RegionName")),
            Map.entry(SSEDescription.class, List.of("Status")),
            Map.entry(TableClassSummary.class, List.of("TableClass")),
            Map.entry(Tag.class, List.of("Key", "Value")),
            Map.entry(ContinuousBackupsDescription.class, List.of("ContinuousBackupsStatus")),
            Map.entry(PointInTimeRecoveryDescription.class, List.of("PointInTimeRecoveryStatus")));

    /** An account may have no tables. All other required lists have elements. */
    private static final String MAY_BE_EMPTY = "TableNames";

    private final Endpoint endpoint;
    private final ErrorTranslator errors;
    private final AtomicReference<String> account = new AtomicReference<>("");

    ResponseCheck(Endpoint endpoint, ErrorTranslator errors) {
        this.endpoint = endpoint;
        this.errors = errors;
    }

    /** Sets the account whose tables are accepted. Without it, the account of the first table is accepted. */
    void signedIn(String id) {
        account.set(id);
    }

    @Override
    public SdkResponse modifyResponse(Context.ModifyResponse context, ExecutionAttributes attributes) {
        String asked = member(context.request(), "TableName")
                .or(() -> member(context.request(), "TargetTableName"))
                .map(String::valueOf)
                .orElse("");
        String call = attributes.getAttribute(SdkExecutionAttribute.OPERATION_NAME)
                + (asked.isEmpty() ? "" : " on '" + asked + "'");
        String missing = missing(context.response(), "");
        if (missing != null) {
            throw errors.notDynamoDb("the response to " + call + " is missing " + missing);
        }
        for (String description : List.of("Table", "TableDescription")) {
            member(context.response(), description)
                    .map(TableDescription.class::cast)
                    .ifPresent(table -> checkIsAbout(asked, table, call));
        }
        return context.response();
    }

    // ---- what is missing

    /** The path of the first missing required member; null if there is none. */
    private static @Nullable String missing(SdkPojo pojo, String path) {
        List<String> required = required(pojo);
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = field.getValueOrDefault(pojo);
            String own = path.isEmpty() ? field.memberName() : path + "." + field.memberName();
            String missing =
                    isMissing(field, value) && required.contains(field.memberName()) ? own : missingIn(value, own);
            if (missing != null) {
                return missing;
            }
        }
        return null;
    }

    private static boolean isMissing(SdkField<?> field, @Nullable Object value) {
        return value == null
                || value instanceof SdkAutoConstructList<?>
                || (value instanceof List<?> list
                        && list.isEmpty()
                        && !field.memberName().equals(MAY_BE_EMPTY));
    }

    private static @Nullable String missingIn(@Nullable Object value, String path) {
        if (value instanceof SdkPojo pojo) {
            return missing(pojo, path);
        }
        if (value instanceof List<?> list) {
            for (int i = 0; i < list.size(); i++) {
                String own = path + "[" + i + "]";
                String missing = list.get(i) == null ? own : missingIn(list.get(i), own);
                if (missing != null) {
                    return missing;
                }
            }
        }
        return null;
    }

    private static List<String> required(SdkPojo pojo) {
        if (pojo instanceof TableDescription table && table.tableStatus() == TableStatus.DELETING) {
            return List.of("TableName", "TableStatus"); // AWS no longer returns keys (API reference, DeleteTable)
        }
        if (pojo instanceof StreamSpecification stream) {
            return Boolean.TRUE.equals(stream.streamEnabled())
                    ? List.of("StreamEnabled", "StreamViewType")
                    : List.of("StreamEnabled");
        }
        if (pojo instanceof TimeToLiveDescription timeToLive) {
            return "ENABLED".equals(timeToLive.timeToLiveStatusAsString())
                            || "ENABLING".equals(timeToLive.timeToLiveStatusAsString())
                    ? List.of("TimeToLiveStatus", "AttributeName")
                    : List.of("TimeToLiveStatus");
        }
        return REQUIRED.getOrDefault(pojo.getClass(), List.of());
    }

    // ---- the right table and account

    private void checkIsAbout(String asked, TableDescription table, String call) {
        if (!table.tableName().equals(asked)) {
            throw errors.notDynamoDb(call + " returned another table, '" + table.tableName() + "'");
        }
        // arn:PARTITION:dynamodb:REGION:ACCOUNT:table/NAME, also where emulators make up Region and account
        String[] arn =
                table.tableArn() == null ? new String[0] : table.tableArn().split(":", 6);
        if (arn.length < 6) {
            return;
        }
        if (!arn[5].equals("table/" + asked)) {
            throw errors.notDynamoDb(call + " returned another table, '" + table.tableArn() + "'");
        }
        String own = endpoint.emulator() ? arn[4] : account.updateAndGet(known -> known.isEmpty() ? arn[4] : known);
        if (!own.equals(arn[4])) {
            throw errors.notDynamoDb(
                    call + " returned a table of the wrong account: expected '" + own + "', found '" + arn[4] + "'");
        }
    }

    private static Optional<Object> member(SdkPojo pojo, String name) {
        return pojo.sdkFields().stream()
                .filter(field -> field.memberName().equals(name))
                .findFirst()
                .map(field -> field.getValueOrDefault(pojo));
    }
}
