package dev.ddbtool.violations.plan.compare;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.violations.plan.KnowsJson;

/** Uses a library, which is forbidden. Its import from below is allowed. */
public record ComparesJson(JsonNode node, KnowsJson below) {}
