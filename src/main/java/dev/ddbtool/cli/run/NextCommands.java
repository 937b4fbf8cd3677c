package dev.ddbtool.cli.run;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.project.EnvironmentSettings;
import dev.ddbtool.project.Sourced;
import dev.ddbtool.project.Variables;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ValueText;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Suggests commands that resolve differences, with the options of the current command that select the same tables. */
final class NextCommands {

    /** Options that apply only to this run, or that the suggested command sets itself. */
    private static final Set<String> OWN = Set.of(
            "--dry-run",
            "--show-calls",
            "--yes",
            "--confirm",
            "--output",
            "--quiet",
            "--no-color",
            "--debug",
            "--reconcile",
            "--no-ttl",
            "--from-schema",
            "--write-schema",
            "--no-wait",
            "--against",
            "--timeout",
            "--parallel",
            "--table",
            "--table-name",
            "--index",
            "--partition-key",
            "--sort-key",
            "--projection",
            "--include",
            "--read-capacity",
            "--write-capacity",
            "--max-read",
            "--max-write");

    /** The options that select the source of a restore, and not its target. */
    private static final Set<String> OF_ENVIRONMENT = Set.of("--environment", "--environments");

    /** The outcomes of restored tables whose TTL is still off. */
    private static final Set<Outcome> HELD_BACK =
            EnumSet.of(Outcome.RESTORED, Outcome.RECONCILED, Outcome.IN_SYNC, Outcome.DIFFERS);

    /** At most this many tables are named. */
    private static final int FEW = 5;

    private final RunRequest request;
    private final TypedCommand typed;
    private final Variables variables;
    private final List<String> fromVariables;

    /** @param fromVariables flags for the variables that select tables */
    NextCommands(RunRequest request, Variables variables, List<String> fromVariables) {
        this.request = request;
        this.typed = request.typed();
        this.variables = variables;
        this.fromVariables = List.copyOf(fromVariables);
    }

    /**
     * Suggested commands, one per line; none if the plan has blockers.
     *
     * @param resolvable whether commands can resolve the differences
     */
    List<String> lines(TargetEnvironment target, List<TableResult> tables, boolean resolvable) {
        if (any(tables, Outcome.BLOCKED)) {
            return List.of();
        }
        if (request.dryRun()) {
            return any(tables, Outcome.PLANNED)
                    ? List.of("nothing was changed; to make these changes: "
                            + again(typed.without("--dry-run", "--show-calls")))
                    : List.of();
        }
        boolean differ = tables.stream().anyMatch(table -> !table.differences().isEmpty());
        List<String> lines = new ArrayList<>(differ && resolvable ? remedies(target, tables) : List.of());
        if (any(tables, Outcome.CONVERTED)) {
            return List.of(conversion());
        }
        boolean indexWritten = any(tables, Outcome.INDEX_CREATED) && typed.has("--write-schema");
        if (any(tables, Outcome.WRITTEN) || indexWritten) {
            lines.add(
                    0,
                    "see the changes: git status -- "
                            + ValueText.quoted(target.schemas().toString()));
            return lines;
        }
        if (any(tables, Outcome.IN_PROGRESS) && typed.has("--no-wait")) {
            String again = again(typed.without("--no-wait"));
            return List.of(
                    switch (request.command()) {
                        case "restore" ->
                            "complete the restored tables: "
                                    + completeCopies(target, tables).orElse(again);
                        case "destroy" -> "wait until the tables are gone: " + again;
                        default -> "wait for the indexes: " + again;
                    });
        }
        if (target.isDefault() && any(tables, Outcome.INDEX_CREATED) && !typed.has("--from-schema")) {
            return List.of("add the index to the schema files: " + export(target, tables));
        }
        lines.addAll(timeToLive(target, tables));
        return lines;
    }

    private String conversion() {
        return typed.value("--to")
                        .filter(format -> format.equalsIgnoreCase("schema"))
                        .isPresent()
                ? "check the schema files: ddbtool validate "
                        + ValueText.quoted(typed.value("--out").orElse("."))
                : "import existing tables as described in docs/cloudformation-and-terraform.md";
    }

    /** What to run if the command that continues a restore is refused; empty for other commands. */
    List<String> ifRefused(TargetEnvironment target, List<TableResult> tables) {
        return completeCopies(target, tables).stream()
                .map(complete -> "if that is refused because a copy is already ACTIVE: " + complete)
                .toList();
    }

