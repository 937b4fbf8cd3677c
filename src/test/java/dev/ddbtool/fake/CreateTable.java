package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.List;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** CreateTable: shape, then rules, then existing tables, then quotas. */
final class CreateTable implements OperationHandler {

    private final Account account;

    CreateTable(Account account) {
        this.account = account;
    }

    @Override
    public ObjectNode apply(ObjectNode request, Instant now) {
        check(request);
        account.settle(now);
        String name = request.path("TableName").asText();
        TableState existing = account.tables().get(name);
        if (existing != null) {
            throw ServiceError.dynamoDb(
                    "ResourceInUseException",
                    (existing.restoring(now) ? "Table is being used: " : "Table already exists: ") + name);
        }
        account.requireRoom();
        boolean indexed = request.has("LocalSecondaryIndexes")
                || request.has("GlobalSecondaryIndexes")
                || request.has("VectorIndexes");
        account.admit(indexed, now);
        TableState table = make(request, account.behaviour(), now);
        ObjectNode description = TableDescription.of(table, now);
        // the response to CreateTable is the one place where AWS does not show it
        description.remove("WarmThroughput");
        ObjectNode answer = Json.object();
        answer.set("TableDescription", description);
        return answer;
    }

    /** Adds a valid table that is ACTIVE at once, without quotas. */
    TableState seed(ObjectNode request, Instant now) {
        check(request);
        return make(request, Behaviour.polite(), now);
    }

    /** Adds a table without checks and quotas. */
    TableState make(ObjectNode request, Behaviour behaviour, Instant now) {
        String key = key(request.path("SSESpecification"));
        TableState table = new TableState(request, account, behaviour, key, now);
        for (JsonNode definition : request.path("AttributeDefinitions")) {
            table.attributes.put(
                    definition.path("AttributeName").asText(),
                    definition.path("AttributeType").asText());
        }
        table.onDemand = request.path("BillingMode").asText().equals("PAY_PER_REQUEST");
        table.onDemandSince = table.onDemand ? now : null;
        for (JsonNode index : request.path("LocalSecondaryIndexes")) {
            table.localIndexes.add(IndexState.definition(index));
        }
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            table.globalIndexes.add(IndexState.withTable(index, table.activeAt));
        }
        for (JsonNode index : request.path("VectorIndexes")) {
            table.vectorIndexes.add(IndexState.withTable(index, table.activeAt));
        }
        table.stream(Json.text(request.path("StreamSpecification"), "StreamViewType"), now);
        table.tableClass = Json.text(request, "TableClass");
        table.deletionProtection = request.path("DeletionProtectionEnabled").asBoolean();
        account.tables().put(table.name, table);
        return table;
    }

    private static void check(ObjectNode request) {
        RequestShapes.createTable(request);
        ThroughputValidation.createTable(request);
        List<String> defined = KeyValidation.defined(request.path("AttributeDefinitions"));
        KeyValidation.simple(request.path("KeySchema"), defined);
        KeyValidation.exactlyUsed(request, defined);
        IndexValidation.check(request, defined);
        SettingValidation.newStream(request.path("StreamSpecification"));
        SettingValidation.encryption(request.path("SSESpecification"));
        NavigableMap<String, String> tags = SettingValidation.tags(request.path("Tags"));
        SettingValidation.notTooManyTags(tags);
    }

    private @Nullable String key(JsonNode sse) {
        if (!SettingValidation.wantsKms(sse)) {
            return null;
        }
        String named = Json.text(sse, "KMSMasterKeyId");
        return named == null ? account.keys().managed() : account.keys().require(named);
    }
}
