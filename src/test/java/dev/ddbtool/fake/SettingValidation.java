package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.HashSet;
import java.util.NavigableMap;
import java.util.Set;
import java.util.TreeMap;

/** AWS's rules for stream, encryption and tags, with its texts. */
final class SettingValidation {

    private static final int MOST_TAGS = 50;

    private SettingValidation() {}

    static void newStream(JsonNode stream) {
        boolean enabled = stream.path("StreamEnabled").asBoolean();
        if (enabled && !Json.has(stream, "StreamViewType")) {
            throw ServiceError.invalid("Table is being created with a stream enabled, UpdateViewType is required");
        }
        if (stream.isObject() && !enabled && Json.has(stream, "StreamViewType")) {
            throw ServiceError.invalid(
                    "Table is being created with a stream disabled, UpdateViewType should not be specified");
        }
    }

    static void encryption(JsonNode sse) {
        boolean off = sse.has("Enabled") && !sse.path("Enabled").asBoolean();
        for (String member : new String[] {"SSEType", "KMSMasterKeyId"}) {
            if (off && Json.has(sse, member)) {
                throw ServiceError.invalid(member + " can not be specified if Enabled is false");
            }
        }
        if (sse.path("SSEType").asText().equals("AES256")) {
            throw ServiceError.invalid("SSEType AES256 is not supported");
        }
        if (Json.has(sse, "KMSMasterKeyId") && !Json.has(sse, "SSEType")) {
            throw ServiceError.invalid("SSEType KMS is required if KMSMasterKeyId is specified");
        }
    }

    /** Whether KMS is requested: Enabled=true, or only a type. */
    static boolean wantsKms(JsonNode sse) {
        return sse.path("Enabled").asBoolean(Json.has(sse, "SSEType"));
    }

    /** The tags of a request as a map, after AWS's checks. */
    static NavigableMap<String, String> tags(JsonNode tags) {
        Set<String> seen = new HashSet<>();
        NavigableMap<String, String> map = new TreeMap<>();
        for (JsonNode tag : tags) {
            String key = tag.path("Key").asText();
            String value = tag.path("Value").asText("null");
            if (key.isEmpty() || key.length() > 128) {
                throw ServiceError.validation("The Tag Key provided is invalid, Key: " + key);
            }
            if (!tag.has("Value") || value.length() > 256) {
                throw ServiceError.validation("The Tag Value provided is invalid, Value: " + value);
            }
            if (key.startsWith("aws:")) {
                throw ServiceError.validation("Tag Key cannot be prefixed with aws:, Key: " + key);
            }
            if (!seen.add(key)) {
                throw ServiceError.validation("Duplicate Tag Keys provided as input: Duplicate Tag Key found " + key);
            }
            map.put(key, value);
        }
        return map;
    }

    /** At most 50 tags per table, not counting those of AWS (Guide, "Tagging restrictions"). */
    static void notTooManyTags(NavigableMap<String, String> all) {
        if (all.keySet().stream().filter(key -> !key.startsWith("aws:")).count() > MOST_TAGS) {
            throw ServiceError.validation("Number of Tags exceed the current limit for the provided ResourceArn");
        }
    }
}
