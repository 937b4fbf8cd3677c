package dev.ddbtool.schema;

import org.jspecify.annotations.Nullable;

/** The table's stream; the view type only where it is on. A {@link Table} without one has its stream off. */
public record StreamSpecification(
        boolean streamEnabled, @Nullable String streamViewType) {

    public static final StreamSpecification OFF = new StreamSpecification(false, null);
}
