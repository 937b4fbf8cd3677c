package dev.ddbtool.schema.file;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Orders JSON pointers as the members that they lead to stand in a file. */
public final class MemberOrder implements Comparator<String> {

    @Override
    public int compare(String left, String right) {
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
        JsonShape.@Nullable Type type = new JsonShape.ObjectOf(KnownMembers.FILE);
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
