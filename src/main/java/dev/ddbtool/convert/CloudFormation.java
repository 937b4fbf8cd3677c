package dev.ddbtool.convert;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.file.SchemaJson;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A CloudFormation template, in JSON: it needs no quoting rules for names such as {@code 0} or {@code null}. Members and
 * values are those of the resource's schema and of the CloudFormation Template Reference, {@code AWS::DynamoDB::Table}.
 */
public final class CloudFormation implements TemplateFormat {

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final String TYPE = "AWS::DynamoDB::Table";

    /** Resources per template (CloudFormation User Guide, "Quotas"). */
    private static final int MOST_RESOURCES = 500;

    /** Members that have the same form in schema files. */
    private static final List<String> SAME_IN_SCHEMA_FILE = List.of(
            "TableName",
            "AttributeDefinitions",
            "KeySchema",
            "LocalSecondaryIndexes",
            "GlobalSecondaryIndexes",
            "VectorIndexes",
            "ProvisionedThroughput",
            "OnDemandThroughput",
            "DeletionProtectionEnabled");

    /** CloudFormation replaces it, in any value (CloudFormation User Guide, "Dynamic references"). */
    private static final String DYNAMIC_REFERENCE = "{{resolve:";

    @Override
    public Map<String, String> files(String environment, List<NewTable> tables) {
        Map<String, String> files = new LinkedHashMap<>();
        files.put("template.json", document(environment, tables));
        files.put("resources-to-import.json", SchemaJson.toVisibleText(resourcesToImport(tables)));
        return files;
    }

    @Override
    public String document(String environment, List<NewTable> tables) {
        return SchemaJson.toVisibleText(template(environment, tables));
    }

    @Override
    public List<NotExpressed> notExpressed(NewTable table) {
        return table.isGlobal()
                ? List.of(new NotExpressed(
                        "Replicas",
                        "the schema file records replicas: if the live table has replicas, CloudFormation requires"
                                + " AWS::DynamoDB::GlobalTable, so do not import it with this template"))
                : List.of();
    }

    @Override
    public Optional<Blocker> blocker(NewTable table) {
        return properties(table).toString().contains(DYNAMIC_REFERENCE)
                ? Optional.of(new Blocker(
                        Remedy.CREATE,
                        "an attribute of '" + table.name() + "' contains '" + DYNAMIC_REFERENCE
                                + "', which CloudFormation replaces",
                        "convert only the other tables: name them as arguments"))
                : Optional.empty();
    }

    @Override
    public List<String> warnings(List<NewTable> tables) {
        return tables.size() > MOST_RESOURCES
                ? List.of(tables.size() + " tables: a template has at most " + MOST_RESOURCES
                        + " resources, so name fewer tables and write several templates")
                : List.of();
    }

    private static JsonNode template(String environment, List<NewTable> tables) {
        ObjectNode template = NODES.objectNode();
        template.put("AWSTemplateFormatVersion", "2010-09-09");
        template.put("Description", "DynamoDB tables of the environment " + environment);
        ObjectNode resources = template.putObject("Resources");
        tables.forEach(table -> resources
                .putObject(ResourceName.cloudFormation(table.logicalName()))
                .put("Type", TYPE)
                .put("DeletionPolicy", "Retain")
                .put("UpdateReplacePolicy", "Retain")
                .set("Properties", properties(table)));
        return template;
    }

    /** The value of {@code --resources-to-import} (CloudFormation API, {@code ResourceToImport}). */
    private static JsonNode resourcesToImport(List<NewTable> tables) {
        ArrayNode resources = NODES.arrayNode();
        tables.forEach(table -> resources
                .addObject()
                .put("ResourceType", TYPE)
                .put("LogicalResourceId", ResourceName.cloudFormation(table.logicalName()))
                .putObject("ResourceIdentifier")
                .put("TableName", table.name()));
        return resources;
    }

    private static ObjectNode properties(NewTable created) {
        Table table = created.table();
        JsonNode described = SchemaJson.toTree(table);
        ObjectNode properties = NODES.objectNode();
        SAME_IN_SCHEMA_FILE.stream()
                .filter(described::has)
                .forEach(member -> properties.set(member, described.get(member)));
        properties.put("BillingMode", table.billingMode());
        if (table.tableClassSummary() != null) {
            properties.put("TableClass", table.tableClass());
        }
        if (table.streamViewType() != null) {
            properties.putObject("StreamSpecification").put("StreamViewType", table.streamViewType());
        }
        properties.set("SSESpecification", encryption(created.encryption()));
        TimeToLive timeToLive = created.timeToLive();
        if (timeToLive != null && timeToLive.enabled()) {
            properties
                    .putObject("TimeToLiveSpecification")
                    .put("Enabled", true)
                    .put("AttributeName", timeToLive.attributeName());
        }
        Integer days = created.recoveryPeriodInDays();
        ObjectNode recovery = properties
                .putObject("PointInTimeRecoverySpecification")
                .put("PointInTimeRecoveryEnabled", days != null);
        if (days != null) {
            recovery.put("RecoveryPeriodInDays", days);
        }
        properties.set("Tags", SchemaJson.toTree(created.tags()));
        return properties;
    }

    private static ObjectNode encryption(Encryption encryption) {
        ObjectNode sse = NODES.objectNode().put("SSEEnabled", encryption.kms());
        if (encryption.kms()) {
            sse.put("SSEType", "KMS");
        }
        if (encryption.keyId() != null) {
            sse.put("KMSMasterKeyId", encryption.keyId());
        }
        return sse;
    }
}