    /**
     * The command that waits for the copies of this run and completes them. Unlike the same {@code restore}, it also works
     * for a copy whose restore has ended: nothing shows the moment of a copy without a tag.
     */
    private Optional<String> completeCopies(TargetEnvironment target, List<TableResult> tables) {
        List<String> started = tables.stream()
                .filter(table -> table.restored() != null && mayBeRestoring(table))
                .map(TableResult::table)
                .toList();
        if (!typed.has("--into") || started.isEmpty()) {
            return Optional.empty();
        }
        List<String> start = new ArrayList<>(List.of("reconcile", "--timeout", "24h"));
        if (!typed.has("--ttl")) {
            start.add("--no-ttl");
        }
        return Optional.of(command(target, started, start.toArray(String[]::new)));
    }

    private static boolean mayBeRestoring(TableResult table) {
        return table.outcome() == Outcome.IN_PROGRESS
                || (table.outcome() == Outcome.INTERRUPTED && table.note() != null);
    }

    /** Turns on TTL of restored tables, after their expired items have been looked at. */
    private List<String> timeToLive(TargetEnvironment target, List<TableResult> tables) {
        if (!request.command().equals("restore")) {
            return List.of();
        }
        List<String> held = tables.stream()
                .filter(table -> table.notApplied().contains(Setting.TIME_TO_LIVE.member())
                        && HELD_BACK.contains(table.outcome()))
                .map(TableResult::table)
                .toList();
        return held.isEmpty()
                ? List.of()
                : List.of("turn on TTL, which deletes expired items: " + command(target, held, "reconcile"));
    }

    private static boolean any(List<TableResult> tables, Outcome outcome) {
        return tables.stream().anyMatch(table -> table.outcome() == outcome);
    }

    private List<String> remedies(TargetEnvironment target, List<TableResult> tables) {
        Set<Remedy> remedies = EnumSet.noneOf(Remedy.class);
        tables.forEach(table -> table.differences().forEach(difference -> remedies.add(safest(difference))));
        List<String> lines = new ArrayList<>();
        if (remedies.contains(Remedy.CREATE)) {
            boolean warn = tables.stream().anyMatch(table -> target.isProtected(table.name()));
            lines.add((warn
                            ? "create missing tables EMPTY (first restore any that held data): "
                            : "create missing tables: ")
                    + command(target, "create"));
        }
        if (remedies.contains(Remedy.RECONCILE)) {
            lines.add("complete the settings of existing tables: " + command(target, "reconcile"));
        }
        if (remedies.contains(Remedy.ADD_GSI)) {
            lines.add("add missing indexes: " + command(target, "add-gsi", "--from-schema"));
        }
        if (remedies.contains(Remedy.MANUAL)) {
            lines.add("for differences marked [manual], decide which side is correct");
        }
        List<TableResult> byHand = tables.stream()
                .filter(table -> table.differences().stream()
                        .map(Difference::remedy)
                        .anyMatch(remedy -> remedy == Remedy.MANUAL || remedy == Remedy.EXTRA))
                .toList();
        if (target.isDefault() && !byHand.isEmpty()) {
            lines.add("if the live table is correct: " + export(target, byHand));
        }
        return lines;
    }

    /** For a table that exists but is still being created, {@code reconcile} does the same as {@code create}. */
    private static Remedy safest(Difference difference) {
        boolean exists = difference.setting() != Setting.TABLE;
        return exists && difference.remedy() == Remedy.CREATE ? Remedy.RECONCILE : difference.remedy();
    }

    /** The export of these tables, or of all tables if there are many. */
    private String export(TargetEnvironment target, List<TableResult> tables) {
        String export = command(target, "export");
        if (tables.size() > FEW || !typed.arguments().isEmpty()) {
            return export;
        }
        return export
                + tables.stream()
                        .map(table -> " " + ValueText.quoted(table.table()))
                        .collect(joining());
    }

    /**
     * The command that continues this run. A {@code create} continues with {@code --reconcile}: it may have created tables
     * without completing them.
     */
    String carryOn(ExitCode code, List<TableResult> tables) {
        // the limit was too short
        List<String> without = new ArrayList<>(code == ExitCode.UNFINISHED ? List.of("--timeout") : List.of());
        Optional<Instant> moment = resolvedMoment(tables);
        if (moment.isPresent()) {
            without.add("--latest");
        }
        List<String> words = new ArrayList<>(typed.without(without.toArray(String[]::new)));
        if (moment.isPresent()) {
            words.addAll(List.of("--at", moment.get().toString()));
            if (sources(tables).anyMatch(source -> source.backupArn() != null)) {
                words.add("--nearest-backup");
            }
        }
        boolean completes = request.command().equals("create") && !typed.has("--reconcile");
        return again(words, completes ? List.of("--reconcile") : List.of());
    }

