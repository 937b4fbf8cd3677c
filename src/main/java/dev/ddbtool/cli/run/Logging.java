package dev.ddbtool.cli.run;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.ConsoleAppender;
import ch.qos.logback.core.LayoutBase;
import ch.qos.logback.core.encoder.LayoutWrappingEncoder;
import ch.qos.logback.core.spi.ContextAwareBase;
import dev.ddbtool.problem.ControlCharacters;
import java.io.PrintWriter;
import java.io.Writer;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.slf4j.LoggerFactory;
import org.slf4j.helpers.NOP_FallbackServiceProvider;

/** Configures logging in code: with {@code --debug} to stderr, otherwise none. Without it, Logback is not loaded. */
public final class Logging {

    /** These loggers log requests with signatures and tokens, so their level is never below INFO. */
    private static final List<String> LOGGERS_WITH_SECRETS = List.of(
            "software.amazon.awssdk.auth",
            "software.amazon.awssdk.http.auth",
            "software.amazon.awssdk.request",
            "software.amazon.awssdk.thirdparty",
            "sun.net.www");

    private Logging() {}

    /** Configures logging, once per process, before any logger exists. */
    public static void configure(boolean debug) {
        if (!debug) {
            System.setProperty("slf4j.provider", NOP_FallbackServiceProvider.class.getName());
            System.setProperty("slf4j.internal.verbosity", "WARN"); // otherwise SLF4J prints that it uses the property
            return;
        }
        setLevel(org.slf4j.Logger.ROOT_LOGGER_NAME, Level.DEBUG);
        LOGGERS_WITH_SECRETS.forEach(name -> setLevel(name, Level.INFO));
    }

    private static void setLevel(String logger, Level level) {
        ((Logger) LoggerFactory.getLogger(logger)).setLevel(level);
    }

    /** A stack trace with its causes, as Java prints it, in lines. */
    static List<String> stackTrace(Throwable thrown) {
        List<String> lines = new ArrayList<>();
        thrown.printStackTrace(new PrintWriter(Writer.nullWriter()) {
            @Override
            public void println(Object line) {
                lines.add(String.valueOf(line).replaceFirst("^\t+", "    "));
            }
        });
        return lines;
    }

    /** Configures Logback in code. Logback finds this class as a service. */
    public static final class Configurator extends ContextAwareBase implements ch.qos.logback.classic.spi.Configurator {

        @Override
        public ExecutionStatus configure(LoggerContext context) {
            Layout layout = new Layout();
            layout.setContext(context);
            layout.start();
            LayoutWrappingEncoder<ILoggingEvent> encoder = new LayoutWrappingEncoder<>();
            encoder.setContext(context);
            encoder.setLayout(layout);
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

    /** Formats one line per message, and its stack trace. Control characters are escaped. */
    public static final class Layout extends LayoutBase<ILoggingEvent> {

        private static final DateTimeFormatter TIME =
                DateTimeFormatter.ofPattern("HH:mm:ss.SSS", Locale.ROOT).withZone(ZoneId.systemDefault());

        @Override
        public String doLayout(ILoggingEvent event) {
            String logger = event.getLoggerName();
            List<String> lines = new ArrayList<>();
            lines.add("%s %-5s %s %s"
                    .formatted(
                            TIME.format(event.getInstant()),
                            event.getLevel(),
                            logger.substring(logger.lastIndexOf('.') + 1),
                            event.getFormattedMessage()));
            if (event.getThrowableProxy() instanceof ThrowableProxy proxy) {
                lines.addAll(stackTrace(proxy.getThrowable()));
            }
            StringBuilder text = new StringBuilder();
            lines.forEach(line -> text.append(ControlCharacters.escaped(line)).append(System.lineSeparator()));
            return text.toString();
        }
    }
}
