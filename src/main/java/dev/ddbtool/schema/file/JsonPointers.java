package dev.ddbtool.schema.file;

import java.util.Arrays;
import java.util.List;

/** Builds and splits JSON pointers (RFC 6901). */
final class JsonPointers {

    private JsonPointers() {}

    static String child(String pointer, String member) {
        return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    static List<String> segments(String pointer) {
        return Arrays.stream(pointer.split("/", -1))
                .skip(1)
                .map(segment -> segment.replace("~1", "/").replace("~0", "~"))
                .toList();
    }
}
