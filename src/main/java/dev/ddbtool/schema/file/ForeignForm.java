package dev.ddbtool.schema.file;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableClassSummary;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Recognises and converts tables in other forms: the input of {@code create-table}, and a description without the member
 * {@code Table}. Recognises CloudFormation resources.
 */
final class ForeignForm {

    private static final String COMMAND = ": run 'ddbtool convert --to schema FILE'";

    /** Members of requests and of CloudFormation, with their replacements in a schema file. */
    private static final Map<String, String> REPLACEMENTS = replacements();

    /** Members that all of these forms have. */
    private static final List<String> TABLE = List.of("AttributeDefinitions", "TableName", "KeySchema");

    /** Members that requests do not have. */
    private static final List<String> DESCRIPTION = List.of(
            "TableStatus", "TableArn", "TableId", "CreationDateTime", "BillingModeSummary", "TableClassSummary");

    /** Members of requests and of CloudFormation that schema files do not keep. */
    private static final List<String> NOT_KEPT = List.of(
            "WarmThroughput",
            "ResourcePolicy",
            "GlobalTableSourceArn",
            "GlobalTableSettingsReplicationMode",
            "ContributorInsightsSpecification",
            "KinesisStreamSpecification",
            "ImportSourceSpecification");

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private ForeignForm() {}

    /**
     * A table in the form of a schema file.
     *
     * @param omitted members that schema files do not keep
     */
    record Converted(ObjectNode file, List<String> omitted) {}

    /** The replacement for a member of another form. */
    static Optional<String> replacement(String member) {
        return Optional.ofNullable(REPLACEMENTS.get(member)).map(instead -> "write it as " + instead);
    }

    /** How to convert a table in another form; empty if the document is not one. */
    static Optional<String> of(JsonNode root) {
        if (!root.isObject() || root.has("Table")) {
            return Optional.empty();
        }
        boolean template = root.path("Resources").isObject();
        boolean resource = isResource(root);
        for (JsonNode each : template ? root.path("Resources") : root) {
            resource |= isResource(each);
        }
        if (resource) {
            return Optional.of("the file contains a CloudFormation resource: write its 'Properties' to a separate file"
                    + " without intrinsic functions, then run 'ddbtool convert --to schema FILE' for it");
        }
        if (template) {
            return Optional.of("the file contains a CloudFormation template without tables: remove it from the folder");
        }
        if (root.path("TableDescription").isObject()) {
            return Optional.of("the file contains the output of create-table" + COMMAND);
        }
        return isTable(root)
                ? Optional.of("the file contains "
                        + (isDescription(root) ? "a table without a 'Table' member" : "input for create-table")
                        + COMMAND)
                : Optional.empty();
    }

    /** Converts a table in another form; empty if the document is not one, or a CloudFormation resource. */
    static Optional<Converted> convert(JsonNode root) {
        if (!root.isObject() || root.has("Table")) {
            return Optional.empty();
        }
        JsonNode description = isTable(root) && isDescription(root) ? root : root.path("TableDescription");
        if (description.isObject()) {
            ObjectNode file = NODES.objectNode();
            file.set("Table", description.deepCopy());
            return Optional.of(new Converted(file, List.of()));
        }
        return isTable(root) ? Optional.of(request(root.deepCopy())) : Optional.empty();
    }

    private static boolean isResource(JsonNode node) {
        return node.path("Type").asText().startsWith("AWS::DynamoDB::")
                && node.path("Properties").isObject();
    }

    private static boolean isTable(JsonNode root) {
        return TABLE.stream().anyMatch(root::has);
    }

    private static boolean isDescription(JsonNode root) {
        return DESCRIPTION.stream().anyMatch(root::has);
    }

