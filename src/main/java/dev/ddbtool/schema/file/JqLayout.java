package dev.ddbtool.schema.file;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.SerializableString;
import com.fasterxml.jackson.core.io.CharacterEscapes;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import com.fasterxml.jackson.core.util.DefaultIndenter;
import com.fasterxml.jackson.core.util.DefaultPrettyPrinter;
import com.fasterxml.jackson.core.util.Separators;
import org.jspecify.annotations.Nullable;

/** JSON as {@code jq .} prints it. */
final class JqLayout {

    private JqLayout() {}

    /** Writes characters as jq does. */
    static JsonFactory factory() {
        return new JsonFactoryBuilder()
                .configure(JsonWriteFeature.WRITE_HEX_UPPER_CASE, false)
                .characterEscapes(new Escapes())
                .build();
    }

    /** Lays out lines as jq does. Each text requires its own printer. */
    static DefaultPrettyPrinter printer() {
        DefaultIndenter indenter = new DefaultIndenter("  ", "\n");
        Separators separators = Separators.createDefaultInstance()
                .withObjectFieldValueSpacing(Separators.Spacing.AFTER)
                .withObjectEmptySeparator("")
                .withArrayEmptySeparator("");
        DefaultPrettyPrinter printer = new DefaultPrettyPrinter(separators);
        printer.indentObjectsWith(indenter);
        printer.indentArraysWith(indenter);
        return printer;
    }

    /** JSON's own escapes, and DEL, which jq escapes too. */
    private static final class Escapes extends CharacterEscapes {

        private static final long serialVersionUID = 1L;
        private static final int DEL = 0x7F;

        private final int[] escapes = CharacterEscapes.standardAsciiEscapesForJSON();

        private Escapes() {
            escapes[DEL] = ESCAPE_STANDARD;
        }

        @Override
        public int[] getEscapeCodesForAscii() {
            return escapes.clone();
        }

        @Override
        public @Nullable SerializableString getEscapeSequence(int character) {
            return null;
        }
    }
}
