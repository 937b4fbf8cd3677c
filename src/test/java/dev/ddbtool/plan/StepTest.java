package dev.ddbtool.plan;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ddbtool.plan.compare.TableFixture;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Projection;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class StepTest {

    private static final Remedy REMEDY = Remedy.RECONCILE;
    private static final Projection ALL = new Projection(Projection.ALL, List.of());

    static Stream<Arguments> steps() {
        return Stream.of(
                arguments(
                        new Step.CreateTable(
                                TableFixture.live().schema().table(), Encryption.AWS_MANAGED_KEY, List.of()),
                        Setting.TABLE,
                        "CreateTable"),
                arguments(new Step.EnableTimeToLive(REMEDY, "ttl"), Setting.TIME_TO_LIVE, "UpdateTimeToLive"),
                arguments(
                        new Step.EnableRecovery(REMEDY, 35), Setting.POINT_IN_TIME_RECOVERY, "UpdateContinuousBackups"),
                arguments(
                        new Step.CreateIndex(new GlobalSecondaryIndex("by-day", List.of(), ALL, null, null), List.of()),
                        Setting.GLOBAL_SECONDARY_INDEX,
                        "UpdateTable (by-day)"),
                arguments(new Step.AddTags(REMEDY, List.of()), Setting.TAG, "TagResource"),
                arguments(new Step.EnableStream(REMEDY, "NEW_IMAGE"), Setting.STREAM, "UpdateTable"),
                arguments(new Step.EnableDeletionProtection(REMEDY), Setting.DELETION_PROTECTION, "UpdateTable"),
                arguments(
                        new Step.EnableEncryption(REMEDY, Encryption.AWS_MANAGED_KEY),
                        Setting.ENCRYPTION,
                        "UpdateTable"));
    }

    @ParameterizedTest
    @MethodSource("steps")
    void has_a_setting_and_a_label(Step step, Setting setting, String label) {
        assertThat(step.setting()).isEqualTo(setting);
        assertThat(step.label()).isEqualTo(label);
    }

    @Test
    void keeps_the_request_of_a_done_step() {
        Step step = new Step.EnableDeletionProtection(REMEDY);

        assertThat(new StepResult(step, Map.of("TableName", "orders"), false).carriedOut())
                .isEqualTo(new StepResult(step, Map.of("TableName", "orders"), true));
    }
}
