package dev.ddbtool.cli.option;

import dev.ddbtool.naming.Nearest;
import dev.ddbtool.problem.Failure;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine;
import picocli.CommandLine.MissingParameterException;
import picocli.CommandLine.Model.ArgSpec;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.OverwrittenOptionException;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** Collects all errors of a command line, with messages and hints that replace those of picocli. */
public final class UsageErrors {

    private final Set<String> messages = new LinkedHashSet<>();
    private final Set<String> hints = new LinkedHashSet<>();

    private final CommandLine root;

    private UsageErrors(CommandLine root) {
        this.root = root;
    }

    /** The errors found by picocli, in its order. */
    public static List<ParameterException> in(ParseResult parsed) {
        Stream<Exception> ofTheCommand =
                parsed.hasSubcommand() ? parsed.subcommand().errors().stream() : Stream.empty();
        return Stream.concat(parsed.errors().stream(), ofTheCommand)
                .filter(ParameterException.class::isInstance)
                .map(ParameterException.class::cast)
                .toList();
    }

    /** All errors of the command line that caused this exception. */
    public static Failure of(ParameterException thrown) {
        CommandLine root = thrown.getCommandLine().getCommandSpec().root().commandLine();
        UsageErrors errors = new UsageErrors(root);
        ParseResult parsed = root.getParseResult();
        List<ParameterException> all = parsed == null ? List.of() : in(parsed);
        (all.contains(thrown) ? all : List.of(thrown)).forEach(errors::add);
        return new Failure(String.join("; ", errors.messages), String.join("; ", errors.hints), null);
    }

    private void add(ParameterException thrown) {
        if (thrown instanceof UnmatchedArgumentException unmatched) {
            unmatched(unmatched.getCommandLine(), unmatched.getUnmatched());
        } else if (thrown instanceof OverwrittenOptionException overwritten) {
            String name = name(overwritten.getOverwritten());
            say("duplicate option '" + name + "'", "use it only once");
        } else if (thrown instanceof MissingParameterException missing
                && !missing.getMissing().isEmpty()) {
            ArgSpec option = missing.getMissing().get(0);
            say("missing value for " + name(option), "use " + name(option) + "=" + option.paramLabel());
        } else if (thrown.getArgSpec() != null && thrown.getValue() != null) {
            value(thrown.getArgSpec(), thrown.getValue());
        } else {
            say(String.valueOf(thrown.getMessage()), seeHelp(thrown.getCommandLine()));
        }
    }

    private void say(String message, String hint) {
        messages.add(message);
        hints.add(hint);
    }

    private static String name(ArgSpec argument) {
        return argument instanceof OptionSpec option ? option.longestName() : argument.paramLabel();
    }

    private static String seeHelp(CommandLine command) {
        return "run: " + command.getCommandSpec().qualifiedName() + " --help";
    }

    // ---- names

    private void unmatched(CommandLine command, List<String> words) {
        boolean root = !command.getSubcommands().isEmpty();
        if (root && !words.get(0).startsWith("-")) {
            command(command, words.get(0)); // the rest cannot be checked without the command
            return;
        }
        for (String word : words) {
            if (word.startsWith("-")) {
                option(command, word);
            } else if (!root && takesNoNames(command)) {
                say("unexpected argument '" + word + "'", seeHelp(command));
            }
        }
        if (messages.isEmpty()) {
            say("unexpected argument '" + words.get(0) + "'", seeHelp(command));
        }
    }

    private static boolean takesNoNames(CommandLine command) {
        return command.getCommandSpec().positionalParameters().isEmpty();
    }

    private void command(CommandLine root, String word) {
        String hint = Nearest.to(word, root.getSubcommands().keySet())
                .map(UsageErrors::didYouMean)
                .orElse("use one of: " + String.join(", ", root.getSubcommands().keySet()));
        say("unknown command '" + word + "'", hint);
    }

    private static String didYouMean(String meant) {
        return "did you mean '" + meant + "'?";
    }

    private void option(CommandLine command, String word) {
        int equals = word.indexOf('=');
        String name = equals < 0 ? word : word.substring(0, equals);
        String value = equals < 0 ? "" : word.substring(equals);
        List<String> known = names(command.getCommandSpec());
        Optional<String> nearest = Nearest.to(name, known);
        String hint = elsewhere(command, name)
                .or(() -> nearest.map(meant -> didYouMean(meant + value)))
                .or(() -> elsewhereNearly(command, name))
                .orElse(seeHelp(command));
        say("unknown option '" + word + "'", hint);
    }

    private static List<String> names(CommandSpec command) {
        return command.options().stream()
                .filter(option -> !option.hidden())
                .flatMap(option -> Arrays.stream(option.names()))
                .toList();
    }

    /** A hint for an option of another command. */
    private Optional<String> elsewhere(CommandLine command, String name) {
        String commands = root.getSubcommands().entrySet().stream()
                .filter(other -> names(other.getValue().getCommandSpec()).contains(name))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        if (commands.isEmpty()) {
            return Optional.empty();
        }
        return Optional.of(
                command.getParent() == null
                        ? "put options after the command: ddbtool COMMAND " + name
                        : "use it with " + commands);
    }

    private Optional<String> elsewhereNearly(CommandLine command, String name) {
        List<String> known = root.getSubcommands().values().stream()
                .flatMap(other -> names(other.getCommandSpec()).stream())
                .distinct()
                .toList();
        return Nearest.to(name, known)
                .flatMap(meant -> elsewhere(command, meant).map(where -> didYouMean(meant) + " " + where));
    }

    // ---- values

    private void value(ArgSpec option, String value) {
        Class<?> type = option.type();
        String invalid = "invalid value '" + value + "' for " + name(option);
        if (type.isEnum()) {
            List<String> known = candidates(option);
            say(invalid, elsewhere(option, value).orElse("") + meant(name(option) + "=", value, known));
        } else if (type == Duration.class) {
            say(invalid, "use a number and a unit (s, m or h): " + name(option) + "=30m");
        } else if (type == int.class || type == Long.class) {
            String number = value.matches("-?[0-9]+") ? "a smaller number" : "a whole number";
            say(invalid, "use " + number + ": " + name(option) + "=32");
        } else if (type == boolean.class) {
            say("unexpected value '" + value + "' for " + name(option), "use " + name(option) + " without a value");
        } else {
            say(invalid, "use " + name(option) + "=" + option.paramLabel());
        }
    }

    /** A hint for a value that the option has in other commands. */
    private Optional<String> elsewhere(ArgSpec option, String value) {
        String commands = root.getSubcommands().entrySet().stream()
                .filter(other -> candidates(other.getValue().getCommandSpec().findOption(name(option)))
                        .contains(value))
                .map(Map.Entry::getKey)
                .collect(Collectors.joining(", "));
        return commands.isEmpty() ? Optional.empty() : Optional.of("use it with " + commands + "; otherwise ");
    }

    private static List<String> candidates(@Nullable ArgSpec option) {
        List<String> values = new ArrayList<>();
        if (option != null && option.completionCandidates() != null) {
            option.completionCandidates().forEach(values::add);
        }
        return values;
    }

    /** A hint for an unknown value. */
    public static String meant(String value, List<String> known) {
        return meant("", value, known);
    }

    /** @param option precedes each value */
    private static String meant(String option, String value, List<String> known) {
        List<String> typed = known.stream().map(word -> option + word).toList();
        String last = typed.get(typed.size() - 1);
        return Nearest.to(value, known)
                .map(word -> didYouMean(option + word))
                .orElse("use " + String.join(", ", typed.subList(0, typed.size() - 1)) + " or " + last);
    }
}
