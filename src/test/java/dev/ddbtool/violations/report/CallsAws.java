package dev.ddbtool.violations.report;

import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** Asks the service, where only results are known. */
record CallsAws(DynamoDbClient client) {}
