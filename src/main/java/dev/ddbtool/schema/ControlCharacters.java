package dev.ddbtool.schema;

/** Control characters of ASCII in names that people are shown: a name is one line. */
public final class ControlCharacters {

    private static final char DELETE = '\u007f';

    private ControlCharacters() {}

    /** The text with another character in place of each. */
    public static String replaced(String text, char by) {
        StringBuilder shown = null; // a regular expression takes long over thousands of names that have none
        for (int i = 0; i < text.length(); i++) {
            char character = text.charAt(i);
            if (character < ' ' || character == DELETE) {
                shown = shown == null ? new StringBuilder(text) : shown;
                shown.setCharAt(i, by);
            }
        }
        return shown == null ? text : shown.toString();
    }
}
