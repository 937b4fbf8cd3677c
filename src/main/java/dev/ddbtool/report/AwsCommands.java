package dev.ddbtool.report;

import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.StepResult;
import dev.ddbtool.plan.TableResult;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** Converts steps to AWS CLI commands for the same endpoint, with the waits between them, for pasting into a shell. */
final class AwsCommands {

    private static final String UPDATE_TABLE = "UpdateTable";

    private AwsCommands() {}

    static List<String> of(TableResult table, Report report) {
        List<String> commands = new ArrayList<>();
        List<StepResult> steps = table.steps();
        for (int i = 0; i < steps.size(); i++) {
            Step step = steps.get(i).step();
            commands.add(command(report, kebab(step.action()))
                    + " --cli-input-json "
                    + ValueText.quoted(JsonReport.request(steps.get(i)).toString()));
            if (i + 1 < steps.size()
                    && (step.setting() == Setting.TABLE || step.action().equals(UPDATE_TABLE))) {
                commands.add(untilDone(step, table, report));
            }
        }
        return commands;
    }

    private static String command(Report report, String operation) {
        return "aws dynamodb " + operation + report.awsOptions();
    }

    private static String untilDone(Step step, TableResult table, Report report) {
        String name = " --table-name " + ValueText.quoted(table.name());
        if (step.index() == null) {
            return command(report, "wait table-exists") + name;
        }
        String status = command(report, "describe-table") + name
                + " --query \"Table." + step.setting().member() + "[?IndexName=='" + step.index()
                + "' && ! Backfilling].IndexStatus\""
                + " --output text";
        return "until [ \"$(" + status + ")\" = ACTIVE ]; do sleep 20; done";
    }

    /** Converts {@code CreateTable} to {@code create-table}. */
    private static String kebab(String action) {
        return action.replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }
}
