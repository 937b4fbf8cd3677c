package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/** Which attributes an index holds; {@link #nonKeyAttributes} only with {@code INCLUDE}, and their order is without meaning. */
public record Projection(
        String projectionType,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> nonKeyAttributes) {

    public static final String ALL = "ALL";
    public static final String KEYS_ONLY = "KEYS_ONLY";
    public static final String INCLUDE = "INCLUDE";

    public Projection {
        nonKeyAttributes = Lists.copyOrEmpty(nonKeyAttributes);
    }
}
