package dev.ddbtool.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * The command line of a run, for suggested commands.
 *
 * @param words everything after {@code ddbtool}
 * @param options the given options, each once
 * @param arguments the arguments that are not options
 * @param longNames the long option names of a command
 */
public record TypedCommand(
        List<String> words,
        List<TypedOption> options,
        List<String> arguments,
        Function<String, Set<String>> longNames) {

    /** A command line that could not be parsed. */
    static final TypedCommand NONE = new TypedCommand(List.of(), List.of(), List.of(), command -> Set.of());

    public TypedCommand {
        words = List.copyOf(words);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
    }

    /**
     * A given option.
     *
     * @param values the values as typed; for a flag, one for each time it is given
     */
    public record TypedOption(String longName, String shortName, boolean flag, List<String> values) {

        public TypedOption {
            values = List.copyOf(values);
        }
    }

    boolean has(String longName) {
        return options.stream().anyMatch(option -> option.longName().equals(longName));
    }

    /** The value of an option, as typed; empty if the option is not given. */
    Optional<String> value(String longName) {
        return options.stream()
                .filter(option -> option.longName().equals(longName))
                .flatMap(option -> option.values().stream())
                .findFirst();
    }

    /** The words without these options, which are given at most once and by their long names. */
    List<String> without(String... longNames) {
        List<String> rest = new ArrayList<>(words);
        for (TypedOption option : options) {
            String longName = option.longName();
            if (List.of(longNames).contains(longName)) {
                int at = rest.indexOf(longName);
                if (at >= 0) {
                    rest.subList(at, at + (option.flag() ? 1 : 2)).clear();
                }
                rest.removeIf(word -> word.startsWith(longName + "="));
            }
        }
        return rest;
    }
}
