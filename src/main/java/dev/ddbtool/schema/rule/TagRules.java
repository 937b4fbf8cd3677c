package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Rules for tags (service model, {@code Tag}). */
final class TagRules {

    private TagRules() {}

    /** AWS returns "Number of Tags exceed the current limit" and "Duplicate Tag Keys provided as input". */
    static void tags(TableSchema schema, Violations violations) {
        List<Tag> tags = schema.tags();
        if (tags == null) {
            return;
        }
        boolean added = tags.stream().noneMatch(tag -> tag.key().equals(Tag.ENVIRONMENT));
        if (tags.size() > DynamoDbLimits.TAGS) {
            violations.add(
                    "/Tags",
                    "Tags has %d tags; the limit is %d: remove some".formatted(tags.size(), DynamoDbLimits.TAGS));
        } else if (added && tags.size() == DynamoDbLimits.TAGS) {
            violations.add(
                    "/Tags",
                    "Tags has %d tags, and create adds '%s'; the limit is %d: remove one"
                            .formatted(tags.size(), Tag.ENVIRONMENT, DynamoDbLimits.TAGS));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            checkTag(tags.get(i), "/Tags/" + i, violations);
            if (!seen.add(tags.get(i).key())) {
                violations.add(
                        "/Tags/" + i + "/Key",
                        "duplicate tag %s: remove one"
                                .formatted(Quoted.of(tags.get(i).key())));
            }
        }
    }

    static void checkTag(Tag tag, String pointer, Violations violations) {
        String key = tag.key();
        int keyLength = key.codePointCount(0, key.length());
        if (keyLength < 1 || keyLength > DynamoDbLimits.TAG_KEY) {
            violations.add(
                    pointer + "/Key",
                    "tag key %s has %d characters; the allowed length is 1 to %d: use another key"
                            .formatted(Quoted.of(key), keyLength, DynamoDbLimits.TAG_KEY));
        }
        // AWS returns "Tag Key cannot be prefixed with aws:"; guides of other services say that case does not matter
        if (key.regionMatches(true, 0, Tag.RESERVED_PREFIX, 0, Tag.RESERVED_PREFIX.length())) {
            violations.add(
                    pointer + "/Key",
                    "tag key %s begins with 'aws:', which is reserved for AWS: use another key"
                            .formatted(Quoted.of(key)));
        }
        int valueLength = tag.value().codePointCount(0, tag.value().length());
        if (valueLength > DynamoDbLimits.TAG_VALUE) {
            violations.add(
                    pointer + "/Value",
                    "value %s of tag %s has %d characters; the limit is %d: shorten it"
                            .formatted(Quoted.of(tag.value()), Quoted.of(key), valueLength, DynamoDbLimits.TAG_VALUE));
        }
    }
}
