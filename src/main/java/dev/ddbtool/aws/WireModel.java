package dev.ddbtool.aws;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** The SDK's own model of requests and answers, walked member by member. */
public final class WireModel {

    private WireModel() {}

    /** A request as the JSON that goes over the wire, in the order of the model; members that are not set are absent. */
    public static Map<String, Object> toMap(SdkPojo pojo) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (SdkField<?> field : pojo.sdkFields()) {
            Object value = plain(field.getValueOrDefault(pojo));
            if (value != null) {
                map.put(field.memberName(), value);
            }
        }
        return map;
    }

    private static @Nullable Object plain(@Nullable Object value) {
        if (value instanceof SdkAutoConstructList<?>) {
            return null;
        }
        if (value instanceof SdkPojo pojo) {
            return toMap(pojo);
        }
        if (value instanceof List<?> list) {
            List<@Nullable Object> plain = new ArrayList<>();
            list.forEach(element -> plain.add(plain(element)));
            return plain;
        }
        return value;
    }

    /**
     * The members of an answer that the SDK does not know, sorted; lists stand in a path without an index.
     *
     * @param model an answer of the same type, with or without values
     */
    static Set<String> unknownMembers(JsonNode answer, SdkPojo model) {
        Set<String> unknown = new TreeSet<>();
        collectUnknown(answer, model, "", unknown);
        return unknown;
    }

    private static void collectUnknown(JsonNode object, SdkPojo model, String path, Set<String> unknown) {
        Map<String, SdkField<?>> known = new LinkedHashMap<>();
        model.sdkFields().forEach(field -> known.put(field.locationName(), field));
        object.properties().forEach(member -> {
            SdkField<?> field = known.get(member.getKey());
            String memberPath = path.isEmpty() ? member.getKey() : path + "." + member.getKey();
            if (field == null) {
                unknown.add(memberPath);
                return;
            }
            SdkPojo inside = inside(field);
            if (inside != null) {
                JsonNode value = member.getValue();
                (value.isArray() ? value : List.of(value))
                        .forEach(element -> collectUnknown(element, inside, memberPath, unknown));
            }
        });
    }

    /** The model of what a member holds, itself or as the elements of a list; null where that has no members. */
    static @Nullable SdkPojo inside(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return field.constructor().get();
        }
        return field.marshallingType() == MarshallingType.LIST
                ? inside(field.getTrait(ListTrait.class).memberFieldInfo())
                : null;
    }
}
