package dev.ddbtool.aws.call;

import java.net.UnknownHostException;
import java.nio.file.NoSuchFileException;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** What was thrown, as text that a person can read: without names of classes, request ids and counts of attempts. */
public final class ErrorText {

    /** The longest text that is shown. Messages of the service are shorter, even with ARNs and lists of constraints. */
    static final int LONGEST = 2_000;

    /** Never starts inside a name and never backtracks into one, so that matching takes linear time. */
    private static final Pattern CLASS_NAME =
            Pattern.compile("(?<![\\w.])(?:[a-z][a-z0-9]*+\\.){2,}+[A-Z][A-Za-z0-9$]*+(?:: ?)?");

    private static final Pattern EXCEPTION_NAME = Pattern.compile("\\b[A-Z][A-Za-z0-9]*(?:Exception|Error): ");

    private static final Pattern REQUEST_DETAILS = Pattern.compile(" ?\\((?:SDK Attempt Count|Service): [^()]*\\)");

    /** Ends the description of a profile's provider. */
    private static final String PROFILE_END = "])): ";

    private static final String REQUEST = "Unable to execute HTTP request: ";

    private ErrorText() {}

    /** A text of the service or the SDK, cut to {@link #LONGEST}, without what only a programmer understands. */
    static String plain(String text) {
        return text.length() <= LONGEST ? withoutDetails(text) : withoutDetails(text.substring(0, LONGEST)) + "…";
    }

    private static String withoutDetails(String text) {
        String plain = REQUEST_DETAILS.matcher(text).replaceAll("");
        plain = CLASS_NAME.matcher(plain).replaceAll("");
        plain = EXCEPTION_NAME.matcher(plain).replaceAll("");
        plain = plain.strip();
        plain = plain.endsWith(": null") ? plain.substring(0, plain.length() - ": null".length()) : plain;
        plain = plain.startsWith(REQUEST) ? plain.substring(REQUEST.length()) : plain;
        return plain.endsWith(".") ? plain.substring(0, plain.length() - 1) : plain;
    }

    /** The outermost and the innermost message; the latter is usually the one that says something. */
    public static String of(Throwable thrown) {
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
        return message == null ? "" : plain(ofProfile(message));
    }

    /** A chain of credential providers puts all of its failures into one text; this is the one of the profile. */
    private static String ofProfile(String message) {
        int next = message.lastIndexOf(", ContainerCredentialsProvider(): ");
        int profile = next < 0 ? -1 : message.lastIndexOf(" ProfileCredentialsProvider(", next);
        int said = profile < 0 ? -1 : message.indexOf(PROFILE_END, profile);
        return said < 0 || said + PROFILE_END.length() > next
                ? message
                : message.substring(said + PROFILE_END.length(), next);
    }
}
