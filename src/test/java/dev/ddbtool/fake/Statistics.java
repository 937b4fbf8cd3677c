package dev.ddbtool.fake;

import java.time.Instant;
import java.util.NavigableMap;
import java.util.TreeMap;

/** How many items a table had at any moment, so that a restore to a moment brings back those of that moment. */
final class Statistics {

    /** The number of items and their size in bytes. */
    record Size(long items, long bytes) {

        static final Size EMPTY = new Size(0, 0);
    }

    private final NavigableMap<Instant, Size> sizes = new TreeMap<>();

    void set(Size size, Instant since) {
        sizes.put(since, size);
    }

    Size at(Instant moment) {
        var entry = sizes.floorEntry(moment);
        return entry == null ? Size.EMPTY : entry.getValue();
    }
}
