package dev.ddbtool.plan;

import org.jspecify.annotations.Nullable;

/**
 * A setting of a live table that differs from the schema file and the policy.
 *
 * @param item the index, attribute or tag that differs; null for a setting of the table itself
 * @param schema the value of the file: a record of the schema package or a plain value; null if the file has none
 * @param live the value of the live table, in the same form
 */
public record Difference(
        Setting setting,
        @Nullable String item,
        @Nullable Object schema,
        @Nullable Object live,
        Remedy remedy) {}
