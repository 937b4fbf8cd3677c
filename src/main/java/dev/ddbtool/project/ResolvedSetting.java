package dev.ddbtool.project;

import org.jspecify.annotations.Nullable;

/**
 * A setting of an environment, in words.
 *
 * @param name its key in the project file
 * @param value null if it is not set
 * @param source the flag, the variable or the line of the project file that it comes from, or {@code default}
 */
public record ResolvedSetting(String name, @Nullable String value, String source) {}
