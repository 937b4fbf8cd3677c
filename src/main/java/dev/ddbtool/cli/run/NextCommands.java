package dev.ddbtool.cli.run;

import dev.ddbtool.cli.Ddbtool;
import dev.ddbtool.cli.option.EnvironmentOptions;
import dev.ddbtool.cli.option.IndexOptions;
import dev.ddbtool.cli.option.Section;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.report.ExitCode;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The commands that remove differences, with the options of the command line at hand that lead to the same tables. */
final class NextCommands {

    private static final String TIMEOUT = "--timeout";

    /** Options of this run alone, or that the next command sets itself. */
    private static final Set<String> OWN = Set.of(
            "--dry-run",
            "--output",
            "--quiet",
            "--no-color",
            "--debug",
            "--reconcile",
            "--from-schema",
            "--no-wait",
            "--against",
            TIMEOUT,
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

    /** Variables that decide which tables are meant: one that was set for a single command is gone with it. */
    private static final Map<String, String> VARIABLES =
            Map.of("--environment", "ENVIRONMENT", "--environments", "ENVIRONMENTS", "--prefix", "TABLE_PREFIX");

    private NextCommands() {}

    /** So many tables are named one by one. */
    private static final int FEW = 5;

    /** What to do next, a line each; none where the plan was refused for a reason of its own. */
    static List<String> lines(App app, EnvironmentOptions.Place place, boolean dryRun, List<TableResult> tables) {
        if (tables.stream().anyMatch(table -> table.outcome() == Outcome.BLOCKED)) {
            return List.of();
        }
        if (dryRun) {
            boolean planned = tables.stream().anyMatch(table -> table.outcome() == Outcome.PLANNED);
            return planned ? List.of("nothing was changed; to carry it out: " + without(app, "--dry-run")) : List.of();
        }
        if (tables.stream().anyMatch(table -> table.outcome() == Outcome.WRITTEN)) {
            return List.of("see what has changed: git status -- "
                    + ValueText.quoted(place.schemas().toString()));
        }
        boolean building = tables.stream().anyMatch(table -> table.outcome() == Outcome.IN_PROGRESS);
        if (building && parsed(app).hasMatchedOption("--no-wait")) {
            return List.of("wait for it with: " + without(app, "--no-wait"));
        }
        boolean production = place.environment().isProduction();
        boolean built = tables.stream().anyMatch(table -> table.outcome() == Outcome.INDEX_CREATED);
        if (production && built && !parsed(app).hasMatchedOption("--from-schema")) {
            return List.of("take it into the schema files: " + export(app, tables));
        }
        boolean differ = tables.stream().anyMatch(table -> !table.differences().isEmpty());
        return differ && !parsed(app).hasMatchedOption("--against") ? remedies(app, production, tables) : List.of();
    }

    private static List<String> remedies(App app, boolean production, List<TableResult> tables) {
        Set<Remedy> remedies = EnumSet.noneOf(Remedy.class);
        tables.forEach(table -> table.differences().forEach(difference -> remedies.add(difference.remedy())));
        List<String> lines = new ArrayList<>();
        if (remedies.contains(Remedy.CREATE)) {
            lines.add((production
                            ? "make what is missing, empty (restore first what held data): "
                            : "make what is missing: ")
                    + command(app, "create"));
        }
        if (remedies.contains(Remedy.RECONCILE)) {
            lines.add("complete existing tables: " + command(app, "create", "--reconcile"));
        }
        if (remedies.contains(Remedy.ADD_GSI)) {
            lines.add("add missing indexes: " + command(app, "add-gsi", "--from-schema"));
        }
        if (remedies.contains(Remedy.MANUAL)) {
            lines.add("what is marked [manual] is never changed by ddbtool: decide which side is right");
        }
        List<TableResult> byHand = tables.stream()
                .filter(table -> table.differences().stream()
                        .map(Difference::remedy)
                        .anyMatch(remedy -> remedy == Remedy.MANUAL || remedy == Remedy.EXTRA))
                .toList();
        if (production && !byHand.isEmpty()) {
            lines.add("where the live table is right: " + export(app, byHand));
        }
        return lines;
    }

    /** The export that takes what is live into the schema files; of many tables, of all. */
    private static String export(App app, List<TableResult> tables) {
        String export = command(app, "export");
        if (tables.size() > FEW || parsed(app).hasMatchedPositional(0)) {
            return export;
        }
        return export
                + tables.stream()
                        .map(table -> " " + ValueText.quoted(table.table()))
                        .collect(Collectors.joining());
    }

    private static String without(App app, String option) {
        List<String> arguments = new ArrayList<>(app.arguments());
        arguments.removeIf(option::equals);
        ParseResult parsed = parsed(app);
        arguments.addAll(fromVariables(app, parsed));
        return assignments(app, parsed, true) + ValueText.commandLine(arguments);
    }

    /** The command line at hand again, after any interruption; a create completes what it finds. */
    static String carryOn(App app, String command, ExitCode code) {
        List<String> arguments = new ArrayList<>(app.arguments());
        if (code == ExitCode.UNFINISHED) {
            removeTimeout(arguments); // it was too short
        }
        ParseResult parsed = parsed(app);
        arguments.addAll(fromVariables(app, parsed));
        if (command.equals("create") && !arguments.contains("--reconcile")) {
            arguments.add("--reconcile");
        }
        return assignments(app, parsed, true) + ValueText.commandLine(arguments);
    }

    private static void removeTimeout(List<String> arguments) {
        int at = arguments.indexOf(TIMEOUT);
        if (at >= 0) {
            arguments.subList(at, Math.min(at + 2, arguments.size())).clear();
        }
        arguments.removeIf(argument -> argument.startsWith(TIMEOUT + "="));
    }

    private static ParseResult parsed(App app) {
        ParseResult parsed = Ddbtool.executable(app).parseArgs(app.arguments().toArray(String[]::new));
        return parsed.hasSubcommand() ? parsed.subcommand() : parsed;
    }

    private static List<String> fromVariables(App app, ParseResult parsed) {
        List<String> options = new ArrayList<>();
        new TreeMap<>(VARIABLES)
                .forEach((option, variable) -> app.variables()
                        .get(variable)
                        .filter(value -> !parsed.hasMatchedOption(option))
                        .ifPresent(value -> options.addAll(List.of(option, value))));
        return options;
    }

    private static String command(App app, String... start) {
        List<String> arguments = new ArrayList<>(List.of(start));
        Set<String> known = Objects.requireNonNull(
                        Ddbtool.commandLine(app).getSubcommands().get(start[0]))
                .getCommandSpec()
                .optionsMap()
                .keySet();
        ParseResult parsed = parsed(app);
        for (OptionSpec option : new LinkedHashSet<>(parsed.matchedOptions())) {
            String name = option.longestName();
            if (known.contains(name) && !OWN.contains(name)) {
                for (String value : option.originalStringValues()) {
                    arguments.add(option.shortestName());
                    if (option.arity().max() > 0) {
                        arguments.add(value);
                    }
                }
            }
        }
        arguments.addAll(fromVariables(app, parsed));
        parsed.matchedPositionals().forEach(table -> arguments.addAll(table.originalStringValues()));
        return assignments(app, parsed, false) + ValueText.commandLine(arguments);
    }

    /**
     * Variables that no option could stand for in the same sense, each with a blank behind it: the profile, since
     * {@code --profile} beats credentials in variables, and those that name an index.
     *
     * @param same whether it is the same command again
     */
    private static String assignments(App app, ParseResult parsed, boolean same) {
        List<String> variables = new ArrayList<>();
        if (!parsed.hasMatchedOption("--profile")) {
            variables.add("AWS_PROFILE");
        }
        boolean addGsi = parsed.commandSpec().name().equals("add-gsi");
        if (same && addGsi && parsed.matchedOptions().stream().noneMatch(NextCommands::namesIndex)) {
            variables.addAll(IndexOptions.setIn(app.variables()));
        }
        return variables.stream()
                .flatMap(name ->
                        app.variables().get(name).map(value -> name + "=" + ValueText.quoted(value) + " ").stream())
                .collect(Collectors.joining());
    }

    private static boolean namesIndex(OptionSpec option) {
        return option.longestName().equals("--from-schema") || Section.Heading.of(option) == Section.Heading.INDEX;
    }
}
