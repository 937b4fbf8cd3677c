package dev.ddbtool.aws;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.util.SdkAutoConstructList;
import software.amazon.awssdk.core.util.SdkAutoConstructMap;

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
        if (value == null || value instanceof SdkAutoConstructList<?> || value instanceof SdkAutoConstructMap<?, ?>) {
            return null;
        }
        if (value instanceof SdkPojo pojo) {
            return toMap(pojo);
        }
        if (value instanceof List<?> list) {
            List<Object> plain = new ArrayList<>();
            for (Object element : list) {
                Object plainElement = plain(element);
                if (plainElement != null) {
                    plain.add(plainElement);
                }
            }
            return plain;
        }
        if (value instanceof Instant instant) {
            return instant.toString();
        }
        return value;
    }
}