    /**
     * The moment that {@code --latest} means in this run, since it means a later one in the next. Empty if a backup is
     * newer: at that moment, an older backup would be chosen.
     */
    private Optional<Instant> resolvedMoment(List<TableResult> tables) {
        if (!typed.has("--latest")) {
            return Optional.empty();
        }
        return sources(tables)
                .filter(source -> source.backupArn() == null)
                .map(RestoreSource::moment)
                .findFirst()
                .filter(moment -> sources(tables)
                        .noneMatch(source ->
                                source.backupArn() != null && source.moment().isAfter(moment)));
    }

    private static Stream<RestoreSource> sources(List<TableResult> tables) {
        return tables.stream().flatMap(table -> Stream.ofNullable(table.restored()));
    }

    private String again(List<String> words) {
        return again(words, List.of());
    }

    private String again(List<String> words, List<String> more) {
        List<String> whole = new ArrayList<>(words);
        whole.addAll(fromVariables);
        whole.addAll(more);
        return profile() + assignments(request.indexVariables()) + ValueText.commandLine(whole);
    }

    private String command(TargetEnvironment target, String... start) {
        return command(target, typed.arguments(), start);
    }

    /** A command for the same tables, except for its arguments. */
    String command(TargetEnvironment target, List<String> arguments, String... start) {
        List<String> words = new ArrayList<>(List.of(start));
        boolean into = typed.has("--into");
        if (into) {
            words.addAll(List.of("-e", target.environment().name()));
            if (target.isAdded()) {
                words.addAll(List.of(
                        "--environments",
                        target.all().environments().all().stream()
                                .map(Environment::name)
                                .filter(name ->
                                        !name.equals(target.all().environments().defaultName()))
                                .collect(joining(","))));
            }
        }
        Set<String> known = typed.longNames().apply(start[0]);
        target.source()
                .ifPresent(source -> optionsOfSource(target, source).forEach((option, value) -> {
                    if (known.contains(option) && !typed.has(option)) {
                        words.add(option);
                        value.ifPresent(words::add);
                    }
                }));
        for (TypedCommand.TypedOption option : typed.options()) {
            if (known.contains(option.longName())
                    && !OWN.contains(option.longName())
                    && !(into && OF_ENVIRONMENT.contains(option.longName()))) {
                for (String value : option.values()) {
                    words.add(option.shortName());
                    if (!option.flag()) {
                        words.add(value);
                    }
                }
            }
        }
        for (int i = 0; i < fromVariables.size(); i += 2) {
            if (!into || !OF_ENVIRONMENT.contains(fromVariables.get(i))) {
                words.addAll(fromVariables.subList(i, i + 2));
            }
        }
        words.addAll(arguments);
        return profile() + ValueText.commandLine(words);
    }

    /** The options that lead to the copies: they are where their source is, and an undeclared environment has its policy. */
    private static Map<String, Optional<String>> optionsOfSource(TargetEnvironment target, TargetEnvironment source) {
        EnvironmentSettings to = target.settings();
        EnvironmentSettings from = source.settings();
        Map<String, Optional<String>> options = new LinkedHashMap<>();
        if (target.isAdded() && source.policy().asExported()) {
            options.put("--as-exported", Optional.empty());
        }
        add(options, "--region", from.region(), to.region());
        add(options, "--profile", from.profile(), to.profile());
        add(options, "--endpoint-url", from.endpointUrl(), to.endpointUrl());
        add(options, "--schemas", Optional.of(from.schemas()), Optional.of(to.schemas()));
        return options;
    }

    private static void add(
            Map<String, Optional<String>> options,
            String option,
            Optional<? extends Sourced<?>> from,
            Optional<? extends Sourced<?>> to) {
        Optional<String> value = from.map(each -> String.valueOf(each.value()));
        if (value.isPresent() && !value.equals(to.map(each -> String.valueOf(each.value())))) {
            options.put(option, value);
        }
    }

    /** Kept as a variable: unlike {@code AWS_PROFILE}, the option {@code --profile} overrides credentials in variables. */
    private String profile() {
        return typed.has("--profile") ? "" : assignments(List.of("AWS_PROFILE"));
    }

    /** Shell assignments of these variables, each followed by a space. */
    private String assignments(List<String> names) {
        return names.stream()
                .flatMap(name -> variables.get(name).map(value -> name + "=" + ValueText.quoted(value) + " ").stream())
                .collect(joining());
    }
}
