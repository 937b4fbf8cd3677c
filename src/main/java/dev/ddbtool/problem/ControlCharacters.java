package dev.ddbtool.problem;

import java.util.Locale;

/**
 * Makes characters visible that would change what a terminal shows: control characters (line breaks, escape sequences),
 * invisible characters, and characters that change the direction of the text. Every text from outside ddbtool passes
 * through here before it is shown.
 */
public final class ControlCharacters {

    private static final int DELETE = 0x7f;

    private ControlCharacters() {}

    /**
     * The text with each such character as a JSON escape, such as {@code \}{@code u001b}. Inside JSON the meaning of
     * the text does not change.
     */
    public static String escaped(String text) {
        StringBuilder shown = null; // null: no such character so far
        for (int i = 0; i < text.length(); ) {
            int character = text.codePointAt(i);
            int length = Character.charCount(character);
            if (isHidden(character)) {
                shown = shown == null ? new StringBuilder(text.substring(0, i)) : shown;
                for (int unit = i; unit < i + length; unit++) {
                    shown.append(String.format(Locale.ROOT, "\\u%04x", (int) text.charAt(unit)));
                }
            } else if (shown != null) {
                shown.appendCodePoint(character);
            }
            i += length;
        }
        return shown == null ? text : shown.toString();
    }

    private static boolean isHidden(int character) {
        if (character >= ' ' && character < DELETE) {
            return false;
        }
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR,
                    Character.SURROGATE -> true;
            default -> false;
        };
    }
}