    /** Converts the input of {@code create-table}. An absent member means what it means there (API reference). */
    private static Converted request(ObjectNode table) {
        List<String> omitted = new ArrayList<>();
        for (String member : NOT_KEPT) {
            if (table.remove(member) != null) {
                omitted.add(member);
            }
        }
        for (JsonNode index : table.path("GlobalSecondaryIndexes")) {
            for (String member : NOT_KEPT) {
                String path = "GlobalSecondaryIndexes." + member;
                if (index instanceof ObjectNode object && object.remove(member) != null && !omitted.contains(path)) {
                    omitted.add(path);
                }
            }
        }
        ObjectNode file = NODES.objectNode();
        file.set("Table", table);
        wrap(table, "BillingMode", "BillingModeSummary", BillingModeSummary.PROVISIONED);
        wrap(table, "TableClass", "TableClassSummary", TableClassSummary.STANDARD);
        if (!table.hasNonNull("DeletionProtectionEnabled")) {
            table.put("DeletionProtectionEnabled", false);
        }
        if (table.path("StreamSpecification") instanceof ObjectNode stream && !stream.has("StreamEnabled")) {
            stream.put("StreamEnabled", true); // CloudFormation has no such member
        }
        table.set("SSEDescription", encryption(table.remove("SSESpecification")));
        timeToLive(table.remove("TimeToLiveSpecification"), file);
        recovery(table.remove("PointInTimeRecoverySpecification"), file);
        JsonNode tags = table.remove("Tags");
        if (tags != null) {
            file.set("Tags", tags);
        }
        return new Converted(file, List.copyOf(omitted));
    }

    /** Replaces a member by an object that contains it. */
    private static void wrap(ObjectNode table, String member, String instead, String otherwise) {
        JsonNode value = table.remove(member);
        table.putObject(instead).set(member, isAbsent(value) ? NODES.textNode(otherwise) : value);
    }

    private static boolean isAbsent(JsonNode value) {
        return value == null || value.isNull();
    }

    /** The status for a flag. A value that is no flag, such as a CloudFormation function, stays: as a status it is invalid. */
    private static JsonNode status(JsonNode flag) {
        boolean known = flag.isBoolean()
                || flag.isMissingNode()
                || flag.isNull()
                || (flag.isTextual() && Set.of("true", "false").contains(flag.textValue()));
        return known ? NODES.textNode(flag.asBoolean() ? "ENABLED" : "DISABLED") : flag;
    }

    /** {@code SSEEnabled} is the name in CloudFormation. */
    private static ObjectNode encryption(JsonNode specification) {
        JsonNode flag = specification == null
                ? NODES.missingNode()
                : specification.path(specification.has("SSEEnabled") ? "SSEEnabled" : "Enabled");
        boolean enabled = flag.asBoolean();
        ObjectNode description = NODES.objectNode();
        description.set("Status", status(flag));
        if (enabled) {
            description.put("SSEType", SseDescription.KMS);
            JsonNode key = specification.path("KMSMasterKeyId");
            if (!key.isMissingNode() && !key.asText().equals("alias/aws/dynamodb")) {
                description.set("KMSMasterKeyArn", key);
            }
        }
        return description;
    }

    private static void timeToLive(JsonNode specification, ObjectNode file) {
        if (isAbsent(specification)) {
            return;
        }
        boolean enabled = specification.path("Enabled").asBoolean();
        ObjectNode description = file.putObject("TimeToLiveDescription");
        description.set("TimeToLiveStatus", status(specification.path("Enabled")));
        if (enabled && specification.has("AttributeName")) {
            description.set("AttributeName", specification.get("AttributeName"));
        }
    }

    private static void recovery(JsonNode specification, ObjectNode file) {
        if (isAbsent(specification)) {
            return;
        }
        boolean enabled = specification.path("PointInTimeRecoveryEnabled").asBoolean();
        ObjectNode description = file.putObject("ContinuousBackupsDescription")
                .put("ContinuousBackupsStatus", "ENABLED")
                .putObject("PointInTimeRecoveryDescription");
        description.set("PointInTimeRecoveryStatus", status(specification.path("PointInTimeRecoveryEnabled")));
        if (enabled && specification.has("RecoveryPeriodInDays")) {
            description.set("RecoveryPeriodInDays", specification.get("RecoveryPeriodInDays"));
        }
    }

    private static Map<String, String> replacements() {
        String status = "\"ENABLED\" or \"DISABLED\"";
        Map<String, String> replacements = new LinkedHashMap<>();
        replacements.put("BillingMode", "\"BillingModeSummary\": {\"BillingMode\": …}");
        replacements.put("TableClass", "\"TableClassSummary\": {\"TableClass\": …}");
        replacements.put("SSESpecification", "\"SSEDescription\": {\"Status\": " + status + "}");
        replacements.put(
                "TimeToLiveSpecification",
                "\"TimeToLiveDescription\": {\"TimeToLiveStatus\": " + status
                        + ", \"AttributeName\": …} next to 'Table'");
        replacements.put(
                "PointInTimeRecoverySpecification",
                "\"ContinuousBackupsDescription\": {\"ContinuousBackupsStatus\": \"ENABLED\","
                        + " \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": " + status
                        + "}} next to 'Table'");
        return replacements;
    }
}
