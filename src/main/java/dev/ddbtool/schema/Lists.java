package dev.ddbtool.schema;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A list component of a record: immutable, and empty where a file does not name it. */
public final class Lists {

    private Lists() {}

    /** The same in the order of names, which stays as it is where they are the same. */
    public static <T> List<T> byName(Collection<T> list, Function<T, String> name) {
        return list.stream().sorted(Comparator.comparing(name)).toList();
    }

    static <T> List<T> copyOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
