package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** DescribeTimeToLive and UpdateTimeToLive. */
final class TimeToLiveOperations {

    private final Account account;

    TimeToLiveOperations(Account account) {
        this.account = account;
    }

    ObjectNode describe(ObjectNode request, Instant now) {
        TableState table = account.namedUnlessRestoring(request, now);
        String status = table.status(now);
        if (status.equals("CREATING") || status.equals("DELETING")) {
            throw ServiceError.validation("Cannot describe time to live while table is in " + status
                    + " state: Current table state is " + status);
        }
        ObjectNode answer = Json.object();
        answer.set("TimeToLiveDescription", table.timeToLive.describe(now));
        return answer;
    }

    ObjectNode update(ObjectNode request, Instant now) {
        JsonNode wanted = request.path("TimeToLiveSpecification");
        String path = "timeToLiveSpecification";
        Constraints constraints = new Constraints().required(wanted, path);
        if (wanted.isObject()) {
            constraints
                    .required(wanted.path("Enabled"), path + ".enabled")
                    .required(wanted.path("AttributeName"), path + ".attributeName")
                    .length(wanted.path("AttributeName"), path + ".attributeName", 1, 255);
        }
        constraints.check();
        TableState table = account.namedElsewhere(request, now);
        String status = table.status(now);
        if (status.equals("CREATING") || status.equals("DELETING")) {
            throw ServiceError.inUse(
                    "Table " + table.name + " is being " + (status.equals("CREATING") ? "created" : "deleted"));
        }
        if (!table.underWay(now)) {
            account.admit(false, now);
        }
        table.timeToLive.change(
                wanted.path("Enabled").asBoolean(), wanted.path("AttributeName").asText(), now, account.behaviour());
        ObjectNode answer = Json.object();
        answer.set("TimeToLiveSpecification", wanted.deepCopy());
        return answer;
    }
}
