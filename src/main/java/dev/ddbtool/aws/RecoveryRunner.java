package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.ContinuousBackups;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** Turns on point-in-time recovery of one table, as soon as the service accepts that. */
final class RecoveryRunner {

    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final ControlPlane controlPlane;
    private final ReadCalls calls;
    private final TableWaits waits;
    private final TableProgress progress;
    private final RequestMapper requests;
    private final String name;
    private @Nullable ContinuousBackups answered;

    RecoveryRunner(
            ControlPlane controlPlane,
            ReadCalls calls,
            TableWaits waits,
            TableProgress progress,
            RequestMapper requests) {
        this.controlPlane = controlPlane;
        this.calls = calls;
        this.waits = waits;
        this.progress = progress;
        this.requests = requests;
        this.name = requests.tableName();
    }

    /** Continuous backups are "being enabled" for up to ten minutes after a table was created. */
    CompletableFuture<Boolean> enable(Step.EnableRecovery step) {
        return waits.untilFound(
                LONGEST_PAUSE,
                () -> "point-in-time recovery of '" + name + "' to become available",
                () -> calls.backups(name).thenCompose(backups -> look(step, backups.value())));
    }

    /** The last response about the table's backups, after recovery was turned on. */
    Optional<ContinuousBackups> lastAnswer() {
        return Optional.ofNullable(answered);
    }

    private CompletableFuture<Optional<Boolean>> look(Step.EnableRecovery step, ContinuousBackups backups) {
        int days = step.recoveryPeriodInDays();
        if (backups.recoveryEnabled() && backups.knownRecoveryPeriodInDays(days) >= days) {
            answered = backups;
            return CompletableFuture.completedFuture(Optional.of(true));
        }
        if (!controlPlane.emulator() && !ContinuousBackups.ENABLED.equals(backups.continuousBackupsStatus())) {
            return unavailable();
        }
        return update(step);
    }

    /** Waits, unless the status of the table is a dead end. */
    private CompletableFuture<Optional<Boolean>> unavailable() {
        return waits.description().thenApply(table -> {
            progress.waits("waiting for point-in-time recovery");
            return Optional.empty();
        });
    }

    private CompletableFuture<Optional<Boolean>> update(Step.EnableRecovery step) {
        return controlPlane
                .call(
                        Operation.UPDATE_CONTINUOUS_BACKUPS,
                        name,
                        client -> client.updateContinuousBackups(requests.enableRecovery(step)))
                .thenApply(answer -> {
                    progress.accepted();
                    if (answer.continuousBackupsDescription() != null) { // otherwise it is read later
                        answered =
                                ResponseMapper.backups(answer.continuousBackupsDescription(), !controlPlane.emulator());
                    }
                    return Optional.of(true);
                })
                .exceptionallyCompose(thrown ->
                        Agenda.cause(thrown) instanceof AwsFailure failure && failure.kind() == Kind.BACKUPS_UNAVAILABLE
                                ? unavailable()
                                : CompletableFuture.failedFuture(Agenda.cause(thrown)));
    }
}
