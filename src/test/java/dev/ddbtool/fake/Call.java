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
 * @param status the TableStatus of its table when it arrived; empty where there was no such table
 * @param decision what the service made of it, whether or not anybody heard: {@code ok}, the code and text of its refusal,
 *     or nothing where a fault kept the call from it
 */
public record Call(String operation, JsonNode request, Instant at, String outcome, String status, String decision) {

    public static final String OK = "ok";

    public boolean ok() {
        return outcome.equals(OK);
    }

    /** Whether it took effect, be it that the answer was lost. */
    public boolean carriedOut() {
        return decision.equals(OK);
    }

    /** The physical name of the table that it is about; empty where it is about none. */
    public String table() {
        String name =
                request.path("TableName").asText(request.path("ResourceArn").asText());
        return name.substring(name.lastIndexOf('/') + 1);
    }

    /** Whether the operation can change something: all that are not called List, Describe, Get or Assume. */
    public boolean mutation() {
        return !operation.startsWith("List")
                && !operation.startsWith("Describe")
                && !operation.startsWith("Get")
                && !operation.startsWith("Assume");
    }
}
