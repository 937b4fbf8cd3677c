package dev.ddbtool.schema;

import dev.ddbtool.schema.Rules.Findings;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What tags a table may carry (service model, {@code Tag}). */
final class TagRules {

    static final int MOST = 50;

    /** Of a key, in characters. */
    static final int LONGEST_KEY = 128;

    /** Of a value, in characters; it may be empty. */
    static final int LONGEST_VALUE = 256;

    private TagRules() {}

    static void tags(TableSchema schema, Findings findings) {
        List<Tag> tags = schema.tags();
        if (tags == null) {
            return;
        }
        if (tags.size() > MOST) {
            findings.add("/Tags", "Tags has %d tags, the limit is %d: remove some".formatted(tags.size(), MOST));
        }
        Set<String> seen = new HashSet<>();
        for (int i = 0; i < tags.size(); i++) {
            checkTag(tags.get(i), "/Tags/" + i, findings);
            if (!seen.add(tags.get(i).key())) {
                findings.add(
                        "/Tags/" + i + "/Key",
                        "tag %s stands twice: remove one of the two"
                                .formatted(Quoted.of(tags.get(i).key())));
            }
        }
    }

    static void checkTag(Tag tag, String pointer, Findings findings) {
        String key = tag.key();
        int keyLength = key.codePointCount(0, key.length());
        if (keyLength < 1 || keyLength > LONGEST_KEY) {
            findings.add(
                    pointer + "/Key",
                    "tag key %s has %d characters, the limit is 1 to %d: choose another key"
                            .formatted(Quoted.of(key), keyLength, LONGEST_KEY));
        }
        if (key.regionMatches(true, 0, Portable.RESERVED_TAG, 0, Portable.RESERVED_TAG.length())) {
            findings.add(
                    pointer + "/Key",
                    "tag key %s begins with 'aws:', which only AWS can set: choose another key"
                            .formatted(Quoted.of(key)));
        }
        int valueLength = tag.value().codePointCount(0, tag.value().length());
        if (valueLength > LONGEST_VALUE) {
            findings.add(
                    pointer + "/Value",
                    "value %s of tag %s has %d characters, the limit is %d: shorten it"
                            .formatted(Quoted.of(tag.value()), Quoted.of(key), valueLength, LONGEST_VALUE));
        }
    }
}
