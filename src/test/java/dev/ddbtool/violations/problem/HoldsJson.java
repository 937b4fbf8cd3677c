package dev.ddbtool.violations.problem;

import com.fasterxml.jackson.databind.JsonNode;

/** Imports a library into the package below all others. */
record HoldsJson(JsonNode node) {}
