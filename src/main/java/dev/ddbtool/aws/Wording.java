package dev.ddbtool.aws;

import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was thrown, as text that a person can read: without names of classes, request ids and counts of attempts. */
final class Wording {

    private static final Pattern CLASS_NAME =
            Pattern.compile("(?:[a-z][a-z0-9]*\\.){2,}[A-Z][A-Za-z0-9$]*(?:Exception|Error|Failure)?:? ?");

    private static final Pattern EXCEPTION_NAME = Pattern.compile("\\b[A-Z][A-Za-z0-9]*(?:Exception|Error): ");

    private static final Pattern REQUEST_DETAILS = Pattern.compile(" ?\\((?:SDK Attempt Count|Service): [^()]*\\)");

    private static final String REQUEST = "Unable to execute HTTP request: ";

    private Wording() {}

    /** A text of the service or the SDK without what only a programmer understands. */
    static String plain(String text) {
        String plain = REQUEST_DETAILS.matcher(text).replaceAll("");
        plain = CLASS_NAME.matcher(plain).replaceAll("");
        plain = EXCEPTION_NAME.matcher(plain).replaceAll("");
        plain = plain.strip();
        plain = plain.endsWith(": null") ? plain.substring(0, plain.length() - ": null".length()) : plain;
        plain = plain.startsWith(REQUEST) ? plain.substring(REQUEST.length()) : plain;
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** The outermost and the innermost message; the latter is usually the one that says something. */
    static String of(Throwable thrown) {
        String outer = message(thrown);
        Throwable innermost = thrown;
        while (innermost.getCause() != null) {
            innermost = innermost.getCause();
        }
        String inner = message(innermost);
        if (outer.isEmpty()) {
            return inner.isEmpty() ? "for a reason that is not given" : inner;
        }
        if (!inner.isEmpty() && (outer.contains("See cause") || inner.contains(outer))) {
            return inner;
        }
        return inner.isEmpty() || outer.contains(inner) ? outer : outer + " (" + inner + ")";
    }

    private static String message(Throwable thrown) {
        if (thrown instanceof NoSuchFileException missing) {
            return "there is no file '" + missing.getFile() + "'";
        }
        if (thrown instanceof UnknownHostException unknown) {
            return "there is no host '" + unknown.getMessage() + "'";
        }
        @Nullable String message = thrown.getMessage();
        return message == null ? "" : plain(message);
    }
}
