package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TimeToLive;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Plans of restores, and of tables that an earlier run restored. */
class RestorePlannerTest {

    private static final String NAME = "app-orders";
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/" + NAME;
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final RestoreSource BACKUP =
            new RestoreSource(NAME, ARN, ARN + "/backup/0123", Instant.parse("2026-03-02T09:00:00Z"));
    private static final RestoreSource POINT = new RestoreSource(NAME, ARN, null, BACKUP.moment());
    private static final TableNames NAMES = new TableNames("app", EnvironmentsFixture.of("staging,dev"));

    private static RestorePlanner planner(boolean turnsOnTimeToLive) {
        Planner planner = new Planner(NAMES, new Environment("production"), Policy.AS_EXPORTED, Set.of());
        return new RestorePlanner(planner, turnsOnTimeToLive, Policy.AS_EXPORTED);
    }

    private static TableFixture file() {
        return TableFixture.file().ttl("expiresAt").tags("team=payments");
    }

    private static RestoreCandidate candidate(
            TableFixture file, @Nullable LiveTable source, @Nullable LiveTable target) {
        return new RestoreCandidate(file.schema(), NAME, NAME, source, target, null, List.of());
    }

    private static TablePlan restored(TableFixture file, boolean turnsOnTimeToLive) {
        Table backup = file.schema().table();
        return planner(turnsOnTimeToLive).plan(candidate(file, null, null), new RestoreChoice.Restore(BACKUP), backup);
    }

    private static TablePlan completed(TableFixture live) {
        return planner(false)
                .plan(
                        candidate(file(), null, live.name(NAME).table()),
                        new RestoreChoice.Complete(BACKUP.mark()),
                        null);
    }

    @Test
    void restores_tags_first_and_holds_ttl_back() {
        TablePlan plan = restored(file().stream("NEW_IMAGE"), false);

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly(
                        "RestoreTableFromBackup app-orders",
                        "TagResource team=payments Environment=production ddbtool:restored=app-orders@0123",
                        "UpdateTable stream NEW_IMAGE",
                        "UpdateContinuousBackups 35");
        assertThat(plan.notApplied()).containsExactly("TimeToLiveDescription");
        assertThat(plan.source()).isEqualTo(BACKUP);
        assertThat(plan.blockers()).isEmpty();
    }

    @Test
    void reports_replicas_which_a_restore_does_not_create() {
        TableFixture global = file().replica("eu-west-2");
        TablePlan completed = planner(false)
                .plan(
                        candidate(global, null, TableFixture.live().name(NAME).table()),
                        new RestoreChoice.Complete(BACKUP.mark()),
                        null);

        assertThat(restored(global, false).notApplied()).containsExactly("Replicas", "TimeToLiveDescription");
        assertThat(completed.notApplied()).containsExactly("Replicas", "TimeToLiveDescription");
    }

    @Test
    void turns_on_ttl_last_if_wanted() {
        TablePlan plan = restored(file(), true);

        assertThat(PlanText.steps(plan.steps())).endsWith("UpdateTimeToLive expiresAt");
        assertThat(plan.notApplied()).isEmpty();
    }

    @Test
    void an_undecided_key_and_too_many_tags_are_blockers() {
        String[] tags = IntStream.range(0, 49).mapToObj(i -> "tag" + i + "=x").toArray(String[]::new);

        assertThat(restored(file().customerKey(KEY), false).blockers())
                .contains(Blocker.customerKey(Remedy.RESTORE, KEY));
        assertThat(restored(file().tags(tags), false).blockers())
                .extracting(Blocker::message)
                .containsExactly("'app-orders' would have 51 tags; the limit is 50");
    }

    @Test
    void copies_a_live_table_with_its_own_key() {
        LiveTable source = TableFixture.live().customerKey(KEY).table();

        TablePlan plan = planner(false)
                .plan(candidate(file().customerKey(KEY), source, null), new RestoreChoice.Restore(POINT), null);

        assertThat(PlanText.steps(plan.steps())).first().isEqualTo("RestoreTableToPointInTime app-orders");
        assertThat(plan.blockers()).isEmpty();
    }

    @Test
    void continues_a_restore_whose_source_was_deleted_in_the_meantime() {
        LiveTable target = TableFixture.live().name(NAME).restoring().table();

        TablePlan plan = planner(false).plan(candidate(file(), null, target), new RestoreChoice.Restore(POINT), null);

        assertThat(PlanText.steps(plan.steps())).first().isEqualTo("RestoreTableToPointInTime app-orders");
    }

    @Test
    void completes_a_table_of_an_earlier_run_and_marks_it_first() {
        TablePlan plan = completed(TableFixture.live().tags().recoveryOff());

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly(
                        "TagResource team=payments Environment=production ddbtool:restored=app-orders@0123",
                        "UpdateContinuousBackups 35");
        assertThat(plan.notApplied()).containsExactly("TimeToLiveDescription");
    }

    @Test
    void changes_no_tag_of_a_table_of_an_earlier_run() {
        TablePlan plan = completed(TableFixture.live().tags("team=other"));

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly("TagResource Environment=production ddbtool:restored=app-orders@0123");
        assertThat(PlanText.differences(plan.differences())).containsExactly("tag team manual");
    }

    @Test
    void has_nothing_to_do_for_a_complete_table_of_an_earlier_run() {
        TablePlan plan = completed(TableFixture.live()
                .tags("team=payments", "ddbtool:restored=app-orders@0123")
                .timeToLive(TimeToLive.on("expiresAt")));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.differences()).isEmpty();
        assertThat(plan.notApplied()).isEmpty();
    }

    @Test
    void only_reports_a_live_table() {
        LiveTable live = TableFixture.live()
                .name(NAME)
                .recoveryOff()
                .tags("team=payments")
                .table();

        TablePlan plan = planner(false).plan(candidate(file(), null, live), new RestoreChoice.Report(), null);

        assertThat(plan.steps()).isEmpty();
        assertThat(PlanText.differences(plan.differences()))
                .containsExactly("timeToLive reconcile", "pointInTimeRecovery reconcile");
    }

    @Test
    void plans_nothing_for_a_refused_table() {
        Blocker blocker = new Blocker(Remedy.RESTORE, "message", "hint");

        TablePlan plan = planner(false).plan(candidate(file(), null, null), new RestoreChoice.Refuse(blocker), null);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.blockers()).containsExactly(blocker);
    }
}
