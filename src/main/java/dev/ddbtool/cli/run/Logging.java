package dev.ddbtool.cli.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** Logging in code: nothing without {@code --debug}, when Logback is not even loaded, and then on stderr. */
public final class Logging {

    /** What logs requests with their signatures and tokens: silent whatever is asked for. */
    private static final String[] SECRETIVE = {
        "software.amazon.awssdk.auth",
        "software.amazon.awssdk.http.auth",
        "software.amazon.awssdk.request",
        "software.amazon.awssdk.thirdparty",
        "sun.net.www"
    };

    private Logging() {}

    /** Decides it, once for the process: before there is any logger. */
    public static void configure(boolean debug) {
        if (!debug) {
            System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
            // else SLF4J tells people that it does as it is told
            System.setProperty("slf4j.internal.verbosity", "WARN");
            return;
        }
        level(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.DEBUG);
        for (String name : SECRETIVE) {
            level(name, Level.INFO);
        }
    }

    private static void level(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }
}
