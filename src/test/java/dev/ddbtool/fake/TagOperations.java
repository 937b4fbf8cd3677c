package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;

/** ListTagsOfResource, TagResource and UntagResource. */
final class TagOperations {

    private static final String TABLE = ":table/";

    private final Account account;

    TagOperations(Account account) {
        this.account = account;
    }

    ObjectNode list(ObjectNode request, Instant now) {
        TableState table = named(request, now);
        String after =
                request.has("NextToken") ? decode(request.path("NextToken").asText()) : "";
        ObjectNode answer = Json.object();
        ArrayNode page = answer.putArray("Tags");
        for (Map.Entry<String, String> tag : table.tags.visible(now).entrySet()) {
            if (tag.getKey().compareTo(after) <= 0) {
                continue;
            }
            if (page.size() == account.behaviour().tagPageSize()) {
                answer.put(
                        "NextToken",
                        encode(page.path(page.size() - 1).path("Key").asText()));
                break;
            }
            page.addObject().put("Key", tag.getKey()).put("Value", tag.getValue());
        }
        return answer;
    }

    ObjectNode tag(ObjectNode request, Instant now) {
        new Constraints().required(request.path("Tags"), "tags").check();
        if (request.path("Tags").isEmpty()) {
            throw ServiceError.validation("Atleast one Tag needs to be provided as Input.");
        }
        NavigableMap<String, String> wanted = SettingValidation.tags(request.path("Tags"));
        TableState table = changeable(request, now);
        NavigableMap<String, String> tags = new TreeMap<>(table.tags.current());
        tags.putAll(wanted);
        SettingValidation.notTooManyTags(tags);
        table.tags.change(table.name, tags, now, account.behaviour());
        return Json.object();
    }

    ObjectNode untag(ObjectNode request, Instant now) {
        new Constraints().required(request.path("TagKeys"), "tagKeys").check();
        if (request.path("TagKeys").isEmpty()) {
            throw ServiceError.validation("Atleast one Tag Key needs to be provided as Input.");
        }
        TableState table = changeable(request, now);
        NavigableMap<String, String> tags = new TreeMap<>(table.tags.current());
        Json.texts(request.path("TagKeys")).forEach(tags::remove);
        table.tags.change(table.name, tags, now, account.behaviour());
        return Json.object();
    }

    private TableState changeable(ObjectNode request, Instant now) {
        TableState table = named(request, now);
        if (table.status(now).equals("CREATING")) {
            throw ServiceError.inUse("Table is being created: " + table.name);
        }
        return table;
    }

    private TableState named(ObjectNode request, Instant now) {
        new Constraints().required(request.path("ResourceArn"), "resourceArn").check();
        String arn = request.path("ResourceArn").asText();
        if (!arn.startsWith("arn:")) {
            throw ServiceError.invalid("ARNs must start with 'arn:': " + arn);
        }
        int name = arn.indexOf(TABLE);
        if (name < 0 || arn.indexOf('/', name + TABLE.length()) >= 0) {
            throw ServiceError.invalid(
                    "Invalid resource arn provided, only table or stream is accepted. Provided resource arn: " + arn);
        }
        TableState table = account.tables().get(arn.substring(name + TABLE.length()));
        if (table == null || !table.arn.equals(arn) || now.isBefore(table.subresourcesAt) || table.restoring(now)) {
            throw ServiceError.resourceMissing("ResourceArn: " + arn + " not found");
        }
        return table;
    }

    private static String encode(String key) {
        return Base64.getEncoder().encodeToString(key.getBytes(StandardCharsets.UTF_8));
    }

    private static String decode(String token) {
        return new String(Base64.getDecoder().decode(token), StandardCharsets.UTF_8);
    }
}
