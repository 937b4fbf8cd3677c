package dev.ddbtool.violations.plan;

import com.fasterxml.jackson.databind.JsonNode;

/** Knows a third party where none may be known. */
public record KnowsJson(JsonNode node) {}
