package dev.ddbtool.cli.run;

import dev.ddbtool.aws.PlanExecutor;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.project.Project;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;

/**
 * Deletes the tables of an ephemeral environment, also those without a schema file. On AWS, their {@code Environment} tag must
 * name the environment too. Nothing else in ddbtool deletes tables.
 */
public final class DestroyRun {

    private final Run run;
    private final Session session;
    private final TargetEnvironment target;
    private final TableReader reader;

    private DestroyRun(Run run, Session session) {
        this.run = run;
        this.session = session;
        this.target = run.target();
        this.reader = session.reader(false);
    }

    /**
     * Deletes all tables of the environment of the run.
     *
     * @param confirmed whether the user has confirmed with an option
     * @param waits whether to wait until the tables are gone
     * @throws CommandException if the environment must not be destroyed
     */
    public static ExitCode destroy(Run run, ConnectionRequest connection, boolean confirmed, boolean waits) {
        refuseLasting(run.target());
        Session session = run.connect(connection);
        session.checkAccount();
        run.announce(false);
        return new DestroyRun(run, session).destroy(confirmed, waits);
    }

    /** Only the project file can declare an environment ephemeral: options and variables can be typed or set by mistake. */
    private static void refuseLasting(TargetEnvironment target) {
        if (!target.all().namedEnvironments().isEmpty()) {
            throw CommandException.usage(
                    "destroy conflicts with --environments, DDBTOOL_ENVIRONMENTS and ENVIRONMENTS",
                    "omit the option and unset the variables: only " + Project.FILE
                            + " declares which environments can be destroyed");
        }
        String name = target.environment().name();
        List<String> reasons = new ArrayList<>();
        if (target.isDefault()) {
            reasons.add("is the default environment");
        }
        if (target.settings().guarded().value()) {
            reasons.add("is protected");
        }
        if (!target.settings().ephemeral().value()) {
            reasons.add("is not declared ephemeral");
        }
        if (!reasons.isEmpty()) {
            throw CommandException.refused(
                    "cannot destroy environment '" + name + "': it " + String.join(", and it ", reasons),
                    "only environments with ephemeral = true in " + Project.FILE
                            + " can be destroyed; to see its settings: ddbtool config -e " + name);
        }
        Optional<String> declared = target.all().project().prefix().map(Sourced::value);
        if (!target.all().prefix().map(Sourced::value).equals(declared)) {
            throw CommandException.usage(
                    "destroy conflicts with --prefix, DDBTOOL_PREFIX and TABLE_PREFIX",
                    "omit the option and unset the variables: only " + Project.FILE
                            + " declares the prefix of the tables to delete");
        }
    }

    private ExitCode destroy(boolean confirmed, boolean waits) {
        if (session.isEmulator()) {
            run.warn("emulators do not check the " + Tag.ENVIRONMENT
                    + " tag: all tables of this environment are deleted");
        }
        LiveTables live = LiveTables.read(
                session,
                found -> reader.list(
                        target.names().listPrefix(target.environment()), page -> found.accept(ownedIn(page))),
                name -> reader.describeComplete(
                        name,
                        this::checksTag,
                        table -> checksTag(table) && !isTagged(table),
                        () -> run.progress().waits(target.logical(name), "new, waiting for its tags")));
        live.failed().forEach((name, failure) -> run.result(TableResult.failed(target.logical(name), name, failure)));
        List<TablePlan> plans = new ArrayList<>();
        live.found().values().forEach(table -> {
            if (checksTag(table) && !isTagged(table)) {
                run.result(TableResult.failed(target.logical(table.name()), table.name(), notTagged(table)));
            } else {
                plans.add(plan(table));
            }
        });
        if (live.found().isEmpty() && live.failed().isEmpty()) {
            run.note("nothing to delete: no table name has the form '" + target.form() + "' "
                    + session.whereWithAccount());
            return ExitCode.OK;
        }
        Planner planner = new Planner(target.names(), target.environment(), target.policy(), Set.of());
        PlanExecutor executor = new PlanExecutor(session.controlPlane(), reader, planner, run.progress(), waits);
        return new PlanRun(run, session, new Plan(plans), EnumSet.of(Remedy.DESTROY), confirmed).run(executor);
    }

    /** The tables that resolve to the environment, whether or not a schema file describes them. */
    private List<String> ownedIn(List<String> page) {
        page.forEach(
                name -> target.names().skipReason(target.environment(), name).ifPresent(run::warn));
        return page.stream().filter(target::owns).toList();
    }

    /** Emulators often lack tags, and the tags of a table that is being deleted cannot be read. */
    private boolean checksTag(LiveTable table) {
        return !session.isEmulator() && !table.beingDeleted();
    }

    private boolean isTagged(LiveTable table) {
        return tags(table)
                .contains(new Tag(Tag.ENVIRONMENT, target.environment().name()));
    }

    private static List<Tag> tags(LiveTable table) {
        return Objects.requireNonNullElse(table.schema().tags(), List.of());
    }

    private Failure notTagged(LiveTable table) {
        if (table.status().equals(LiveTable.CREATING)) {
            return new Failure(
                    "not deleted: the tags of '" + table.name() + "' cannot be read while it is CREATING",
                    "run the same command again when it is ACTIVE",
                    null);
        }
        String name = target.environment().name();
        String found = tags(table).stream()
                .filter(tag -> tag.key().equals(Tag.ENVIRONMENT))
                .map(tag -> "the " + Tag.ENVIRONMENT + " tag of '" + table.name() + "' is '" + tag.value() + "', not '"
                        + name + "'")
                .findFirst()
                .orElse("'" + table.name() + "' has no " + Tag.ENVIRONMENT + " tag");
        return new Failure(
                "not deleted: " + found,
                "if it belongs to " + name + ", tag it, then run the same command again: aws dynamodb tag-resource"
                        + " --resource-arn " + table.arn() + " --tags Key=" + Tag.ENVIRONMENT + ",Value=" + name,
                null);
    }

    private TablePlan plan(LiveTable table) {
        return new TablePlan(
                target.logical(table.name()),
                table.name(),
                null,
                table,
                List.of(),
                List.of(new Step.DeleteTable()),
                table.beingDeleted() ? List.of() : Blocker.ofDeletion(table, session.region()),
                List.of(),
                List.of(),
                List.of(),
                List.of());
    }
}
