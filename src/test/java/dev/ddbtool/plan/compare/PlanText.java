package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Step;
import java.util.List;
import java.util.stream.Collectors;

/** Formats differences and steps briefly, so that tests read like tables. */
final class PlanText {

    private PlanText() {}

    /** Such as {@code "tag team reconcile"}, without the values. */
    static List<String> differences(List<Difference> differences) {
        return differences.stream()
                .map(difference -> difference.setting().word()
                        + (difference.item() == null ? "" : " " + difference.item())
                        + " "
                        + difference.remedy().word())
                .toList();
    }

    /** Such as {@code "UpdateTable stream NEW_IMAGE"}. */
    static List<String> steps(List<Step> steps) {
        return steps.stream().map(step -> step.accept(new StepText())).toList();
    }

    private static final class StepText implements Step.Visitor<String> {
        @Override
        public String createTable(Step.CreateTable step) {
            return step.action() + " " + step.table().tableName() + " " + encryption(step.encryption())
                    + step.tags().stream()
                            .map(tag -> " " + tag.key() + "=" + tag.value())
                            .collect(Collectors.joining());
        }

        @Override
        public String deleteTable(Step.DeleteTable step) {
            return step.action();
        }

        @Override
        public String restoreTable(Step.RestoreTable step) {
            return step.action() + " " + step.source().table()
                    + (step.encryption() == null ? "" : " " + encryption(step.encryption()))
                    + (step.billing() == null ? "" : " " + step.billing().billingMode());
        }

        @Override
        public String enableTimeToLive(Step.EnableTimeToLive step) {
            return step.action() + " " + step.attributeName();
        }

        @Override
        public String enableRecovery(Step.EnableRecovery step) {
            return step.action() + " " + step.recoveryPeriodInDays();
        }

        @Override
        public String createIndex(Step.CreateIndex step) {
            return step.action() + " index " + step.index() + " "
                    + step.attributeDefinitions().stream()
                            .map(definition -> definition.attributeName() + ":" + definition.attributeType())
                            .collect(Collectors.joining(","));
        }

        @Override
        public String addTags(Step.AddTags step) {
            return step.action()
                    + step.tags().stream()
                            .map(tag -> " " + tag.key() + "=" + tag.value())
                            .collect(Collectors.joining());
        }

        @Override
        public String enableStream(Step.EnableStream step) {
            return step.action() + " stream " + step.streamViewType();
        }

        @Override
        public String enableDeletionProtection(Step.EnableDeletionProtection step) {
            return step.action() + " protection";
        }

        @Override
        public String enableEncryption(Step.EnableEncryption step) {
            return step.action() + " " + encryption(step.encryption());
        }

        private static String encryption(Encryption encryption) {
            return !encryption.kms() ? "owned" : encryption.keyId() == null ? "kms" : "kms:" + encryption.keyId();
        }
    }
}
