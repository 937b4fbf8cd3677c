package dev.ddbtool.launcher;

import java.util.List;

/** What the launcher starts Java with, in its order: {@link LauncherIT} holds it to this, the benchmark times others with it. */
public final class LauncherFlags {

    /** Where nobody has options of their own. */
    public static final List<String> USUAL =
            List.of("-XX:TieredStopAtLevel=1", "-XX:+UseSerialGC", "-Xmn32m", "-XX:-UsePerfData", "-Xlog:disable");

    private LauncherFlags() {}
}
