package dev.ddbtool.violations.cli;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Uses the SDK outside the packages that may. */
record CallsAws(DynamoDbClient client) {}
