package dev.ddbtool.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.plan.compare.TableFixture;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.Tag;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Tests of table results and the words for reports. */
class TableResultTest {

    private static final Step STEP = new Step.AddTags(Remedy.RECONCILE, List.of(new Tag("team", "payments")));

    @Test
    void keeps_each_component_when_others_change() {
        LiveTable read =
                read(List.of("Table.News"), Map.of("Tags", "denied", "ContinuousBackupsDescription", "unsupported"));
        List<StepResult> steps = List.of(new StepResult(STEP, Map.of(), true));
        List<Difference> differences = List.of(new Difference(Setting.TAG, "team", "a", "b", Remedy.MANUAL));
        List<PolicyOverride> overrides = List.of(new PolicyOverride(Setting.DELETION_PROTECTION, true, false));
        List<FileProblem> problems = List.of(new FileProblem("orders.json", 1, null, "wrong"));
        Failure failure = new Failure("refused", "ask", "AccessDeniedException");

        TableResult result = TableResult.of("orders", "app-orders", Outcome.PLANNED)
                .withCreatedEmpty(true)
                .withElapsed(Duration.ofSeconds(3))
                .withSteps(steps)
                .withChanges(differences)
                .withDifferences(differences)
                .withOverrides(overrides)
                .withNotApplied(List.of("Replicas"))
                .withRead(read)
                .withProblems(problems)
                .withNote("is being restored")
                .withError(failure)
                .withOutcome(Outcome.DIFFERS);
        TableResult again = result.withError(failure)
                .withNote("is being restored")
                .withProblems(problems)
                .withRead(read)
                .withNotApplied(List.of("Replicas"))
                .withOverrides(overrides)
                .withChanges(differences)
                .withDifferences(differences)
                .withSteps(steps)
                .withElapsed(Duration.ofSeconds(3));

        assertThat(result)
                .isEqualTo(new TableResult(
                        "orders",
                        "app-orders",
                        Outcome.DIFFERS,
                        true,
                        null,
                        Duration.ofSeconds(3),
                        steps,
                        differences,
                        differences,
                        overrides,
                        List.of("Replicas"),
                        List.of("Table.News"),
                        Map.of("ContinuousBackupsDescription", "unsupported", "Tags", "denied"),
                        problems,
                        "is being restored",
                        failure));
        assertThat(again).isEqualTo(result);
    }

    @Test
    void combines_unknown_members_of_two_tables() {
        TableResult result = TableResult.of("orders", "app-orders", Outcome.IN_SYNC)
                .withRead(read(List.of("Table.News"), Map.of("Tags", "denied")))
                .withRead(read(List.of("Table.Fashion", "Table.News"), Map.of("Tags", "late", "Table", "gone")));

        assertThat(result.unknownMembers()).containsExactly("Table.Fashion", "Table.News");
        assertThat(result.unread()).isEqualTo(Map.of("Tags", "denied", "Table", "gone"));
    }

    private static LiveTable read(List<String> unknownMembers, Map<String, String> unreadMembers) {
        return new LiveTable(
                "app-orders",
                TableFixture.live().schema(),
                LiveTable.ACTIVE,
                Map.of(),
                false,
                "",
                unknownMembers,
                unreadMembers,
                null,
                null);
    }

    @Test
    void has_only_an_error_if_failed() {
        Failure failure = new Failure("refused", null, null);

        TableResult result = TableResult.failed("orders", "app-orders", failure);

        assertThat(result)
                .isEqualTo(
                        TableResult.of("orders", "app-orders", Outcome.FAILED).withError(failure));
        assertThat(result.elapsed()).isNull();
        assertThat(result.note()).isNull();
    }

    @Test
    void uses_the_outcome_words_of_the_report() {
        assertThat(Arrays.stream(Outcome.values()).map(Outcome::word))
                .containsExactlyInAnyOrder(
                        "written",
                        "unchanged",
                        "valid",
                        "invalid",
                        "created",
                        "in-sync",
                        "differs",
                        "reconciled",
                        "restored",
                        "destroyed",
                        "converted",
                        "index-created",
                        "planned",
                        "blocked",
                        "in-progress",
                        "interrupted",
                        "failed",
                        "missing",
                        "extra");
    }

    @Test
    void uses_the_remedy_words_of_the_report() {
        assertThat(Arrays.stream(Remedy.values()).map(Remedy::word))
                .containsExactly("create", "restore", "add-gsi", "reconcile", "manual", "extra", "destroy");
    }

    @ParameterizedTest
    @CsvSource({
        "POINT_IN_TIME_RECOVERY, pointInTimeRecovery, point-in-time recovery, ContinuousBackupsDescription",
        "GLOBAL_SECONDARY_INDEX, globalSecondaryIndex, global index, GlobalSecondaryIndexes",
        "TIME_TO_LIVE, timeToLive, TTL, TimeToLiveDescription"
    })
    void gives_settings_a_json_name_and_a_text_label(Setting setting, String word, String label, String member) {
        assertThat(setting.word()).isEqualTo(word);
        assertThat(setting.label()).isEqualTo(label);
        assertThat(setting.member()).isEqualTo(member);
    }

    @Test
    void names_an_index_only_in_index_steps() {
        assertThat(STEP.index()).isNull();
    }
}
