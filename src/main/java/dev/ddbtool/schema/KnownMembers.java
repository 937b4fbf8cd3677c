package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The members that a schema file keeps, each by its path, such as {@code Table.GlobalSecondaryIndexes.IndexName}. */
public final class KnownMembers {

    /** The whole file. */
    static final Shape FILE = Shape.of(TableSchema.class);

    private KnownMembers() {}

    /** Whether a member is kept; lists stand in a path without an index. */
    public static boolean isKept(String path) {
        Shape shape = FILE;
        int start = 0;
        while (true) {
            int dot = path.indexOf('.', start);
            Shape.Member member = shape.members().get(dot < 0 ? path.substring(start) : path.substring(start, dot));
            if (member == null || dot < 0) {
                return member != null;
            }
            Shape inside = inside(member.type());
            if (inside == null) {
                return false;
            }
            shape = inside;
            start = dot + 1;
        }
    }

    /** Where a member of this name is at home, other than in the object that a path leads to. */
    static Optional<String> homeOf(String name) {
        List<String> homes = new ArrayList<>();
        collectHomes(FILE, "", name, homes);
        return homes.stream().findFirst();
    }

    /** The members of what a value of this type holds, itself or as the elements of a list; null where it holds none. */
    static @Nullable Shape inside(Shape.Type type) {
        if (type instanceof Shape.ObjectOf object) {
            return object.shape();
        }
        return type instanceof Shape.ListOf list ? inside(list.element()) : null;
    }

    private static void collectHomes(Shape shape, String path, String name, List<String> homes) {
        for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
            if (member.getKey().equals(name)) {
                homes.add(path);
            }
        }
        for (Map.Entry<String, Shape.Member> member : shape.members().entrySet()) {
            Shape inside = inside(member.getValue().type());
            if (inside != null) {
                String memberPath = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                collectHomes(inside, memberPath, name, homes);
            }
        }
    }
}
