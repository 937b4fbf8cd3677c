package dev.ddbtool.schema.file;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonStreamContext;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.core.io.ContentReference;
import com.fasterxml.jackson.core.io.JsonEOFException;
import dev.ddbtool.problem.Quoted;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A text is not one JSON document. Contains the line and the reason. */
public final class SyntaxException extends Exception {

    private static final long serialVersionUID = 1L;

    private static final Pattern CHARACTER = Pattern.compile("(?:\\(|marker )'(.)'(?: \\(code|: )", Pattern.DOTALL);
    private static final Pattern TOKEN = Pattern.compile("Unrecognized token '([^']*)'");

    private record Translation(String saidByParser, String plain) {}

    /** The first row whose left side is contained in the parser's message applies. */
    private static final List<Translation> TRANSLATIONS = List.of(
            new Translation("comment", "JSON has no comments: remove it"),
            new Translation(
                    "expecting double-quote to start field name",
                    "expected a member name in double quotes, found %s: check for an extra comma before it"),
            new Translation("expecting a colon", "missing ':' before %s, between a member name and its value"),
            new Translation("expecting comma to separate Object entries", "missing ',' before %s"),
            new Translation("expecting comma to separate Array entries", "missing ',' before %s"),
            new Translation("no open", "unexpected %s without an opening bracket: remove it"),
            new Translation("Unexpected close marker", "%s does not match the opening bracket"),
            new Translation("Illegal character", "unexpected control character: remove it"),
            new Translation("Expected space separating", "expected ',' or a closing bracket after the value"),
            new Translation(
                    "CTRL-CHAR",
                    "a string contains a line break or control character: close it with '\"', or write \\n"),
            new Translation(
                    "escape", "a string contains a '\\' that starts no known escape: use '\\\\' for a backslash"),
            new Translation("Leading zeroes", "a number must not begin with 0: remove the leading zeros"),
            new Translation("numeric value", "incomplete number: write it like 5 or -5"),
            new Translation("plus sign", "a number must not begin with '+': remove it"),
            new Translation("Non-standard token", "unknown JSON value: use a string, a number, true or false"),
            new Translation(
                    "expected a v",
                    "expected a value, found %s: use a string in double quotes, a number, true, false, a list or an object"));

    private final int line;

    SyntaxException(int line, String message) {
        super(message);
        this.line = line;
    }

    /** Rewords a parser error. */
    static SyntaxException of(JsonProcessingException e, JsonParser parser) {
        JsonLocation location = e.getLocation();
        int line = location == null ? parser.currentLocation().getLineNr() : location.getLineNr();
        return new SyntaxException(Math.max(1, line), message(e, parser));
    }

    private static String message(JsonProcessingException e, JsonParser parser) {
        String said = String.valueOf(e.getOriginalMessage());
        if (e instanceof JsonEOFException || said.startsWith("Unexpected end-of-input")) {
            return atEnd(parser.getParsingContext());
        }
        if (e instanceof StreamConstraintsException) {
            return "not a table description: nested deeper than %d levels, or with an extremely long number or string"
                    .formatted(parser.streamReadConstraints().getMaxNestingDepth());
        }
        Matcher token = TOKEN.matcher(said);
        if (token.find()) {
            return "%s is not a JSON value: use a string in double quotes, a number, true or false"
                    .formatted(Quoted.of(token.group(1)));
        }
        Matcher character = CHARACTER.matcher(said);
        String found = character.find() ? Quoted.of(character.group(1)) : "something else";
        for (Translation translation : TRANSLATIONS) {
            if (said.contains(translation.saidByParser())) {
                return translation.plain().formatted(found);
            }
        }
        return "invalid JSON: check quotes, commas and brackets on this line";
    }

    private static String atEnd(JsonStreamContext context) {
        if (context.inRoot()) {
            return "unexpected end of file";
        }
        int opened = context.startLocation(ContentReference.unknown()).getLineNr();
        return "unexpected end of file: the %s on line %d is not closed"
                .formatted(context.inObject() ? "'{'" : "'['", opened);
    }

    /** Counted from 1. */
    int line() {
        return line;
    }

    String plainMessage() {
        return String.valueOf(getMessage());
    }
}
