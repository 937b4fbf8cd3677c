package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request that reached the fake.
 *
 * @param request its body; of the query protocol its parameters
 * @param at when, by the fake's clock
 * @param outcome {@code ok}, the code of the error that was answered, or {@code reset}, {@code timeout} or
 *     {@code lost-response} where nothing was
 */
public record Call(String operation, JsonNode request, Instant at, String outcome) {

    public static final String OK = "ok";

    public boolean ok() {
        return outcome.equals(OK);
    }

    /** Whether the operation can change something: all that are not called List, Describe, Get or Assume. */
    public boolean mutation() {
        return !operation.startsWith("List")
                && !operation.startsWith("Describe")
                && !operation.startsWith("Get")
                && !operation.startsWith("Assume");
    }
}
