package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.fake.Call;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A create that is ended while the service works, and the command that carries on. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class InterruptionIT {

    private static final Path PROCESS_STATUS = Path.of("/proc/self/status");
    private static final int SIGINT_BIT = 1 << 1;

    @TempDir
    Path home;

    /** A job that a shell has put into the background ignores SIGINT, and so does every process it starts. */
    @BeforeAll
    static void interrupts_arrive_here() throws IOException {
        if (Files.isReadable(PROCESS_STATUS)) {
            String mask = Files.readString(PROCESS_STATUS).replaceAll("(?s).*SigIgn:\\s*([0-9a-f]+).*", "$1");
            assumeFalse(
                    (Long.parseUnsignedLong(mask, 16) & SIGINT_BIT) != 0, "this build was started to ignore SIGINT");
        }
    }

    @ParameterizedTest
    @CsvSource({"INT, 130, interrupted", "TERM, 143, terminated", "HUP, 129, hung up"})
    void a_signal_leaves_one_json_report_and_a_command_that_carries_on(String signal, int exitCode, String word) {
        try (Aws aws = new Aws(home).slow()) {
            Running create = aws.binary().start("create companies pending-payments -e staging --output json" + Aws.AWS);
            create.untilErrHas("\ncompanies: waiting for the table")
                    .untilErrHas("\npending-payments: waiting for the table");

            Ended ended = create.signal(signal).end();

            assertThat(ended.exitCode()).isEqualTo(exitCode);
            JsonNode report = ended.json();
            assertThat(report.at("/exitCode").asInt()).isEqualTo(exitCode);
            assertThat(report.at("/error/message").asText()).startsWith(word).contains("companies", "CREATING");
            assertThat(ended.outcomes())
                    .isEqualTo(Map.of("companies", "interrupted", "pending-payments", "interrupted"));

            Running next = aws.binary().shell(ended.carryOn());
            next.untilErrHas("\ncompanies: waiting for the table")
                    .untilErrHas("\npending-payments: waiting for the table");
            aws.finishTables();
            Ended carriedOn = next.end();

            assertThat(carriedOn.exitCode()).as(carriedOn.err()).isZero();
            assertThat(carriedOn.outcomes()).isEqualTo(Map.of("companies", "created", "pending-payments", "created"));
            JsonNode table = aws.fake().table("construction-expenses-staging-pending-payments");
            assertThat(table.at("/TimeToLiveDescription/AttributeName").asText())
                    .isEqualTo("expiresAt");
            assertThat(table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription/RecoveryPeriodInDays")
                            .asInt())
                    .isEqualTo(35);
        }
    }

    @Test
    void ctrl_c_leaves_one_report_for_people() {
        try (Aws aws = new Aws(home).slow()) {
            Running create = aws.binary().start("create companies -e staging" + Aws.AWS);
            create.untilErrHas("companies: waiting for the table");

            Ended ended = create.signal("INT").end();

            assertThat(ended.exitCode()).isEqualTo(130);
            assertThat(ended.out().lines())
                    .containsExactly("! companies  interrupted  (waiting for the table (CREATING))", "1 interrupted");
            assertThat(ended.err().lines().filter(line -> line.startsWith("ddbtool: ")))
                    .containsExactly("ddbtool: interrupted; the service goes on with companies (waiting for the table"
                            + " (CREATING))");
            assertThat(ended.carryOn())
                    .startsWith("ddbtool create companies -e staging ")
                    .endsWith(" --reconcile");
        }
    }

    @Test
    void two_runs_at_once_both_end_well() {
        try (Aws aws = new Aws(home).slow()) {
            String line = "create --reconcile companies pending-payments -e staging" + Aws.AWS;
            List<Running> both = List.of(aws.binary().start(line), aws.binary().start(line));
            both.forEach(run -> run.untilErrHas("companies: waiting for the table")
                    .untilErrHas("pending-payments: waiting for the table"));

            aws.finishTables();
            List<Ended> ended = both.stream().map(Running::end).toList();

            assertThat(ended).extracting(Ended::exitCode).as("%s", ended).containsOnly(0);
            // tags of a table that is being made cannot be read yet: whoever meets it may put them on once more
            assertThat(aws.fake().calls().stream()
                            .filter(call -> call.mutation() && call.ok())
                            .map(Call::operation))
                    .isSubsetOf("CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups", "TagResource")
                    .containsOnlyOnce("UpdateTimeToLive");
        }
    }
}
