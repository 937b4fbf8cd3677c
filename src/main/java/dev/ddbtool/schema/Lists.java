package dev.ddbtool.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A list component of a record: immutable, and empty where a file does not name it. */
final class Lists {

    private Lists() {}

    static <T> List<T> copyOrEmpty(@Nullable List<T> list) {
        return list == null ? List.of() : List.copyOf(list);
    }
}
