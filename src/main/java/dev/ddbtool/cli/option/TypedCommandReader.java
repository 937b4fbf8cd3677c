package dev.ddbtool.cli.option;

import static java.util.stream.Collectors.toMap;
import static java.util.stream.Collectors.toSet;

import dev.ddbtool.cli.run.TypedCommand;
import dev.ddbtool.cli.run.TypedCommand.TypedOption;
import java.util.List;
import java.util.Map;
import java.util.Set;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParseResult;

/** Converts the result of picocli for packages that do not import picocli. */
final class TypedCommandReader {

    private TypedCommandReader() {}

    static TypedCommand read(CommandSpec command) {
        ParseResult parsed = command.commandLine().getParseResult();
        List<TypedOption> options = parsed.matchedOptions().stream()
                .distinct()
                .map(option -> new TypedOption(
                        option.longestName(),
                        option.shortestName(),
                        option.arity().max() == 0,
                        option.originalStringValues()))
                .toList();
        List<String> arguments = parsed.matchedPositionals().stream()
                .flatMap(argument -> argument.originalStringValues().stream())
                .toList();
        Map<String, Set<String>> known = command.root().subcommands().entrySet().stream()
                .collect(toMap(
                        Map.Entry::getKey, entry -> longNames(entry.getValue().getCommandSpec())));
        return new TypedCommand(
                command.root().commandLine().getParseResult().originalArgs(), options, arguments, known);
    }

    private static Set<String> longNames(CommandSpec command) {
        return command.options().stream().map(OptionSpec::longestName).collect(toSet());
    }
}
