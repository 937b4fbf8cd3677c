package dev.ddbtool.cli.run;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.TextReport;
import dev.ddbtool.report.ValueText;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Collectors;

/** Asks before changing existing production tables, and before creating production from nothing. */
final class Confirmation {

    /** More tables are only counted. */
    private static final int MOST_DESCRIBED = 20;

    private static final double MEGABYTE = 1048576.0;

    private final Run run;
    private final Session session;
    private final Set<Remedy> remedies;
    private final Console console;

    Confirmation(Run run, Session session, Set<Remedy> remedies) {
        this.run = run;
        this.session = session;
        this.remedies = remedies;
        this.console = run.app().console();
    }

    /**
     * Asks if a confirmation is required, otherwise prints the changes.
     *
     * @param work the plans to carry out
     * @param nothingThere whether no table of the plan is live
     * @param confirmed whether the user has confirmed with an option or variable
     * @throws CommandException if the answer is no, or if there is no terminal
     */
    void of(List<TablePlan> work, boolean nothingThere, boolean confirmed) {
        TargetEnvironment target = run.target();
        List<TablePlan> changed = work.stream()
                .filter(table -> table.live() != null && !table.live().beingCreated())
                .filter(table -> !table.steps(remedies).isEmpty())
                .toList();
        List<TablePlan> existing = changed.stream()
                .filter(table -> target.isProtected(table.name()))
                .toList();
        if (confirmed || existing.isEmpty()) {
            tell(changed);
        }
        if (confirmed) {
            return;
        }
        if (!existing.isEmpty()) {
            if (!console.canAsk()) {
                throw CommandException.refused(
                        "changing existing production tables requires confirmation, but there is no terminal to ask on",
                        "review the plan with --dry-run, then add --yes (or set DDBTOOL_YES=1)");
            }
            askToChange(existing, work.size() - existing.size());
        } else if (nothingThere && target.isProtected() && remedies.contains(Remedy.CREATE) && console.canAsk()) {
            ask("production has none of these tables " + session.whereWithAccount() + ": create "
                    + ValueText.count(work.size(), "table") + "?");
        }
    }

    private void tell(List<TablePlan> changed) {
        if (!run.request().output().quiet()) {
            run.progress().clear();
            changed.forEach(this::describe);
            console.err().flush();
        }
    }

    private void askToChange(List<TablePlan> existing, int others) {
        run.progress().clear();
        existing.stream().limit(MOST_DESCRIBED).forEach(this::describe);
        if (existing.size() > MOST_DESCRIBED) {
            console.err().println("and " + (existing.size() - MOST_DESCRIBED) + " more (--dry-run shows all)");
        }
        ask("change " + ValueText.count(existing.size(), "existing production table")
                + (others == 0 ? "" : " and create " + ValueText.count(others, "new table"))
                + session.account().map(id -> " in account " + id).orElse("") + "?");
    }

    /** Prints the size of a table and its changes. */
    private void describe(TablePlan table) {
        LiveTable live = Objects.requireNonNull(table.live());
        Long items = live.schema().table().itemCount();
        Long bytes = live.schema().table().tableSizeBytes();
        line(String.format(
                Locale.ROOT,
                "%s: %,d items, %.2f MB",
                table.name(),
                items == null ? 0 : items,
                (bytes == null ? 0 : bytes) / MEGABYTE));
        line(table.steps(remedies).stream().map(Step::label).collect(Collectors.joining(", ", "    calls ", "")));
        table.differences().stream()
                .filter(difference -> remedies.contains(difference.remedy()))
                .forEach(difference -> console.err()
                        .println(ValueText.wrapped(
                                "    " + TextReport.change(difference), console.columns(), "      ")));
    }

    private void line(String text) {
        console.err().println(text);
    }

    private void ask(String question) {
        run.progress().clear();
        console.err().print(question + " [y/N] ");
        console.err().flush();
        String answer = console.readLine();
        if (answer == null || !answer.strip().toLowerCase(Locale.ROOT).matches("y|yes")) {
            throw CommandException.refused(
                    "not confirmed: nothing was changed", "run the same command again and answer y, or add --yes");
        }
    }
}
