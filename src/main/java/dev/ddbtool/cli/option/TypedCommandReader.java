package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.TypedCommand;
import dev.ddbtool.cli.run.TypedCommand.TypedOption;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
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
        CommandSpec root = command.root();
        return new TypedCommand(
                root.commandLine().getParseResult().originalArgs(), options, arguments, ((CommandOptions)
                        root.userObject())::longNames);
    }
}
