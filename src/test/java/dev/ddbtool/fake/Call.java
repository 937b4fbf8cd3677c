package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;

/**
 * One request that reached the fake.
 *
 * @param request its body, or its parameters in the query protocol
 * @param at when, by the fake's clock
 * @param outcome {@code ok}, the code of the error that was answered, or {@code reset}, {@code timeout} or {@code
 *     lost-response} where nothing was
 * @param status the TableStatus of its table when it arrived; empty if there was no such table
 * @param decision what the service decided, even if the response was lost: {@code ok}, or code and text of its error,
 *     or empty if a fault prevented the call
 */
public record Call(String operation, JsonNode request, Instant at, String outcome, String status, String decision) {

    public static final String OK = "ok";

    public boolean ok() {
        return outcome.equals(OK);
    }

    /** Whether it took effect, even if the response was lost. */
    public boolean carriedOut() {
        return decision.equals(OK);
    }

    /** The physical name of the table that it is about; empty if there is none. */
    public String table() {
        String name = OperationCall.table(request);
        return name == null ? "" : name;
    }

    /** Whether the operation can change something: all that are not called List, Describe, Get or Assume. */
    public boolean mutation() {
        return !operation.startsWith("List")
                && !operation.startsWith("Describe")
                && !operation.startsWith("Get")
                && !operation.startsWith("Assume");
    }
}
