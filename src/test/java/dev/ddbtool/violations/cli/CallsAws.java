package dev.ddbtool.violations.cli;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Talks to the SDK past the package that may. */
record CallsAws(DynamoDbClient client) {}
