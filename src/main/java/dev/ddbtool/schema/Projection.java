package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * The attributes that an index projects. {@link #nonKeyAttributes} requires {@code INCLUDE}; their order has no
 * meaning.
 */
public record Projection(
        String projectionType,
        @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> nonKeyAttributes) {

    public static final String ALL = "ALL";
    public static final String KEYS_ONLY = "KEYS_ONLY";
    public static final String INCLUDE = "INCLUDE";

    public Projection {
        nonKeyAttributes = Lists.copyOrEmpty(nonKeyAttributes);
    }

    /** The projection with sorted attributes. */
    public Projection sorted() {
        return new Projection(projectionType, nonKeyAttributes.stream().sorted().toList());
    }
}
