package dev.ddbtool.cli.command;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.convert.NewTable;
import dev.ddbtool.convert.TemplateFormat;
import dev.ddbtool.convert.TemplateFormat.NotExpressed;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.project.EnvironmentSettings;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Converts schema files to a template. It contains what the plan of {@code create} would create in an empty account. */
final class TemplateConversion {

    private static final Set<Remedy> CREATE = EnumSet.of(Remedy.CREATE);

    private final Run run;
    private final TargetEnvironment target;
    private final TemplateFormat format;
    private final Policy policy;
    private final List<Blocker> blockers = new ArrayList<>();

    TemplateConversion(Run run, TemplateFormat format, Policy policy) {
        this.run = run;
        this.target = run.target();
        this.format = format;
        this.policy = policy;
    }

    /**
     * Writes or prints the template.
     *
     * @param tables logical names; if empty, every schema file
     * @param out the folder of the files; null for stdout
     */
    void convert(List<String> tables, @Nullable Path out) {
        List<TableSchema> schemas = target.readSchemas(tables);
        Planner planner = new Planner(target.names(), target.environment(), policy, usableKeys(schemas));
        run.noteUnknown(planner, schemas, "not in the template, or as the policy says");
        List<NewTable> created = new ArrayList<>();
        List<TablePlan> plans = planner.plan(schemas, Map.of()).tables();
        for (TablePlan plan : plans) {
            convert(plan).ifPresent(created::add);
        }
        refuseIfBlocked();
        format.warnings(created).forEach(run::warn);
        String environment = target.environment().name();
        if (out == null) {
            noteOverrides(plans);
            run.document(format.document(environment, created));
        } else {
            Map<Path, String> texts = new LinkedHashMap<>();
            format.files(environment, created).forEach((name, text) -> texts.put(out.resolve(name), text));
            new ConvertedFiles(run).write(texts, List.of());
        }
    }

    /** Notes what a report would contain. */
    private void noteOverrides(List<TablePlan> plans) {
        plans.stream()
                .flatMap(plan -> plan.overrides().stream())
                .map(ValueText::of)
                .collect(groupingBy(override -> override, TreeMap::new, counting()))
                .forEach((override, tables) ->
                        run.note(override + " (" + ValueText.count(tables.intValue(), "table") + ")"));
    }

    /** The table of a plan; empty if it is blocked. */
    private Optional<NewTable> convert(TablePlan plan) {
        plan.warnings().forEach(run::warn);
        TableResult result =
                TableResult.of(plan.table(), plan.name(), Outcome.CONVERTED).withOverrides(plan.overrides());
        List<Blocker> own = new ArrayList<>(plan.blockers(CREATE));
        if (own.isEmpty()) {
            NewTable table = NewTable.of(plan);
            format.blocker(table).ifPresent(own::add);
            if (own.isEmpty()) {
                run.result(result.withNotApplied(notApplied(plan, table)));
                return Optional.of(table);
            }
        }
        blockers.addAll(own);
        run.result(result.withOutcome(Outcome.BLOCKED).withError(Blocker.failure(own)));
        return Optional.empty();
    }

    /** The members that the template lacks, each with a warning. */
    private List<String> notApplied(TablePlan plan, NewTable table) {
        Set<String> members = new TreeSet<>(plan.notApplied());
        for (NotExpressed each : format.notExpressed(table)) {
            members.add(each.member());
            run.warn("'" + plan.name() + "': " + each.reason());
        }
        return List.copyOf(members);
    }

    private void refuseIfBlocked() {
        if (!blockers.isEmpty()) {
            throw CommandException.refused(
                    "nothing was written: the plan has " + ValueText.count(blockers.size(), "blocker"),
                    blockers.size() == 1
                            ? blockers.get(0).hint()
                            : "fix all blockers, then run the same command again");
        }
    }

    /**
     * The customer managed keys of files, except those of another account or Region than the environment declares. Without a
     * connection the rest cannot be checked, so a warning says so.
     */
    private Set<String> usableKeys(List<TableSchema> schemas) {
        Set<String> usable = new TreeSet<>();
        EnvironmentSettings settings = target.settings();
        for (TableSchema schema : schemas) {
            String arn = schema.table().keyArn();
            String[] parts = arn == null ? new String[0] : arn.split(":", 6);
            if (arn == null
                    || policy.encryption() != null
                    || parts.length < 6
                    || differs(settings.region(), parts[3])
                    || differs(settings.account(), parts[4])) {
                continue;
            }
            usable.add(arn);
            if (settings.region().isEmpty() || settings.account().isEmpty() || schema.answer()) {
                run.warn("'" + target.physical(schema.name()) + "': check that the KMS key '" + arn
                        + "' of the schema file is a customer managed key in the account and Region of '"
                        + target.environment().name() + "'");
            }
        }
        return usable;
    }

    private static boolean differs(Optional<Sourced<String>> declared, String found) {
        return declared.filter(each -> !each.value().equals(found)).isPresent();
    }
}
