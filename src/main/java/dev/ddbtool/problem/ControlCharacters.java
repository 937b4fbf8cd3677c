package dev.ddbtool.problem;

import java.util.Locale;

/**
 * Characters that change what a terminal shows instead of being shown: control characters (line breaks, escape sequences),
 * and characters that are invisible or change the direction of the text. Whatever text comes from elsewhere, this is the one
 * place that makes them visible.
 */
public final class ControlCharacters {

    private static final int DELETE = 0x7f;

    private ControlCharacters() {}

    /** The text with each of them as its JSON escape, such as {@code \}{@code u001b}; within JSON it stays the same text. */
    public static String escaped(String text) {
        StringBuilder shown = null; // most texts have none
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
