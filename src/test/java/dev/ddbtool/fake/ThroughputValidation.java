package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;

/** AWS's rules for throughput in both billing modes, with its texts. */
final class ThroughputValidation {

    private static final long MOST_UNITS = 1_000_000_000_000L;

    private ThroughputValidation() {}

    static void createTable(JsonNode request) {
        boolean onDemand = request.path("BillingMode").asText().equals("PAY_PER_REQUEST");
        boolean provisioned = Json.has(request, "ProvisionedThroughput");
        if (onDemand && provisioned) {
            throw ServiceError.invalid("Neither ReadCapacityUnits nor WriteCapacityUnits can be specified when"
                    + " BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !provisioned) {
            throw ServiceError.invalid(
                    "ReadCapacityUnits and WriteCapacityUnits must both be specified when BillingMode is PROVISIONED");
        }
        inBounds(request, "");
        maximums(request, onDemand, "table", 1);
        for (JsonNode index : request.path("GlobalSecondaryIndexes")) {
            newIndex(index, onDemand);
        }
    }

    /** A global index in CreateTable or in an UpdateTable that creates it. */
    static void newIndex(JsonNode index, boolean onDemand) {
        String name = index.path("IndexName").asText();
        boolean provisioned = Json.has(index, "ProvisionedThroughput");
        if (onDemand && provisioned) {
            throw ServiceError.invalid("ProvisionedThroughput should not be specified for index: " + name
                    + " when BillingMode is PAY_PER_REQUEST");
        }
        if (!onDemand && !provisioned) {
            throw ServiceError.invalid("ProvisionedThroughput is not specified for index: " + name);
        }
        inBounds(index, " for index " + name);
        maximums(index, onDemand, "index " + name, 1);
    }

    private static void inBounds(JsonNode holder, String of) {
        for (String member : new String[] {"ReadCapacityUnits", "WriteCapacityUnits"}) {
            long units = holder.path("ProvisionedThroughput").path(member).asLong();
            if (units > MOST_UNITS) {
                throw ServiceError.validation("Given value " + units + " for " + member + " is out of bounds" + of);
            }
        }
    }

    /**
     * On-demand maximums: none if provisioned, each at least 1.
     *
     * @param least 1, or -1 if that removes a maximum (UpdateTable)
     */
    static void maximums(JsonNode holder, boolean onDemand, String of, int least) {
        JsonNode maximums = holder.path("OnDemandThroughput");
        for (String member : new String[] {"MaxReadRequestUnits", "MaxWriteRequestUnits"}) {
            if (!Json.has(maximums, member)) {
                continue;
            }
            if (!onDemand) {
                throw ServiceError.invalid(member
                        + " for OnDemandThroughput cannot be specified when the table BillingMode is PROVISIONED");
            }
            long value = maximums.path(member).asLong();
            if (value < least || value == 0) {
                throw ServiceError.invalid(
                        "Requested " + member + " for OnDemandThroughput for " + of + " is outside of valid range");
            }
        }
    }
}
