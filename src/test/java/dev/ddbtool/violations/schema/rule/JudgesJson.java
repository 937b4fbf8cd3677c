package dev.ddbtool.violations.schema.rule;

import com.fasterxml.jackson.databind.JsonNode;

/** Uses JSON in a package of values. */
record JudgesJson(JsonNode node) {}
