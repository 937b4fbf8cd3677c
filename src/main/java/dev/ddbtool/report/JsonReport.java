package dev.ddbtool.report;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.naming.NamingProposal;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.file.SchemaJson;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The report as JSON. It is a contract: members may be added, but never changed. Invisible characters are escaped. */
final class JsonReport {

    private static final int SCHEMA_VERSION = 1;
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private JsonReport() {}

    static String of(Report report) {
        ObjectNode json = NODES.objectNode();
        json.put("schemaVersion", SCHEMA_VERSION);
        json.put("command", report.command());
        json.put("environment", report.environment());
        json.put("prefix", report.prefix());
        json.put("region", report.region());
        json.put("account", report.account());
        json.put("endpoint", report.endpoint());
        json.put("dryRun", report.dryRun());
        ArrayNode tables = json.putArray("tables");
        report.tables().forEach(table -> tables.add(table(table)));
        json.set("counts", MAPPER.valueToTree(report.counts()));
        json.set("problems", problems(report.problems()));
        json.set("warnings", strings(report.warnings()));
        if (!report.settings().isEmpty()) {
            json.set("settings", MAPPER.valueToTree(report.settings()));
        }
        if (report.live() != null) {
            ArrayNode live = json.putArray("liveEnvironments");
            report.live().forEach(each -> live.add(liveEnvironment(each)));
        }
        json.set("error", error(report.error()));
        if (report.project() != null) {
            json.set("project", project(report.project()));
        }
        if (!report.files().isEmpty()) {
            ArrayNode files = json.putArray("files");
            report.files()
                    .forEach(file -> files.addObject().put("file", file.file()).put("written", file.written()));
        }
        json.put("carryOn", report.carryOn());
        json.put("exitCode", report.exitCode().code());
        return SchemaJson.toVisibleText(json);
    }

    private static ObjectNode project(WrittenProject project) {
        NamingProposal naming = project.naming();
        ObjectNode json = NODES.objectNode();
        json.put("file", project.file());
        json.put("prefix", naming.prefix());
        json.put("defaultEnvironment", naming.environments().defaultName());
        ArrayNode environments = json.putArray("environments");
        naming.environments().all().forEach(each -> {
            ObjectNode environment = environments.addObject();
            environment.put("name", each.name());
            environment.put("tableName", each.template().text());
            environment.set("tables", strings(naming.tables().getOrDefault(each.name(), List.of())));
        });
        json.set("otherTables", strings(naming.others()));
        return json;
    }

    private static ObjectNode liveEnvironment(LiveEnvironment environment) {
        ObjectNode json = NODES.objectNode();
        json.put("name", environment.name());
        json.put("declaration", environment.declaration());
        json.put("protected", environment.guarded());
        json.put("ephemeral", environment.ephemeral());
        json.set("tables", strings(environment.tables()));
        return json;
    }

    private static ObjectNode table(TableResult table) {
        ObjectNode json = NODES.objectNode();
        json.put("table", table.table());
        json.put("name", table.name());
        json.put("outcome", table.outcome().word());
        json.put("createdEmpty", table.createdEmpty());
        RestoreSource restored = table.restored();
        if (restored != null) {
            ObjectNode restore = json.putObject("restore");
            restore.put("source", restored.table());
            restore.put("sourceArn", restored.tableArn());
            restore.put("backupArn", restored.backupArn());
            restore.put("dateTime", restored.moment().toString());
        }
        if (table.elapsed() == null) {
            json.putNull("seconds");
        } else {
            json.put("seconds", table.elapsed().toMillis() / 1000.0);
        }
        ArrayNode steps = json.putArray("steps");
        table.steps().forEach(step -> steps.add(step(step)));
        ArrayNode differences = json.putArray("differences");
        table.differences().forEach(difference -> differences.add(difference(difference)));
        ArrayNode overrides = json.putArray("policyOverrides");
        table.overrides().forEach(override -> overrides.add(override(override)));
        json.set("notApplied", strings(table.notApplied()));
        json.set("unknownMembers", strings(table.unknownMembers()));
        json.set("unread", MAPPER.valueToTree(new TreeMap<>(table.unread())));
        json.set("problems", problems(table.problems()));
        json.put("note", table.note());
        json.set("error", error(table.error()));
        return json;
    }

    private static ObjectNode step(StepResult result) {
        Step step = result.step();
        ObjectNode json = NODES.objectNode();
        json.put("action", step.action());
        json.put("index", step.index());
        json.set("request", request(result));
        json.put("done", result.done());
        return json;
    }

    /** The body of the request as sent to AWS. */
    static JsonNode request(StepResult result) {
        return MAPPER.valueToTree(result.request());
    }

    private static ObjectNode difference(Difference difference) {
        ObjectNode json = NODES.objectNode();
        json.put("setting", difference.setting().word());
        json.put("item", difference.item());
        json.set("schema", SchemaJson.toTree(difference.schema()));
        json.set("live", SchemaJson.toTree(difference.live()));
        json.put("remedy", difference.remedy().word());
        return json;
    }

    private static ObjectNode override(PolicyOverride override) {
        ObjectNode json = NODES.objectNode();
        json.put("setting", override.setting().word());
        json.set("schema", SchemaJson.toTree(override.schema()));
        json.set("policy", SchemaJson.toTree(override.policy()));
        return json;
    }

    private static ArrayNode strings(List<String> values) {
        ArrayNode array = NODES.arrayNode();
        values.forEach(array::add);
        return array;
    }

    private static ArrayNode problems(List<FileProblem> problems) {
        ArrayNode array = NODES.arrayNode();
        problems.forEach(problem -> {
            ObjectNode json = array.addObject();
            json.put("file", problem.file());
            json.put("line", problem.line());
            json.put("path", problem.path());
            json.put("message", problem.message());
        });
        return array;
    }

    private static JsonNode error(@Nullable Failure error) {
        if (error == null) {
            return NODES.nullNode();
        }
        ObjectNode json = NODES.objectNode();
        json.put("message", error.message());
        json.put("hint", error.hint());
        json.put("awsCode", error.awsCode());
        return json;
    }
}
