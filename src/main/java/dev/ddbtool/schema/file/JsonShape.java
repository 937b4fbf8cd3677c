package dev.ddbtool.schema.file;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonProperty;
import java.lang.reflect.AnnotatedParameterizedType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.RecordComponent;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a record in JSON, in order. They are derived from the record, so the two cannot differ. */
record JsonShape(Map<String, Member> members) {

    /** Lists that the service requires. All other lists can be omitted if empty. */
    private static final Set<String> REQUIRED_LISTS = Set.of("AttributeDefinitions", "KeySchema");

    /** The type of a member's value. */
    sealed interface Type permits Text, Whole, Truth, ListOf, ObjectOf {}

    record Text() implements Type {}

    /** A whole number with a maximum. */
    record Whole(long largest) implements Type {}

    record Truth() implements Type {}

    record ListOf(Type element) implements Type {}

    record ObjectOf(JsonShape shape) implements Type {}

    record Member(Type type, boolean required) {}

    public JsonShape {
        members = Collections.unmodifiableMap(new LinkedHashMap<>(members));
    }

    static JsonShape of(Class<?> type) {
        Map<String, Member> members = new LinkedHashMap<>();
        for (RecordComponent component : type.getRecordComponents()) {
            if (component.getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                continue;
            }
            AnnotatedType annotated = component.getAnnotatedType();
            String name = nameOf(component);
            boolean required = component.getType().equals(List.class)
                    ? REQUIRED_LISTS.contains(name)
                    : !annotated.isAnnotationPresent(Nullable.class);
            members.put(name, new Member(typeOf(annotated), required));
        }
        return new JsonShape(members);
    }

    private static String nameOf(RecordComponent component) {
        JsonProperty property = component.getAccessor().getAnnotation(JsonProperty.class);
        if (property != null) {
            return property.value();
        }
        String name = component.getName();
        return name.substring(0, 1).toUpperCase(Locale.ROOT) + name.substring(1);
    }

    private static Type typeOf(AnnotatedType annotated) {
        if (annotated instanceof AnnotatedParameterizedType list) {
            return new ListOf(typeOf(list.getAnnotatedActualTypeArguments()[0]));
        }
        if (!(annotated.getType() instanceof Class<?> type)) {
            throw new IllegalStateException(
                    "a schema record has a component of the unsupported type " + annotated.getType());
        }
        if (type.equals(String.class)) {
            return new Text();
        }
        if (type.equals(Boolean.class) || type.equals(boolean.class)) {
            return new Truth();
        }
        if (type.equals(Long.class) || type.equals(long.class)) {
            return new Whole(Long.MAX_VALUE);
        }
        if (type.equals(Integer.class)) {
            return new Whole(Integer.MAX_VALUE);
        }
        return new ObjectOf(of(type));
    }
}
