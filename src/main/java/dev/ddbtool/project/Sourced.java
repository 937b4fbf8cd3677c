package dev.ddbtool.project;

import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Stream;

/**
 * The value of a setting.
 *
 * @param source the flag, the variable, or the line of the project file that it comes from, or {@code default}
 */
public record Sourced<T>(T value, String source) {

    static final String DEFAULT = "default";

    /** A default. */
    static <T> Sourced<T> byDefault(T value) {
        return new Sourced<>(value, DEFAULT);
    }

    /** The first value that is given: the one with the highest precedence. */
    @SafeVarargs
    @SuppressWarnings("varargs")
    static <T> Optional<Sourced<T>> first(Optional<Sourced<T>>... given) {
        return Stream.of(given).flatMap(Optional::stream).findFirst();
    }

    <R> Sourced<R> map(Function<T, R> change) {
        return new Sourced<>(change.apply(value), source);
    }
}
