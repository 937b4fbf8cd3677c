package dev.ddbtool.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Immutable lists for the components of records. */
public final class Lists {

    private Lists() {}

    /** The list sorted by name. The sort is stable. */
    public static <T> List<T> byName(Collection<T> list, Function<T, String> name) {
        return list.stream().sorted(Comparator.comparing(name)).toList();
    }

    static <T> List<T> copyOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
