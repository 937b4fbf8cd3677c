package dev.ddbtool.schema;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.lang.reflect.Constructor;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Creates schema records with every member set to a different value, or with every optional member absent. */
public final class FilledRecords {

    private final boolean whole;
    private int values;

    private FilledRecords(boolean whole) {
        this.whole = whole;
    }

    public static TableSchema whole() {
        return (TableSchema) new FilledRecords(true).value(TableSchema.class);
    }

    public static TableSchema empty() {
        return (TableSchema) new FilledRecords(false).value(TableSchema.class);
    }

    private Object value(Type type) {
        values++;
        if (type instanceof ParameterizedType list) {
            return whole ? List.of(value(list.getActualTypeArguments()[0])) : List.of();
        }
        if (type.equals(String.class)) {
            return "text " + values;
        }
        if (type.equals(Long.class) || type.equals(long.class)) {
            return (long) values;
        }
        if (type.equals(Integer.class) || type.equals(int.class)) {
            return values;
        }
        if (type.equals(Boolean.class) || type.equals(boolean.class)) {
            return values % 2 == 0;
        }
        return record((Class<?>) type);
    }

    private Object record(Class<?> type) {
        RecordComponent[] components = type.getRecordComponents();
        Class<?>[] types = new Class<?>[components.length];
        @Nullable Object[] arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            boolean nullable = components[i].getAnnotatedType().isAnnotationPresent(Nullable.class);
            if (components[i].getAccessor().isAnnotationPresent(JsonIgnore.class)) {
                arguments[i] = false;
                continue;
            }
            arguments[i] = whole || !nullable ? value(components[i].getGenericType()) : null;
        }
        try {
            Constructor<?> canonical = type.getDeclaredConstructor(types);
            return canonical.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(type.toString(), e);
        }
    }
}
