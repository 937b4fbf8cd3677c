package dev.ddbtool.violations.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** Uses a library in a package without libraries. */
public record KnowsJson(JsonNode node) {}
