package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** UpdateTable: all checks first, so that a refused request changes nothing. */
final class UpdateTable implements OperationHandler {

    private static final int CLASS_CHANGES = 2;
    private static final Duration CLASS_WINDOW = Duration.ofDays(30);

    private final Account account;
    private final IndexUpdates indexes;

    UpdateTable(Account account) {
        this.account = account;
        this.indexes = new IndexUpdates(account);
    }

    @Override
    public ObjectNode apply(ObjectNode request, Instant now) {
        RequestShapes.updateTable(request);
        UpdateValidation.check(request);
        TableState table = account.namedUnlessRestoring(request, now);
        admit(request, table, now);
        boolean onDemand = throughput(request, table);
        stream(request, table);
        indexes.check(request, table, onDemand, now);
        if (!request.has("DeletionProtectionEnabled") && table.status(now).equals("ACTIVE")) {
            account.admit(false, now);
        }
        carryOut(request, table, onDemand, now);
        ObjectNode answer = Json.object();
        answer.set("TableDescription", TableDescription.of(table, now));
        return answer;
    }

    /** Refuses the change if the status of the table does not allow it; depends on the kind of change. */
    private static void admit(JsonNode request, TableState table, Instant now) {
        String status = table.status(now);
        if (status.equals("CREATING") || status.equals("DELETING")) {
            throw ServiceError.inUse(
                    "Table is being " + (status.equals("CREATING") ? "created" : "deleted") + ": " + table.name);
        }
        boolean sse = request.has("SSESpecification");
        if (sse && table.encryption.updating(now)) {
            throw ServiceError.inUse("Table: " + table.name + " is in the process of being updated.");
        }
        if (!status.equals("UPDATING") || sse || request.has("DeletionProtectionEnabled")) {
            return;
        }
        if (IndexUpdates.online(request).isEmpty()) {
            throw ServiceError.inUse("Table is being updated: " + table.name);
        }
        switch (table.change()) {
            case THROUGHPUT ->
                throw ServiceError.inUse(
                        "Can't create or delete indexes while table IOPS are being updated. Table: " + table.name);
            case STREAM ->
                throw ServiceError.inUse(
                        "Can't create or delete an index when stream status is being updated. Table: " + table.name);
            case TABLE_CLASS ->
                throw ServiceError.inUse(
                        "Can't create or delete an index when a table class update is in progress. Table: "
                                + table.name);
            case INDEX -> {
                // the check of the indexes has a better text
            }
        }
    }

    /** The billing mode after the request. */
    private static boolean throughput(JsonNode request, TableState table) {
        String mode = Json.text(request, "BillingMode");
        boolean onDemand = mode == null ? table.onDemand : mode.equals("PAY_PER_REQUEST");
        boolean provisioned = request.has("ProvisionedThroughput");
        if (onDemand && provisioned) {
            throw ServiceError.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        if ("PROVISIONED".equals(mode) && !provisioned) {
            throw ServiceError.invalid("ProvisionedThroughput must be specified when BillingMode is PROVISIONED");
        }
        if (provisioned && !table.onDemand && table.capacity.sameProvisioned(request)) {
            long reads = request.path("ProvisionedThroughput")
                    .path("ReadCapacityUnits")
                    .asLong();
            long writes = request.path("ProvisionedThroughput")
                    .path("WriteCapacityUnits")
                    .asLong();
            throw ServiceError.validation("The provisioned throughput for the table will not change. The requested"
                    + " value equals the current value. Current ReadCapacityUnits provisioned for the table: " + reads
                    + ". Requested ReadCapacityUnits: " + reads + ". Current WriteCapacityUnits provisioned for the"
                    + " table: " + writes + ". Requested WriteCapacityUnits: " + writes
                    + ". Refer to the Amazon DynamoDB"
                    + " Developer Guide for current limits and how to request higher limits.");
        }
        if (!table.vectorIndexes.isEmpty()) {
            IndexValidation.vectorsAllowed(onDemand);
        }
        if (table.onDemand && !onDemand) {
            IndexUpdates.everyIndexProvisioned(request, table);
        }
        ThroughputValidation.maximums(request, onDemand, "table", -1);
        return onDemand;
    }

    private static void stream(JsonNode request, TableState table) {
        JsonNode stream = request.path("StreamSpecification");
        boolean on = stream.path("StreamEnabled").asBoolean();
        if (on && table.streamViewType != null) {
            throw ServiceError.validation("Table already has an enabled stream: TableName: " + table.name);
        }
        if (stream.isObject() && !on && table.streamViewType == null) {
            throw ServiceError.validation("Table has no stream to disable: TableName: " + table.name);
        }
    }

    private void carryOut(JsonNode request, TableState table, boolean onDemand, Instant now) {
        Instant settled = now.plus(account.behaviour().of(Phase.UPDATING));
        // these two have separate limits and must be alone in a request
        encrypt(request.path("SSESpecification"), table, now);
        tableClass(Json.text(request, "TableClass"), table, now, settled);
        if (onDemand && !table.onDemand) {
            table.onDemandSince = now;
            table.capacity.switchToOnDemand();
            table.globalIndexes.forEach(index -> index.capacity().switchToOnDemand());
        } else if (!onDemand && table.onDemand) {
            table.capacity.switchToProvisioned();
            table.globalIndexes.forEach(index -> index.capacity().switchToProvisioned());
        }
        if (request.has("ProvisionedThroughput") || table.onDemand != onDemand) {
            table.update(TableState.Change.THROUGHPUT, settled);
        }
        table.onDemand = onDemand;
        table.capacity.change(request);
        if (request.has("StreamSpecification")) {
            table.stream(Json.text(request.path("StreamSpecification"), "StreamViewType"), now);
            table.update(TableState.Change.STREAM, settled);
        }
        table.deletionProtection = request.path("DeletionProtectionEnabled").asBoolean(table.deletionProtection);
        indexes.apply(request, table, now);
    }

    private void encrypt(JsonNode sse, TableState table, Instant now) {
        if (!sse.isObject()) {
            return;
        }
        String key = key(sse);
        if (key == null && table.encryption.keyArn() == null) {
            throw ServiceError.invalid("Table is already encrypted by default");
        }
        if (key != null && key.equals(table.encryption.keyArn()) && Json.has(sse, "KMSMasterKeyId")) {
            throw ServiceError.invalid("Table is already encrypted with given KMSMasterKeyId. Use KMSMasterKeyId"
                    + " parameter if you want to change Master Key");
        }
        table.encryption.change(key, now, account.behaviour().of(Phase.SSE_UPDATING));
    }

    private @Nullable String key(JsonNode sse) {
        String named = Json.text(sse, "KMSMasterKeyId");
        if (named != null) {
            return account.keys().require(named);
        }
        return SettingValidation.wantsKms(sse) ? account.keys().managed() : null;
    }

    /**
     * Changing a table without a class to STANDARD does not count. Every other change counts, even to the same class.
     */
    private static void tableClass(@Nullable String wanted, TableState table, Instant now, Instant settled) {
        if (wanted == null || (table.tableClass == null && wanted.equals("STANDARD"))) {
            return;
        }
        table.classChanges.removeIf(at -> !at.plus(CLASS_WINDOW).isAfter(now));
        if (table.classChanges.size() >= CLASS_CHANGES) {
            throw ServiceError.limit("Updates to TableClass are limited to " + CLASS_CHANGES + " times in "
                    + CLASS_WINDOW.toDays() + " day(s).");
        }
        table.classChanges.add(now);
        table.tableClass = wanted;
        table.tableClassSince = now;
        table.update(TableState.Change.TABLE_CLASS, settled);
    }
}
