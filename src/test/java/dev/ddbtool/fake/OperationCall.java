package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A request as an operation of a service and its input. */
record OperationCall(Service service, String operation, ObjectNode input) {

    /** The services, by the name that IAM actions begin with. */
    enum Service {
        DYNAMODB("DynamoDB_20120810."),
        KMS("TrentService."),
        STS("");

        private final String target;

        Service(String target) {
            this.target = target;
        }
    }

    static OperationCall of(WireRequest request) {
        for (Service service : Service.values()) {
            if (service != Service.STS && request.target().startsWith(service.target)) {
                String operation = request.target().substring(service.target.length());
                return new OperationCall(service, operation, Json.parseObject(request.body()));
            }
        }
        ObjectNode form = Json.object();
        for (String pair : request.body().split("&", -1)) {
            int equals = pair.indexOf('=');
            if (equals > 0) {
                form.put(
                        pair.substring(0, equals),
                        URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            }
        }
        return new OperationCall(Service.STS, form.path("Action").asText(), form);
    }

    /** The IAM action that allows this call. */
    String action() {
        return switch (service) {
            case DYNAMODB -> "dynamodb:" + operation;
            case KMS -> "kms:" + operation;
            case STS -> "sts:" + operation;
        };
    }

    /** The table's physical name, or null if there is none. */
    @Nullable
    String table() {
        return table(input);
    }

    /** The physical name of the table that a request is about: a restore's is the new one. */
    static @Nullable String table(JsonNode request) {
        for (String member : List.of("TableName", "TargetTableName", "ResourceArn", "BackupArn")) {
            String name = Json.text(request, member);
            if (name != null) {
                return name.replaceFirst("^arn:.*?:table/", "").replaceFirst("/.*", "");
            }
        }
        return null;
    }

    String resource(AccountIdentity identity) {
        String table = table();
        return switch (service) {
            case DYNAMODB -> identity.tableArn(table == null ? "*" : table);
            case KMS -> identity.kmsArn(input.path("KeyId").asText());
            case STS -> input.path("RoleArn").asText("*");
        };
    }
}
