package dev.ddbtool.plan;

import org.jspecify.annotations.Nullable;

/**
 * One setting that is not as the schema file and the policy have it.
 *
 * @param item the index, attribute or tag that differs; null where the setting is the table's own
 * @param schema the value of the file, a value of the schema package or a plain one; null where the file has none
 * @param live the value of the live table, likewise
 */
public record Difference(
        Setting setting,
        @Nullable String item,
        @Nullable Object schema,
        @Nullable Object live,
        Remedy remedy) {}
