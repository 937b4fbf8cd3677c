package dev.ddbtool.schema.file;

import java.util.ArrayList;
import java.util.List;

/** JSON pointers (RFC 6901), put together and taken apart. */
final class JsonPointers {

    private JsonPointers() {}

    static String child(String pointer, String member) {
        return pointer + "/" + member.replace("~", "~0").replace("/", "~1");
    }

    static List<String> segments(String pointer) {
        List<String> segments = new ArrayList<>();
        int start = 1;
        while (start <= pointer.length() && !pointer.isEmpty()) {
            int end = pointer.indexOf('/', start);
            int stop = end < 0 ? pointer.length() : end;
            segments.add(pointer.substring(start, stop).replace("~1", "/").replace("~0", "~"));
            start = stop + 1;
        }
        return segments;
    }
}
