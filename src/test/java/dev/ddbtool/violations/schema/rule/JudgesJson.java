package dev.ddbtool.violations.schema.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** Knows what a file looks like. */
record JudgesJson(JsonNode node) {}
