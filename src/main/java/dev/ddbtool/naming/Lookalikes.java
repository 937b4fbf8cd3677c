package dev.ddbtool.naming;

import java.util.Collection;
import java.util.List;
import java.util.NavigableSet;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Finds tables that look like those of an undeclared environment, such as {@code qa-companies} and {@code
 * qa-invitations} if {@code companies} and {@code invitations} exist too.
 *
 * <p>A name alone does not tell whether {@code qa-users} is a copy of {@code users} or {@code company-users} is. People
 * stop reading warnings that are usually wrong, so a segment ({@code qa}) makes a family only if
 *
 * <ul>
 * <li>at least two tables exist both with and without it: one pair may be a coincidence;
 * <li>most tables that begin with it also exist without it: an environment is a copy, but {@code paddle-customers},
 *   {@code paddle-webhooks} and so on only share a word of the application;
 * <li>it is not the name of a table, in singular or plural: if {@code companies} exists, {@code company-users} are the
 *   users of a company. (As a consequence, an environment {@code test} is not found if a table {@code tests} exists.)
 * </ul>
 *
 * A copy does not count as the original of another copy. If both {@code eu} and {@code eu-qa} make a family, only
 * {@code eu} is reported, because the two cannot both be environments.
 */
final class Lookalikes {

    private static final int MIN_MEMBERS = 2;

    private final NavigableSet<String> tables;

    Lookalikes(Collection<String> productionTables) {
        this.tables = new TreeSet<>(productionTables);
    }

    /** The logical names in each family, by the segment that would be the name of the environment. */
    SortedMap<String, List<String>> families() {
        SortedMap<String, SortedSet<String>> candidates = candidates();
        SortedSet<String> copies = new TreeSet<>();
        candidates.forEach((segment, members) -> members.forEach(member -> copies.add(segment + "-" + member)));
        SortedMap<String, List<String>> families = new TreeMap<>();
        candidates.forEach((segment, members) -> {
            List<String> originals =
                    members.stream().filter(member -> !copies.contains(member)).toList();
            if (originals.size() >= MIN_MEMBERS && noneBegins(families.keySet(), segment)) {
                families.put(segment, originals);
            }
        });
        return families;
    }

    private SortedMap<String, SortedSet<String>> candidates() {
        SortedMap<String, SortedSet<String>> membersBySegment = new TreeMap<>();
        for (String table : tables) {
            for (int i = table.indexOf('-', 1); i > 0; i = table.indexOf('-', i + 1)) {
                String original = table.substring(i + 1);
                if (tables.contains(original)) {
                    membersBySegment
                            .computeIfAbsent(table.substring(0, i), segment -> new TreeSet<>())
                            .add(original);
                }
            }
        }
        membersBySegment.entrySet().removeIf(each -> !isFamily(each.getKey(), each.getValue()));
        return membersBySegment;
    }

    private boolean isFamily(String segment, SortedSet<String> members) {
        return members.size() >= MIN_MEMBERS
                && 2L * members.size() > beginningWith(segment + "-")
                && !isProduction(segment)
                && !isWordOfTheApplication(segment);
    }

    private long beginningWith(String start) {
        return tables.tailSet(start, false).stream()
                .takeWhile(table -> table.startsWith(start))
                .count();
    }

    /** Production is already known, and no other environment can begin with its name. */
    private static boolean isProduction(String segment) {
        String production = Environment.PRODUCTION.name();
        return segment.equalsIgnoreCase(production) || segment.startsWith(production + "-");
    }

    private boolean isWordOfTheApplication(String segment) {
        return tables.contains(segment)
                || tables.contains(segment + "s")
                || tables.contains(segment + "es")
                || (segment.endsWith("y") && tables.contains(segment.substring(0, segment.length() - 1) + "ies"));
    }

    private static boolean noneBegins(Collection<String> segments, String segment) {
        return segments.stream().noneMatch(other -> segment.startsWith(other + "-"));
    }
}
