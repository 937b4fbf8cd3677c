package dev.ddbtool.schema;

import java.util.Locale;

/** A value of the user's own, as a message shows it: in single quotes, on one line, and not endless. */
final class Quoted {

    private static final int MOST_CHARACTERS = 80;

    private Quoted() {}

    static String of(String value) {
        StringBuilder text = new StringBuilder("'");
        int shown = 0;
        for (int i = 0; i < value.length() && shown < MOST_CHARACTERS; shown++) {
            int character = value.codePointAt(i);
            i += Character.charCount(character);
            if (Character.isISOControl(character) || Character.getType(character) == Character.SURROGATE) {
                text.append(String.format(Locale.ROOT, "\\u%04x", character));
            } else {
                text.appendCodePoint(character);
            }
        }
        boolean whole = shown == value.codePointCount(0, value.length());
        return text.append(whole ? "'" : "…'").toString();
    }
}
