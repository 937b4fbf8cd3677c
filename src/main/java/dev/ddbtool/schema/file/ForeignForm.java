package dev.ddbtool.schema.file;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Recognises tables in other forms: the input of {@code create-table}, a description without the member {@code Table},
 * a CloudFormation resource. The message says how to convert them.
 */
final class ForeignForm {

    /** Members of requests and of CloudFormation, with their replacements in a schema file. */
    private static final Map<String, String> REPLACEMENTS = replacements();

    /** Members that all of these forms have. */
    private static final List<String> TABLE = List.of("AttributeDefinitions", "TableName", "KeySchema");

    /** Members that requests do not have. */
    private static final List<String> DESCRIPTION = List.of(
            "TableStatus", "TableArn", "TableId", "CreationDateTime", "BillingModeSummary", "TableClassSummary");

    private ForeignForm() {}

    /** The replacement for a member of another form. */
    static Optional<String> replacement(String member) {
        return Optional.ofNullable(REPLACEMENTS.get(member)).map(instead -> "write it as " + instead);
    }

    /** How to convert a table in another form; empty if the document is not one. */
    static Optional<String> of(JsonNode root) {
        if (!root.isObject() || root.has("Table")) {
            return Optional.empty();
        }
        if (isResource(root)) {
            return Optional.of("the file contains a CloudFormation resource: write its 'Properties' as {\"Table\": {…}}"
                    + changes(root.path("Properties")));
        }
        boolean template = root.path("Resources").isObject();
        for (JsonNode resource : template ? root.path("Resources") : root) {
            if (isResource(resource)) {
                return Optional.of(
                        "the file contains a CloudFormation template: write the 'Properties' of each table as"
                                + " {\"Table\": {…}} in a separate file" + changes(resource.path("Properties")));
            }
        }
        if (template) {
            return Optional.of("the file contains a CloudFormation template without tables: remove it from the folder");
        }
        if (root.path("TableDescription").isObject()) {
            return Optional.of("the file contains the output of create-table: rename 'TableDescription' to 'Table'");
        }
        if (TABLE.stream().noneMatch(root::has)) {
            return Optional.empty();
        }
        String form = DESCRIPTION.stream().anyMatch(root::has)
                ? "a table without a 'Table' member"
                : "input for create-table";
        return Optional.of("the file contains " + form + ": write it as {\"Table\": {…}}" + changes(root));
    }

    private static boolean isResource(JsonNode node) {
        return node.path("Type").asText().startsWith("AWS::DynamoDB::")
                && node.path("Properties").isObject();
    }

    /** Other changes that the table requires. */
    private static String changes(JsonNode table) {
        List<String> changes = new ArrayList<>();
        REPLACEMENTS.forEach((member, instead) -> {
            if (table.has(member)) {
                changes.add("'" + member + "' as " + instead);
            }
        });
        if (table.has("Tags")) {
            changes.add("'Tags' next to 'Table'");
        }
        return changes.isEmpty() ? "" : ", with " + String.join(", ", changes);
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
