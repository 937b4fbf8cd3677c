package dev.ddbtool.schema.file;

import dev.ddbtool.problem.ControlCharacters;
import java.util.regex.Pattern;

/** Writes any name so that every version of Mermaid can parse it in an entity diagram. */
final class MermaidText {

    /** Names of attributes can have up to 255 bytes, which no box can show. */
    private static final int MOST_CHARACTERS = 60;

    /** Mermaid takes these words, in any case, for the mark of a key, also before a hyphen (its {@code erDiagram.jison}). */
    private static final Pattern MARK = Pattern.compile("(?i)(PK|FK|UK)(-.*)?");

    private static final Pattern NOT_IN_WORDS = Pattern.compile("[^A-Za-z0-9_-]");
    private static final String PLAIN = "-_./:…";

    private MermaidText() {}

    /**
     * The name of an attribute as one word. Mermaid supports no quotes there, and older versions only ASCII. A name that
     * is not such a word is changed: its {@link #text} must be shown too.
     */
    static String word(String name) {
        String word = NOT_IN_WORDS.matcher(shortened(name, "")).replaceAll("_");
        if (MARK.matcher(word).matches()) {
            return word.substring(0, 2) + "_" + word.substring(2);
        }
        return word.isEmpty() || !(Character.isLetter(word.charAt(0)) || word.charAt(0) == '_') ? "_" + word : word;
    }

    /**
     * The name for a text in double quotes, shortened. Other characters than letters and digits are Mermaid's entity
     * codes: Mermaid looks for comments, directives and {@code direction} in quoted text too.
     */
    static String text(String name) {
        StringBuilder text = new StringBuilder();
        ControlCharacters.escaped(shortened(name, "…")).codePoints().forEach(character -> {
            if (Character.isLetterOrDigit(character) || PLAIN.indexOf(character) >= 0) {
                text.appendCodePoint(character);
            } else {
                text.append('#').append(character).append(';');
            }
        });
        return text.toString();
    }

    private static String shortened(String name, String end) {
        return name.codePointCount(0, name.length()) <= MOST_CHARACTERS
                ? name
                : name.substring(0, name.offsetByCodePoints(0, MOST_CHARACTERS)) + end;
    }
}
