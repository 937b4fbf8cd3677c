package dev.ddbtool.problem;

/** A value of the user's own, as a message shows it: in single quotes, on one line, and not endless. */
public final class Quoted {

    private static final int MOST_CHARACTERS = 80;

    private Quoted() {}

    public static String of(String value) {
        boolean whole = value.codePointCount(0, value.length()) <= MOST_CHARACTERS;
        String shown = whole ? value : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
        return "'" + ControlCharacters.escaped(shown) + "'";
    }
}
