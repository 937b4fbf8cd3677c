package dev.ddbtool.launcher;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** The Java options of the launcher, in order. {@link LauncherIT} checks them; the benchmark uses them too. */
public final class LauncherFlags {

    private static final Path LARGE_PAGES = Path.of("/sys/kernel/mm/transparent_hugepage/enabled");

    /** The options without those of the user. */
    public static final List<String> USUAL = Stream.of(
                    "-XX:TieredStopAtLevel=1",
                    "-XX:+UseSerialGC",
                    "-Xms64m",
                    "-Xmn32m",
                    allowsLargePages() ? "-XX:+UseTransparentHugePages" : "",
                    "-XX:-UsePerfData",
                    "-Xlog:disable")
            .filter(option -> !option.isEmpty())
            .toList();

    private LauncherFlags() {}

    private static boolean allowsLargePages() {
        try {
            return Files.isReadable(LARGE_PAGES)
                    && Files.readString(LARGE_PAGES).matches("(?s).*\\[(always|madvise)].*");
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
