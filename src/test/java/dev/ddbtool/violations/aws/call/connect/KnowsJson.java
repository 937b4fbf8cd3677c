package dev.ddbtool.violations.aws.call.connect;

import com.fasterxml.jackson.databind.JsonNode;

/** Imports a library that the package above it has. */
record KnowsJson(JsonNode node) {}
