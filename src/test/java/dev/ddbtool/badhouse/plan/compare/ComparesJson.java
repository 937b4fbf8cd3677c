package dev.ddbtool.badhouse.plan.compare;

import com.fasterxml.jackson.databind.JsonNode;

/** Knows a third party where none may be known. */
record ComparesJson(JsonNode node) {}
