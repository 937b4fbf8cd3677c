package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Calls over plain HTTP and their raw answers, as with the AWS CLI, without any code of the tool. */
public final class RawDynamoDbClient {

    private static final JsonMapper JSON = new JsonMapper();

    /** Dates as printed by version 2 of the AWS CLI. Version 1 prints the numbers of the service. */
    private static final DateTimeFormatter ISO =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSSxxx", Locale.ROOT);

    /** Members that are specific to one table at one moment, at any depth. */
    private static final Set<String> OF_THE_MOMENT = Set.of(
            "TableName",
            "TableArn",
            "TableId",
            "IndexArn",
            "LatestStreamArn",
            "LatestStreamLabel",
            "CreationDateTime",
            "LastUpdateToPayPerRequestDateTime",
            "LastUpdateDateTime",
            "EarliestRestorableDateTime",
            "LatestRestorableDateTime",
            "TableSizeBytes",
            "IndexSizeBytes",
            "ItemCount",
            "WarmThroughput");

    private final URI endpoint;

    private RawDynamoDbClient(URI endpoint) {
        this.endpoint = endpoint;
    }

    public static RawDynamoDbClient of(URI endpoint) {
        return new RawDynamoDbClient(endpoint);
    }

    /** {@code aws dynamodb describe-table}. */
    public ObjectNode described(String table) {
        return call("DescribeTable", named(table))
                .orElseThrow(() -> new AssertionError("no table '" + table + "' at " + endpoint));
    }

    /** The same, merged with the three other read calls as by {@code jq -s add}, without refused calls. */
    public ObjectNode merged(String table) {
        ObjectNode all = described(table);
        ObjectNode arn = JSON.createObjectNode()
                .put("ResourceArn", all.at("/Table/TableArn").asText());
        call("DescribeTimeToLive", named(table)).ifPresent(all::setAll);
        call("DescribeContinuousBackups", named(table)).ifPresent(all::setAll);
        call("ListTagsOfResource", arn).ifPresent(all::setAll);
        return all;
    }

    /** The same response with its dates as text. */
    public static ObjectNode withIsoDates(ObjectNode answer) {
        ObjectNode changed = answer.deepCopy();
        datesToText(changed);
        return changed;
    }

    private static void datesToText(JsonNode node) {
        if (node instanceof ObjectNode object) {
            for (Map.Entry<String, JsonNode> member : object.properties()) {
                if (member.getKey().endsWith("DateTime") && member.getValue().isNumber()) {
                    Instant date =
                            Instant.ofEpochMilli((long) (member.getValue().asDouble() * 1000));
                    member.setValue(object.textNode(ISO.format(date.atOffset(ZoneOffset.UTC))));
                }
            }
        }
        if (node instanceof ObjectNode || node instanceof ArrayNode) {
            node.forEach(RawDynamoDbClient::datesToText);
        }
    }

    /** A response without members that are specific to one table at one moment. */
    public static JsonNode lasting(JsonNode answer) {
        JsonNode copy = answer.deepCopy();
        forget(copy);
        return copy;
    }

    private static void forget(JsonNode node) {
        if (node instanceof ObjectNode object) {
            object.remove(OF_THE_MOMENT);
        }
        node.forEach(RawDynamoDbClient::forget);
        if (node instanceof ArrayNode list
                && !list.findValuesAsText("IndexName").isEmpty()) {
            List<JsonNode> sorted = new ArrayList<>();
            list.forEach(sorted::add);
            sorted.sort(Comparator.comparing(index -> index.path("IndexName").asText()));
            list.removeAll().addAll(sorted);
        }
    }

    private static ObjectNode named(String table) {
        return JSON.createObjectNode().put("TableName", table);
    }

    /** {@code aws dynamodb create-table --cli-input-json}. */
    ObjectNode created(ObjectNode request) {
        Answer answer = send("CreateTable", request);
        if (answer.status() != HttpURLConnection.HTTP_OK) {
            throw new AssertionError("CreateTable is refused: " + answer.body() + " for " + request);
        }
        return answer.body();
    }

    private Optional<ObjectNode> call(String operation, ObjectNode request) {
        return Optional.of(send(operation, request))
                .filter(answer -> answer.status() == HttpURLConnection.HTTP_OK)
                .map(Answer::body);
    }

    private record Answer(int status, ObjectNode body) {}

    private Answer send(String operation, ObjectNode request) {
        try {
            HttpURLConnection call = (HttpURLConnection) endpoint.toURL().openConnection();
            call.setRequestMethod("POST");
            call.setDoOutput(true);
            call.setRequestProperty("Content-Type", "application/x-amz-json-1.0");
            call.setRequestProperty("X-Amz-Target", "DynamoDB_20120810." + operation);
            call.setRequestProperty(
                    "Authorization",
                    "AWS4-HMAC-SHA256 Credential=AKIAIOSFODNN7EXAMPLE/20260101/us-east-1/dynamodb/aws4_request,"
                            + " SignedHeaders=host, Signature=0");
            try (OutputStream body = call.getOutputStream()) {
                body.write(request.toString().getBytes(UTF_8));
            }
            int status = call.getResponseCode();
            try (InputStream body =
                    status == HttpURLConnection.HTTP_OK ? call.getInputStream() : call.getErrorStream()) {
                return new Answer(status, (ObjectNode) JSON.readTree(body));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
