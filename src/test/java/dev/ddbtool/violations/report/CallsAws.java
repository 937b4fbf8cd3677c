package dev.ddbtool.violations.report;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Uses the SDK in a package of results. */
record CallsAws(DynamoDbClient client) {}
