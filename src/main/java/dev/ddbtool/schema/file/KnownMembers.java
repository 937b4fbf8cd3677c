package dev.ddbtool.schema.file;

import dev.ddbtool.schema.TableSchema;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The members of a schema file, by path, such as {@code Table.GlobalSecondaryIndexes.IndexName}. */
public final class KnownMembers {

    /** The whole file. */
    static final JsonShape FILE = JsonShape.of(TableSchema.class);

    private static final Set<String> PATHS = paths(FILE, "", new LinkedHashSet<>());

    private KnownMembers() {}

    /** Every member, in the order of the file. Paths contain no list indexes. */
    public static List<String> all() {
        return List.copyOf(PATHS);
    }

    /** Whether a schema file keeps the member. The path contains no list indexes. */
    public static boolean isKept(String path) {
        return PATHS.contains(path);
    }

    private static Set<String> paths(JsonShape shape, String path, Set<String> paths) {
        shape.members().forEach((name, member) -> {
            String memberPath = path.isEmpty() ? name : path + "." + name;
            paths.add(memberPath);
            JsonShape inside = inside(member.type());
            if (inside != null) {
                paths(inside, memberPath, paths);
            }
        });
        return paths;
    }

    /** Where a member of this name belongs, anywhere in the file. */
    static Optional<String> homeOf(String name) {
        return homeOf(name, FILE, "");
    }

    /** Where a member of this name belongs, inside the object that a path leads to. */
    static Optional<String> homeOf(String name, JsonShape shape, String path) {
        List<String> homes = new ArrayList<>();
        collectHomes(shape, path, name, homes);
        return homes.stream().findFirst();
    }

    /** The members of an object or of the elements of a list; null for other types. */
    static @Nullable JsonShape inside(JsonShape.Type type) {
        if (type instanceof JsonShape.ObjectOf object) {
            return object.shape();
        }
        return type instanceof JsonShape.ListOf list ? inside(list.element()) : null;
    }

    private static void collectHomes(JsonShape shape, String path, String name, List<String> homes) {
        for (Map.Entry<String, JsonShape.Member> member : shape.members().entrySet()) {
            if (member.getKey().equals(name)) {
                homes.add(path);
            }
        }
        for (Map.Entry<String, JsonShape.Member> member : shape.members().entrySet()) {
            JsonShape inside = inside(member.getValue().type());
            if (inside != null) {
                String memberPath = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
                collectHomes(inside, memberPath, name, homes);
            }
        }
    }

    /** Orders JSON pointers like the members in a file. */
    public static Comparator<String> order() {
        return KnownMembers::compare;
    }

    private static int compare(String left, String right) {
        List<Integer> a = positions(left);
        List<Integer> b = positions(right);
        for (int i = 0; i < Math.min(a.size(), b.size()); i++) {
            int order = Integer.compare(a.get(i), b.get(i));
            if (order != 0) {
                return order;
            }
        }
        return Integer.compare(a.size(), b.size());
    }

    private static List<Integer> positions(String pointer) {
        List<Integer> positions = new ArrayList<>();
        JsonShape.@Nullable Type type = new JsonShape.ObjectOf(FILE);
        for (String segment : JsonPointers.segments(pointer)) {
            if (type instanceof JsonShape.ListOf list) {
                positions.add(Integer.parseInt(segment));
                type = list.element();
            } else if (type instanceof JsonShape.ObjectOf object) {
                JsonShape.Member member = object.shape().members().get(segment);
                positions.add(List.copyOf(object.shape().members().keySet()).indexOf(segment));
                type = member == null ? null : member.type();
            }
        }
        return positions;
    }
}
