package dev.ddbtool.cli;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** The schema file of one table with every setting, and variants of it. */
final class CompleteSchemaFile {

    private static final JsonMapper JSON = new JsonMapper();

    private static final String TEXT = """
            {
              "Table": {
                "AttributeDefinitions": [
                  {"AttributeName": "id", "AttributeType": "S"},
                  {"AttributeName": "title", "AttributeType": "S"},
                  {"AttributeName": "author", "AttributeType": "S"},
                  {"AttributeName": "year", "AttributeType": "N"}
                ],
                "TableName": "books",
                "KeySchema": [
                  {"AttributeName": "id", "KeyType": "HASH"},
                  {"AttributeName": "title", "KeyType": "RANGE"}
                ],
                "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST"},
                "LocalSecondaryIndexes": [
                  {
                    "IndexName": "by-year",
                    "KeySchema": [
                      {"AttributeName": "id", "KeyType": "HASH"},
                      {"AttributeName": "year", "KeyType": "RANGE"}
                    ],
                    "Projection": {"ProjectionType": "KEYS_ONLY"}
                  }
                ],
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-author",
                    "KeySchema": [
                      {"AttributeName": "author", "KeyType": "HASH"},
                      {"AttributeName": "year", "KeyType": "RANGE"}
                    ],
                    "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["isbn"]}
                  }
                ],
                "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
                "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS"},
                "TableClassSummary": {"TableClass": "STANDARD"},
                "DeletionProtectionEnabled": true,
                "VectorIndexes": [
                  {
                    "IndexName": "alike",
                    "SearchSchema": [{"AttributeName": "author", "SearchSchemaElementType": "HASH"}],
                    "Projection": {"ProjectionType": "KEYS_ONLY"},
                    "VectorAttribute": {"AttributeName": "likeness"},
                    "Dimensions": 8,
                    "DistanceFunction": "COSINE"
                  }
                ]
              },
              "TimeToLiveDescription": {"TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt"},
              "ContinuousBackupsDescription": {
                "ContinuousBackupsStatus": "ENABLED",
                "PointInTimeRecoveryDescription": {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 20}
              },
              "Tags": [{"Key": "Environment", "Value": "production"}, {"Key": "team", "Value": "payments"}]
            }
            """;

    private CompleteSchemaFile() {}

    /**
     * The text of the file with these edits, one per line: a JSON pointer, a space, and the new value, or nothing to remove
     * the member.
     */
    static String with(String edits) {
        JsonNode tree = parse(TEXT);
        edits.lines().filter(line -> !line.isBlank()).forEach(line -> {
            int blank = line.indexOf(' ');
            JsonPointer pointer = JsonPointer.compile(blank < 0 ? line : line.substring(0, blank));
            ObjectNode parent = (ObjectNode) tree.at(pointer.head());
            String member = pointer.last().getMatchingProperty();
            if (blank < 0) {
                parent.remove(member);
            } else {
                parent.set(member, parse(line.substring(blank + 1)));
            }
        });
        return tree.toString();
    }

    private static JsonNode parse(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(json, e);
        }
    }
}
