package dev.ddbtool.binary;

import java.nio.file.Path;

/** A cache folder with the launcher's own archive of the program's classes: two hundred runs of it are to come. Made once. */
final class ArchiveFile {

    /** What the tests name as {@code XDG_CACHE_HOME}; never that of whoever runs the build. */
    static final Path CACHE = made();

    private ArchiveFile() {}

    private static Path made() {
        Path cache = Path.of("target", "binary-cache").toAbsolutePath();
        Ended ended = Binary.withCache(cache.resolveSibling("no-home"), cache)
                .with("DDBTOOL_CLASS_ARCHIVE", "now")
                .run("--version");
        if (ended.exitCode() != 0) {
            throw new AssertionError(ended.err());
        }
        return cache;
    }
}
