package dev.ddbtool.violations.project;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Uses the SDK in the package of the project file. */
record ReadsLiveTables(DynamoDbClient client) {}
