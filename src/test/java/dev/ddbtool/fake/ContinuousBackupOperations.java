package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** DescribeContinuousBackups and UpdateContinuousBackups, with a "not found" of their own. */
final class ContinuousBackupOperations {

    private static final String SPECIFICATION = "pointInTimeRecoverySpecification";

    private final Account account;

    ContinuousBackupOperations(Account account) {
        this.account = account;
    }

    ObjectNode describe(ObjectNode request, Instant now) {
        return answer(named(request, now), now);
    }

    ObjectNode update(ObjectNode request, Instant now) {
        JsonNode wanted = request.path("PointInTimeRecoverySpecification");
        JsonNode period = wanted.path("RecoveryPeriodInDays");
        Constraints constraints = new Constraints().required(wanted, SPECIFICATION);
        if (wanted.isObject()) {
            constraints
                    .required(wanted.path("PointInTimeRecoveryEnabled"), SPECIFICATION + ".pointInTimeRecoveryEnabled")
                    .range(period, SPECIFICATION + ".recoveryPeriodInDays", 1, ContinuousBackups.DEFAULT_DAYS);
        }
        constraints.check();
        boolean on = wanted.path("PointInTimeRecoveryEnabled").asBoolean();
        if (!on && Json.has(wanted, "RecoveryPeriodInDays")) {
            throw ServiceError.validation(
                    "Invalid Request: Cannot specify RecoveryPeriodInDays when disabling" + " point-in-time recovery.");
        }
        TableState table = named(request, now);
        table.continuousBackups.requireAvailable(table.name, now);
        table.continuousBackups.recovery(on, period.asInt(ContinuousBackups.DEFAULT_DAYS), now);
        return answer(table, now);
    }

    private TableState named(ObjectNode request, Instant now) {
        try {
            return account.namedElsewhere(request, now);
        } catch (ServiceError e) {
            if (!e.code().equals("ResourceNotFoundException")) {
                throw e;
            }
            throw ServiceError.backupTableMissing(Account.tableName(request));
        }
    }

    private static ObjectNode answer(TableState table, Instant now) {
        ObjectNode answer = Json.object();
        answer.set("ContinuousBackupsDescription", table.continuousBackups.describe(now));
        return answer;
    }
}
