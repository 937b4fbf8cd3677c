package dev.ddbtool.problem;

/** Formats a user's value for a message: in single quotes, on one line, at most 80 characters. */
public final class Quoted {

    private static final int MOST_CHARACTERS = 80;

    private Quoted() {}

    public static String of(String value) {
        boolean whole = value.codePointCount(0, value.length()) <= MOST_CHARACTERS;
        String shown = whole ? value : value.substring(0, value.offsetByCodePoints(0, MOST_CHARACTERS)) + "…";
        return "'" + ControlCharacters.escaped(shown) + "'";
    }
}
