package dev.ddbtool.cli;

import dev.ddbtool.plan.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** The commands that remove differences, with the options of the command line at hand that lead to the same tables. */
final class NextCommands {

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

    /** Variables that decide which tables are meant: one that was set for a single command is gone with it. */
    private static final Map<String, String> VARIABLES =
            Map.of("--environment", "ENVIRONMENT", "--environments", "ENVIRONMENTS", "--prefix", "TABLE_PREFIX");

    private NextCommands() {}

    /** By remedy; none where the live tables were not held against the schema files. */
    static Map<Remedy, String> of(App app) {
        if (parsed(app).hasMatchedOption("--against")) {
            return Map.of();
        }
        Map<Remedy, String> commands = new EnumMap<>(Remedy.class);
        commands.put(Remedy.CREATE, command(app, "create"));
        commands.put(Remedy.RECONCILE, command(app, "create", "--reconcile"));
        commands.put(Remedy.ADD_GSI, command(app, "add-gsi", "--from-schema"));
        return commands;
    }

    /** The command line at hand again, after any interruption; a create completes what it finds. */
    static String carryOn(App app, String command) {
        List<String> arguments = new ArrayList<>(app.arguments());
        arguments.addAll(fromVariables(app, parsed(app)));
        if (command.equals("create") && !arguments.contains("--reconcile")) {
            arguments.add("--reconcile");
        }
        return Words.commandLine(arguments);
    }

    private static ParseResult parsed(App app) {
        ParseResult parsed = Ddbtool.commandLine(app).parseArgs(app.arguments().toArray(String[]::new));
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
        for (OptionSpec option : parsed.matchedOptions()) {
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
        return Words.commandLine(arguments);
    }
}
