package dev.ddbtool.naming;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Finds a text that has two forms. Searches the pairs of positions that one text can reach. */
final class SharedName {

    private static final Predicate<String> IN_NAMES =
            Pattern.compile(NameRules.CHARACTERS).asMatchPredicate();
    private static final Predicate<String> IN_WILDCARDS =
            Pattern.compile(NameForm.WILDCARD_CHARACTERS).asMatchPredicate();

    /** A character of a form, or any number of characters of a class. */
    private record Symbol(Predicate<String> characters, String sample, boolean repeated) {

        boolean accepts(String character) {
            return characters.test(character);
        }
    }

    /** The positions in both forms that a text reaches. */
    private record Reached(int first, int second, String text) {}

    private SharedName() {}

    /** A physical name that both environments could have. */
    static Optional<String> of(NameForm one, NameForm other) {
        return search(symbols(one.name("\0")), symbols(other.name("\0")));
    }

    /** The name of an environment that both patterns match. */
    static Optional<String> ofPatterns(String one, String other) {
        return search(symbols(one), symbols(other));
    }

    private static Optional<String> search(List<Symbol> first, List<Symbol> second) {
        Queue<Reached> open = new ArrayDeque<>(List.of(new Reached(0, 0, "")));
        Set<List<Integer>> seen = new HashSet<>();
        while (!open.isEmpty()) {
            Reached at = open.remove();
            boolean firstEnds = at.first == first.size();
            boolean secondEnds = at.second == second.size();
            if (firstEnds && secondEnds) {
                return Optional.of(at.text);
            }
            if (!seen.add(List.of(at.first, at.second))) {
                continue;
            }
            if (!firstEnds && first.get(at.first).repeated) {
                open.add(new Reached(at.first + 1, at.second, at.text));
            }
            if (!secondEnds && second.get(at.second).repeated) {
                open.add(new Reached(at.first, at.second + 1, at.text));
            }
            if (!firstEnds && !secondEnds) {
                Symbol one = first.get(at.first);
                Symbol other = second.get(at.second);
                Stream.of(one.sample, other.sample)
                        .filter(character -> one.accepts(character) && other.accepts(character))
                        .findFirst()
                        .ifPresent(character -> open.add(new Reached(
                                one.repeated ? at.first : at.first + 1,
                                other.repeated ? at.second : at.second + 1,
                                at.text + character)));
            }
        }
        return Optional.empty();
    }

    /** A logical name (here U+0000) and a wildcard have at least one character: one symbol for it, one for the rest. */
    private static List<Symbol> symbols(String form) {
        List<Symbol> symbols = new ArrayList<>();
        form.chars().mapToObj(Character::toString).forEach(each -> {
            if (each.equals("\0") || each.equals(NameForm.WILDCARD)) {
                Predicate<String> characters = each.equals("\0") ? IN_NAMES : IN_WILDCARDS;
                symbols.add(new Symbol(characters, "x", false));
                symbols.add(new Symbol(characters, "x", true));
            } else {
                symbols.add(new Symbol(each::equals, each, false));
            }
        });
        return symbols;
    }
}
