package dev.ddbtool.cli.run;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The command line of a run, for the commands that its report suggests.
 *
 * @param words everything that was typed after {@code ddbtool}
 * @param options the options that were given, each once
 * @param arguments what was typed besides options
 * @param known the long names of the options that each command has
 */
public record TypedCommand(
        List<String> words, List<TypedOption> options, List<String> arguments, Map<String, Set<String>> known) {

    /** Where the line was not understood, and nothing is suggested. */
    static final TypedCommand NONE = new TypedCommand(List.of(), List.of(), List.of(), Map.of());

    public TypedCommand {
        words = List.copyOf(words);
        options = List.copyOf(options);
        arguments = List.copyOf(arguments);
        known = Map.copyOf(known);
    }

    /**
     * An option that was given.
     *
     * @param values its values as typed; one for each time that a flag was given
     */
    public record TypedOption(String longName, String shortName, boolean flag, List<String> values) {

        public TypedOption {
            values = List.copyOf(values);
        }
    }

    boolean has(String longName) {
        return options.stream().anyMatch(option -> option.longName().equals(longName));
    }

    /** The words without an option that was given at most once by its long name. */
    List<String> without(String longName) {
        List<String> rest = new ArrayList<>(words);
        for (TypedOption option : options) {
            if (option.longName().equals(longName)) {
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
