package dev.ddbtool.report;

import dev.ddbtool.problem.ControlCharacters;

/** Text from outside ddbtool as code, in which GitHub interprets nothing: no markup, no mention, no link. */
final class MarkdownText {

    private MarkdownText() {}

    /** A code span. It can stand in a cell of a table. */
    static String code(String text) {
        String shown = ControlCharacters.escaped(text);
        boolean plain = !shown.isBlank()
                && shown.equals(shown.strip())
                && shown.chars().noneMatch(each -> each == '`' || each == '|');
        return plain ? "`" + shown + "`" : html(shown);
    }

    /**
     * An HTML element, for places where Markdown has no code spans. Character references never start a construct
     * (CommonMark, "Entity and numeric character references").
     */
    static String html(String text) {
        StringBuilder html = new StringBuilder("<code>");
        ControlCharacters.escaped(text).codePoints().forEach(each -> {
            if (each > 0x7f || each == ' ' || each == '-' || Character.isLetterOrDigit(each)) {
                html.appendCodePoint(each);
            } else {
                html.append("&#").append(each).append(';');
            }
        });
        return html.append("</code>").toString();
    }
}
