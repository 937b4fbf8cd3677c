package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** Which changes one UpdateTable can make together, with AWS's texts. */
final class UpdateValidation {

    private static final String INDEXES = "GlobalSecondaryIndexUpdates";
    private static final String VECTORS = "VectorIndexUpdates";

    private UpdateValidation() {}

    static void check(JsonNode request) {
        boolean throughput = request.has("ProvisionedThroughput");
        boolean iops = throughput || request.path("BillingMode").asText().equals("PROVISIONED");
        boolean stream = request.has("StreamSpecification");
        something(request);
        alone(request, "SSESpecification", "Server-Side Encryption modification");
        alone(request, "TableClass", "TableClass modification");
        alone(request, "DeletionProtectionEnabled", "DeletionProtection modification");
        alone(request, "WarmThroughput", "WarmThroughput");
        if (request.has("OnDemandThroughput")
                && (stream || throughput || request.has(INDEXES) || request.has(VECTORS))) {
            throw ServiceError.invalid(
                    "OnDemandThroughput can only be combined with BillingMode in an UpdateTable request");
        }
        if (stream && iops) {
            throw ServiceError.invalid("You cannot modify stream status while updating table IOPS");
        }
        indexes(request, throughput, stream);
        stream(request.path("StreamSpecification"));
        SettingValidation.encryption(request.path("SSESpecification"));
    }

    private static void something(JsonNode request) {
        List<String> changes = new ArrayList<>();
        for (String member : List.of(
                "ProvisionedThroughput",
                "BillingMode",
                "StreamSpecification",
                INDEXES,
                VECTORS,
                "SSESpecification",
                "DeletionProtectionEnabled",
                "OnDemandThroughput",
                "WarmThroughput",
                "TableClass")) {
            if (request.has(member)) {
                changes.add(member);
            }
        }
        if (changes.isEmpty()) {
            throw ServiceError.validation("At least one of ProvisionedThroughput, BillingMode, UpdateStreamEnabled,"
                    + " GlobalSecondaryIndexUpdates, SSESpecification, ReplicaUpdates, MultiAccountReplicaReady,"
                    + " ReplicaTransitRoleArn, MultiRegionConsistency, DeletionProtectionEnabled, OnDemandThroughput,"
                    + " WarmThroughput or TableClass is required");
        }
    }

    /** Attribute definitions are ignored unless an index is created. */
    private static void alone(JsonNode request, String member, String what) {
        int others =
                request.size() - (request.has("TableName") ? 1 : 0) - (request.has("AttributeDefinitions") ? 1 : 0) - 1;
        if (request.has(member) && others > 0) {
            throw ServiceError.invalid(what + " must be the only operation in the request");
        }
    }

    private static void indexes(JsonNode request, boolean throughput, boolean stream) {
        JsonNode updates = request.path(INDEXES);
        if (updates.isArray() && updates.isEmpty()) {
            throw ServiceError.invalid("List of GlobalSecondaryIndexUpdates is empty");
        }
        List<String> names = new ArrayList<>();
        for (JsonNode update : updates) {
            if (update.size() > 1) {
                throw ServiceError.invalid(
                        "Only one global secondary index action is allowed per GlobalSecondaryIndexUpdate object");
            }
            if (update.isEmpty()) {
                throw ServiceError.invalid(
                        "One of GlobalSecondaryIndexUpdate.Update, GlobalSecondaryIndexUpdate.Create,"
                                + " GlobalSecondaryIndexUpdate.Delete must not be null");
            }
            String name = update.elements().next().path("IndexName").asText();
            if (names.contains(name)) {
                throw ServiceError.invalid(
                        "Only one global secondary index update per index is allowed simultaneously. Index: " + name);
            }
            names.add(name);
        }
        int online = IndexUpdates.online(request).size();
        if (online > 0 && throughput) {
            throw ServiceError.invalid("You cannot create or delete index while updating table IOPS");
        }
        if (online > 0 && stream) {
            throw ServiceError.invalid("You cannot create or delete index while changing stream status");
        }
        if (online > 1) {
            throw IndexUpdates.onlyOne();
        }
    }

    private static void stream(JsonNode stream) {
        boolean on = stream.path("StreamEnabled").asBoolean();
        if (on && !Json.has(stream, "StreamViewType")) {
            throw ServiceError.invalid("If stream is being enabled then UpdateViewType is required");
        }
        if (stream.isObject() && !on && Json.has(stream, "StreamViewType")) {
            throw ServiceError.invalid("If stream is being disabled, then UpdateViewType must not be specified");
        }
    }
}
