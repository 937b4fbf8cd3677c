package dev.ddbtool.cli.run;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.ThrowableProxy;
import ch.qos.logback.core.LayoutBase;
import dev.ddbtool.problem.ControlCharacters;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The lines of {@code --debug}: one for each message, and those of its stack trace. Nothing in them can forge another. */
public final class DebugLayout extends LayoutBase<ILoggingEvent> {

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
            lines.addAll(StackTrace.lines(proxy.getThrowable()));
        }
        StringBuilder text = new StringBuilder();
        lines.forEach(line -> text.append(ControlCharacters.escaped(line)).append(System.lineSeparator()));
        return text.toString();
    }
}
