package dev.ddbtool.aws;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import dev.ddbtool.schema.OmittedMember;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.core.traits.ListTrait;
import software.amazon.awssdk.core.util.SdkAutoConstructList;

/** Walks the SDK's model of requests and responses member by member. */
final class WireModel {

    /** For each type of the model, the models of its members; empty for members without members. */
    private static final Map<Class<?>, Map<String, Optional<SdkPojo>>> KNOWN = new ConcurrentHashMap<>();

    private WireModel() {}

    /** The JSON of a request in the order of the model, without members that are not set. */
    static Map<String, Object> toMap(SdkPojo pojo) {
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
        return value instanceof Instant moment ? moment.toString() : value; // the AWS CLI accepts ISO 8601
    }

    /**
     * The members of a response that neither the SDK nor {@link OmittedMember} knows, sorted. Paths contain no list
     * indexes.
     *
     * @param answer a parser at the start of the response
     * @param model a response of the same type, with or without values
     */
    static Set<String> unknownMembers(JsonParser answer, SdkPojo model) throws IOException {
        Set<String> unknown = new TreeSet<>();
        answer.nextToken();
        collectUnknown(answer, model, "", unknown);
        return unknown;
    }

    /** Collects the unknown members of one value. */
    private static void collectUnknown(JsonParser value, SdkPojo model, String path, Set<String> unknown)
            throws IOException {
        if (value.isExpectedStartArrayToken()) {
            while (value.nextToken() != JsonToken.END_ARRAY) {
                collectUnknown(value, model, path, unknown);
            }
        } else if (value.isExpectedStartObjectToken()) {
            Map<String, Optional<SdkPojo>> known = KNOWN.computeIfAbsent(model.getClass(), type -> members(model));
            for (String name = value.nextFieldName(); name != null; name = value.nextFieldName()) {
                Optional<SdkPojo> inside = known.get(name);
                value.nextToken();
                if (inside == null && !OmittedMember.isListed(within(path, name))) {
                    unknown.add(within(path, name));
                }
                if (inside == null || inside.isEmpty()) {
                    value.skipChildren();
                } else {
                    collectUnknown(value, inside.get(), within(path, name), unknown);
                }
            }
        }
    }

    private static String within(String path, String name) {
        return path.isEmpty() ? name : path + "." + name;
    }

    private static Map<String, Optional<SdkPojo>> members(SdkPojo model) {
        Map<String, Optional<SdkPojo>> members = new HashMap<>();
        model.sdkFields().forEach(field -> members.put(field.locationName(), Optional.ofNullable(inside(field))));
        return members;
    }

    /** The model of a member's value or list elements; null if they have no members. */
    static @Nullable SdkPojo inside(SdkField<?> field) {
        if (field.marshallingType() == MarshallingType.SDK_POJO) {
            return field.constructor().get();
        }
        return field.marshallingType() == MarshallingType.LIST
                ? inside(field.getTrait(ListTrait.class).memberFieldInfo())
                : null;
    }
}
