package dev.ddbtool.naming;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;

/** The common beginnings of table names. They show somebody who found nothing which tables there are. */
public final class NamePrefixes {

    private static final int MOST_SHOWN = 5;

    private record Prefix(String text, int tables) {}

    private NamePrefixes() {}

    /** The most frequent prefixes with the number of their tables, such as {@code shop- (12), crm_ (3)}. */
    public static String of(Collection<String> physicalNames) {
        List<Prefix> prefixes =
                physicalNames.stream().collect(groupingBy(name -> name.split("[-_.]", 2)[0])).values().stream()
                        .map(names -> new Prefix(common(names), names.size()))
                        .sorted(Comparator.comparing(Prefix::tables).reversed().thenComparing(Prefix::text))
                        .toList();
        return prefixes.stream()
                        .limit(MOST_SHOWN)
                        .map(each -> each.text + " (" + each.tables + ")")
                        .collect(joining(", "))
                + (prefixes.size() > MOST_SHOWN ? ", …" : "");
    }

    /** The longest text up to a separator with which all names begin; one name alone is shown whole. */
    static String common(List<String> names) {
        String shared = names.get(0);
        for (String name : names) {
            while (!name.startsWith(shared)) {
                shared = shared.substring(0, shared.length() - 1);
            }
        }
        return names.size() == 1 ? shared : shared.replaceFirst("(?<=[-_.])[^-_.]*$", "");
    }
}
