package dev.ddbtool.naming;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds families: tables that look like those of an undeclared environment, such as {@code qa-companies} and {@code
 * qa-invitations} if {@code companies} and {@code invitations} exist too.
 *
 * <p>A name alone does not tell whether {@code qa-users} is a copy of {@code users} or {@code company-users} is. People
 * stop reading warnings that are usually wrong, so a word ({@code qa}) makes a family only if
 *
 * <ul>
 * <li>at least two tables exist both with and without it: one pair may be a coincidence;
 * <li>most tables with it also exist without it: an environment is a copy, but {@code paddle-customers}, {@code
 *   paddle-webhooks} and so on only share a word of the application;
 * <li>it is not the name of a table, in singular or plural: if {@code companies} exists, {@code company-users} are the
 *   users of a company. (As a consequence, an environment {@code test} is not found if a table {@code tests} exists.)
 * </ul>
 *
 * A copy does not count as the original of another copy. If both {@code eu} and {@code eu-qa} make a family, only
 * {@code eu} is reported, because the two cannot both be environments. A table that has a schema file belongs to no
 * family.
 */
final class Families {

    private static final int MIN_MEMBERS = 2;
    private static final String SEPARATORS = "-_.";

    private final Set<String> tables;
    private final Set<String> described;
    private final boolean atEnd;

    /** A word of a table name with its separator: {@code qa-} at the beginning or {@code -qa} at the end. */
    private record Affix(String text, boolean atEnd) implements Comparable<Affix> {

        String word() {
            return atEnd ? text.substring(1) : text.substring(0, text.length() - 1);
        }

        boolean isIn(String table) {
            return table.length() > text.length() && (atEnd ? table.endsWith(text) : table.startsWith(text));
        }

        String with(String original) {
            return atEnd ? original + text : text + original;
        }

        @Override
        public int compareTo(Affix other) {
            return text.compareTo(other.text);
        }
    }

    /**
     * Searches the tables of one environment.
     *
     * @param live the logical names of its live tables
     * @param described the logical names of its schema files
     * @param atEnd whether words at the end of names count too
     */
    Families(Collection<String> live, Collection<String> described, boolean atEnd) {
        this.tables = new TreeSet<>(live);
        this.tables.addAll(described);
        this.described = Set.copyOf(described);
        this.atEnd = atEnd;
    }

    /** The tables in each family, by the word that would be the name of the environment. */
    SortedMap<String, List<String>> all() {
        SortedMap<Affix, SortedSet<String>> candidates = candidates();
        Set<String> copies = new HashSet<>();
        candidates.forEach((affix, originals) -> originals.forEach(original -> copies.add(affix.with(original))));
        SortedMap<String, List<String>> families = new TreeMap<>();
        candidates.forEach((affix, originals) -> {
            originals.removeAll(copies);
            if (originals.size() >= MIN_MEMBERS && noneBegins(families.keySet(), affix.word())) {
                families.put(affix.word(), with(affix));
            }
        });
        return families;
    }

    /** The tables without these words, by word. */
    private SortedMap<Affix, SortedSet<String>> candidates() {
        SortedMap<Affix, SortedSet<String>> originals = new TreeMap<>();
        for (String table : tables) {
            for (int i = 1; i < table.length() - 1 && !described.contains(table); i++) {
                if (SEPARATORS.indexOf(table.charAt(i)) >= 0) {
                    add(originals, new Affix(table.substring(0, i + 1), false), table.substring(i + 1));
                    if (atEnd) {
                        add(originals, new Affix(table.substring(i), true), table.substring(0, i));
                    }
                }
            }
        }
        originals.entrySet().removeIf(each -> !isFamily(each.getKey(), each.getValue()));
        return originals;
    }

    private void add(SortedMap<Affix, SortedSet<String>> originals, Affix affix, String original) {
        if (tables.contains(original)) {
            originals.computeIfAbsent(affix, word -> new TreeSet<>()).add(original);
        }
    }

    private boolean isFamily(Affix affix, SortedSet<String> originals) {
        return originals.size() >= MIN_MEMBERS
                && 2 * originals.size() > with(affix).size()
                && !isProduction(affix.word())
                && !isWordOfTheApplication(affix.word(), tables);
    }

    /** The live tables with this word that no schema file describes. */
    private List<String> with(Affix affix) {
        return tables.stream()
                .filter(table -> affix.isIn(table) && !described.contains(table))
                .toList();
    }

    /** Production is already known, and no other environment should begin with its name. */
    private static boolean isProduction(String word) {
        String production = Environment.PRODUCTION_NAME;
        return word.equalsIgnoreCase(production) || begins(word, production);
    }

    /** Whether a table has this name, in singular or plural. */
    static boolean isWordOfTheApplication(String word, Set<String> tables) {
        return tables.contains(word)
                || tables.contains(word + "s")
                || tables.contains(word + "es")
                || (word.endsWith("y") && tables.contains(word.substring(0, word.length() - 1) + "ies"));
    }

    private static boolean noneBegins(Collection<String> words, String word) {
        return words.stream().noneMatch(other -> begins(word, other));
    }

    /** Whether a word begins with another one and a separator. */
    private static boolean begins(String word, String other) {
        return word.startsWith(other)
                && word.length() > other.length()
                && SEPARATORS.indexOf(word.charAt(other.length())) >= 0;
    }
}
