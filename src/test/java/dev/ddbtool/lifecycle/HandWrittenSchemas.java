package dev.ddbtool.lifecycle;

/** Hand-written schema files with settings that the example tables do not have. */
final class HandWrittenSchemas {

    static final String PROVISIONED = """
            {
              "Table": {
                "AttributeDefinitions": [
                  { "AttributeName": "orderId", "AttributeType": "S" },
                  { "AttributeName": "customerId", "AttributeType": "S" }
                ],
                "TableName": "orders",
                "KeySchema": [ { "AttributeName": "orderId", "KeyType": "HASH" } ],
                "BillingModeSummary": { "BillingMode": "PROVISIONED" },
                "ProvisionedThroughput": { "ReadCapacityUnits": 7, "WriteCapacityUnits": 3 },
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-customer",
                    "KeySchema": [ { "AttributeName": "customerId", "KeyType": "HASH" } ],
                    "Projection": { "ProjectionType": "ALL" },
                    "ProvisionedThroughput": { "ReadCapacityUnits": 2, "WriteCapacityUnits": 1 }
                  }
                ]
              }
            }
            """;

    static final String WITH_EVERYTHING = """
            {
              "Table": {
                "AttributeDefinitions": [
                  { "AttributeName": "account", "AttributeType": "S" },
                  { "AttributeName": "entry", "AttributeType": "N" },
                  { "AttributeName": "bookedAt", "AttributeType": "N" },
                  { "AttributeName": "checksum", "AttributeType": "B" }
                ],
                "TableName": "ledger",
                "KeySchema": [
                  { "AttributeName": "account", "KeyType": "HASH" },
                  { "AttributeName": "entry", "KeyType": "RANGE" }
                ],
                "BillingModeSummary": { "BillingMode": "PAY_PER_REQUEST" },
                "LocalSecondaryIndexes": [
                  {
                    "IndexName": "by-time",
                    "KeySchema": [
                      { "AttributeName": "account", "KeyType": "HASH" },
                      { "AttributeName": "bookedAt", "KeyType": "RANGE" }
                    ],
                    "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": [ "text", "amount" ] }
                  }
                ],
                "GlobalSecondaryIndexes": [
                  {
                    "IndexName": "by-checksum",
                    "KeySchema": [ { "AttributeName": "checksum", "KeyType": "HASH" } ],
                    "Projection": { "ProjectionType": "KEYS_ONLY" }
                  },
                  {
                    "IndexName": "of-time",
                    "KeySchema": [ { "AttributeName": "bookedAt", "KeyType": "HASH" } ],
                    "Projection": { "ProjectionType": "INCLUDE", "NonKeyAttributes": [ "text" ] }
                  }
                ],
                "StreamSpecification": { "StreamEnabled": true, "StreamViewType": "NEW_AND_OLD_IMAGES" },
                "OnDemandThroughput": { "MaxReadRequestUnits": 50, "MaxWriteRequestUnits": 20 },
                "DeletionProtectionEnabled": true
              },
              "TimeToLiveDescription": { "TimeToLiveStatus": "ENABLED", "AttributeName": "expiresAt" }
            }
            """;

    private HandWrittenSchemas() {}
}
