package dev.ddbtool.cli.run;

import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.report.Console;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Names the tables that will be created empty, shows the changes of existing tables, and asks in protected environments and
 * before tables are deleted.
 */
final class Confirmation {

    /** The lines of the smallest common terminal. Empty tables and question must be visible together. */
    private static final int SCREEN = 24;

    private static final double MEGABYTE = 1048576.0;

    private final Run run;
    private final Session session;
    private final Set<Remedy> remedies;
    private final Console console;
    private final int columns;
    private final List<TablePlan> empty;
    private final List<TablePlan> restored;
    private final List<TablePlan> existing;
    private final boolean deletes;
    private final boolean required;

    /**
     * @param work the plans to carry out; those without steps only wait
     * @param confirmed whether the user has confirmed with an option
     */
    Confirmation(Run run, Session session, Set<Remedy> remedies, List<TablePlan> work, boolean confirmed) {
        this.run = run;
        this.session = session;
        this.remedies = remedies;
        this.console = run.app().console();
        this.columns = console.columns(Console.STDERR);
        this.empty = work.stream().filter(TablePlan::createsEmpty).toList();
        this.restored = work.stream().filter(TablePlan::restores).toList();
        this.existing = work.stream()
                .filter(table -> !table.missing() && !table.steps(remedies).isEmpty())
                .toList();
        this.deletes = remedies.contains(Remedy.DESTROY);
        this.required = !confirmed && !run.request().dryRun() && (deletes || changesProtected());
    }

    private boolean changesProtected() {
        return !session.connection().endpoint().onThisMachine() // nothing is at stake there
                && Stream.of(empty, restored, existing).flatMap(List::stream).anyMatch(this::isProtected);
    }

    /** DynamoDB cannot restore into an existing table, so the user must know before a lost table is created empty. */
    void warnOfEmptyTables() {
        if (empty.stream().anyMatch(this::isProtected)) {
            run.warn(emptyTables(empty.size()), emptyTables(namedOnScreen()));
        }
    }

    private boolean isProtected(TablePlan table) {
        return run.target().isProtected(table.name());
    }

    /** The warning with the names of so many tables. */
    private String emptyTables(int named) {
        return ValueText.count(empty.size(), "table") + " will be created EMPTY in "
                + run.target().environment().name() + ": "
                + ValueText.list(empty.stream().map(TablePlan::table).toList(), named)
                + (named < empty.size() ? " (--dry-run lists all)" : "")
                + "; an empty table also blocks restoring a lost table of that name";
    }

    /** The number of empty tables that are named: above a question, only as many as fit on the screen with it. */
    private int namedOnScreen() {
        int all = empty.size();
        int room = SCREEN - rows(wrapped(question())) - (existing.isEmpty() ? 0 : 1);
        if (!required || !console.canAsk() || rowsOfWarning(all) <= room) {
            return all;
        }
        int named = 1;
        while (rowsOfWarning(named + 1) <= room) {
            named++;
        }
        return named;
    }

    private int rowsOfWarning(int named) {
        return rows(wrapped("warning: " + emptyTables(named)));
    }

    /**
     * Shows the changes of existing tables, and asks if a table is protected or will be deleted.
     *
     * @throws CommandException if the answer is no, or if there is no terminal
     */
    void ask() {
        if (!required) {
            if (!run.request().output().quiet()) {
                print(existing.stream()
                        .flatMap(table -> changes(table).stream())
                        .toList());
            }
            return;
        }
        if (!console.canAsk()) {
            throw CommandException.refused(
                    (deletes ? "deletions " : "changes ") + place()
                            + " require confirmation, but no terminal is available",
                    "review the plan with --dry-run, then add " + option());
        }
        List<String> question = wrapped(question());
        int above = empty.isEmpty() ? 0 : rowsOfWarning(namedOnScreen());
        print(changesWithin(SCREEN - above - rows(question)));
        print(question.subList(0, question.size() - 1));
        String answer = console.ask(question.get(question.size() - 1));
        if (answer == null || !isYes(answer.strip())) {
            throw CommandException.refused(
                    "not confirmed: nothing was changed",
                    "run the same command again and answer " + (deletes ? environment() : "y") + ", or add "
                            + option());
        }
    }

    private boolean isYes(String answer) {
        return deletes
                ? answer.equals(environment())
                : answer.toLowerCase(Locale.ROOT).matches("y|yes");
    }

    /** The option that confirms in advance. */
    private String option() {
        return deletes ? "--confirm " + environment() : "--yes";
    }

    private String place() {
        return belongsToEnvironment() ? "in " + environment() : "to tables outside the known environments";
    }

    private String environment() {
        return belongsToEnvironment() ? run.target().environment().name() : "no known environment";
    }

    /** Whether all tables belong to the environment. A physical name can belong to none. */
    private boolean belongsToEnvironment() {
        return existing.stream()
                .allMatch(table -> run.target().names().resolve(table.name()).isPresent());
    }

    private String question() {
        if (deletes) {
            return environment() + ": delete " + ValueText.count(existing.size(), "table") + " and all items "
                    + session.whereWithAccount() + "? Type the name of the environment:";
        }
        List<String> changes = new ArrayList<>();
        if (!empty.isEmpty()) {
            changes.add("create " + ValueText.count(empty.size(), "EMPTY table"));
        }
        if (!restored.isEmpty()) {
            changes.add("restore " + ValueText.count(restored.size(), "table"));
        }
        if (!existing.isEmpty()) {
            changes.add("change " + ValueText.count(existing.size(), "existing table"));
        }
        return environment() + ": " + String.join(" and ", changes) + " " + session.whereWithAccount() + "? [y/N]";
    }

    /** The changes of as many existing tables as fit, and the number of the others. */
    private List<String> changesWithin(int room) {
        List<String> lines = new ArrayList<>();
        for (int i = 0; i < existing.size(); i++) {
            List<String> next = changes(existing.get(i));
            boolean last = i == existing.size() - 1;
            if (rows(lines) + rows(next) > (last ? room : room - 1)) {
                lines.add(
                        ValueText.count(existing.size() - i, lines.isEmpty() ? "existing table" : "more existing table")
                                + " (--dry-run shows all changes)");
                return lines;
            }
            lines.addAll(next);
        }
        return lines;
    }

    /** The lines on the screen. The terminal breaks a long word. */
    private int rows(List<String> lines) {
        return lines.stream()
                .mapToInt(line -> 1 + (line.length() - 1) / columns)
                .sum();
    }

    /** The size of a table and its changes. */
    private List<String> changes(TablePlan table) {
        LiveTable live = Objects.requireNonNull(table.live());
        Long items = live.schema().table().itemCount();
        Long bytes = live.schema().table().tableSizeBytes();
        List<String> lines = new ArrayList<>(wrapped(String.format(
                Locale.ROOT,
                "%s: %,d items, %.2f MB",
                table.name(),
                items == null ? 0 : items,
                (bytes == null ? 0 : bytes) / MEGABYTE)));
        table.resolved(remedies)
                .forEach(difference ->
                        lines.addAll(ValueText.wrapped("    " + ValueText.change(difference), columns, "      ")));
        return lines;
    }

    private List<String> wrapped(String text) {
        return ValueText.wrapped(text, columns, "  ");
    }

    private void print(List<String> lines) {
        run.progress().clear();
        console.err().println(lines);
        console.err().flush();
    }
}
