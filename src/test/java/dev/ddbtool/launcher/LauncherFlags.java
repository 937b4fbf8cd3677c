package dev.ddbtool.launcher;

import java.util.List;

/** The Java options of the launcher, in order. {@link LauncherIT} checks them; the benchmark uses them too. */
public final class LauncherFlags {

    /** The options without those of the user. */
    public static final List<String> USUAL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn32m", "-XX:-UsePerfData", "-Xlog:disable");

    private LauncherFlags() {}
}
