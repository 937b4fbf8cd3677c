package dev.ddbtool.violations.plan.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.violations.plan.KnowsJson;

/** Knows a third party where none may be known; its look down is allowed. */
public record ComparesJson(JsonNode node, KnowsJson below) {}
