package dev.ddbtool.cli;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.encoder.PatternLayoutEncoder;
import ch.qos.logback.classic.spi.Configurator;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.spi.ContextAwareBase;
import org.slf4j.LoggerFactory;

/** Logging in code: nothing without {@code --debug}, and then on stderr; no XML is looked for. */
public final class Logging extends ContextAwareBase implements Configurator {

    /** What logs requests with their signatures and tokens: silent whatever is asked for. */
    private static final String[] SECRETIVE = {
        "software.amazon.awssdk.auth",
        "software.amazon.awssdk.http.auth",
        "software.amazon.awssdk.request",
        "software.amazon.awssdk.thirdparty",
        "sun.net.www"
    };

    static void configure(boolean debug) {
        Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.setLevel(debug ? Level.DEBUG : Level.OFF);
        for (String name : SECRETIVE) {
            ((Logger) LoggerFactory.getLogger(name)).setLevel(debug ? Level.INFO : Level.OFF);
        }
    }

    @Override
    public ExecutionStatus configure(LoggerContext context) {
        PatternLayoutEncoder encoder = new PatternLayoutEncoder();
        encoder.setContext(context);
        encoder.setPattern("%d{HH:mm:ss.SSS} %-5level %logger{20} %msg%n%ex");
        encoder.start();
        ConsoleAppender<ILoggingEvent> appender = new ConsoleAppender<>();
        appender.setContext(context);
        appender.setTarget("System.err");
        appender.setEncoder(encoder);
        appender.start();
        Logger root = context.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        root.addAppender(appender);
        root.setLevel(Level.OFF);
        return ExecutionStatus.DO_NOT_INVOKE_NEXT_IF_ANY;
    }
}
