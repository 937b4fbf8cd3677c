package dev.ddbtool.cli;

import dev.ddbtool.plan.Remedy;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import picocli.CommandLine;
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
            "--parallel");

    private NextCommands() {}

    static Map<Remedy, String> of(App app) {
        Map<Remedy, String> commands = new EnumMap<>(Remedy.class);
        commands.put(Remedy.CREATE, command(app, "create"));
        commands.put(Remedy.RECONCILE, command(app, "create", "--reconcile"));
        commands.put(Remedy.ADD_GSI, command(app, "add-gsi", "--from-schema"));
        return commands;
    }

    private static String command(App app, String... start) {
        List<String> arguments = new ArrayList<>(List.of(start));
        CommandLine line = Ddbtool.commandLine(app);
        Set<String> known = Objects.requireNonNull(line.getSubcommands().get(start[0]))
                .getCommandSpec()
                .optionsMap()
                .keySet();
        ParseResult parsed = line.parseArgs(app.arguments().toArray(String[]::new));
        if (parsed.hasSubcommand()) {
            for (OptionSpec option : parsed.subcommand().matchedOptions()) {
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
        }
        return Words.commandLine(arguments);
    }
}
