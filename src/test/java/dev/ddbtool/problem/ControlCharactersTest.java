package dev.ddbtool.problem;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ControlCharactersTest {

    @ParameterizedTest
    @CsvSource({
        "0x0a, \\u000a", // a line break
        "0x0d, \\u000d",
        "0x09, \\u0009",
        "0x1b, \\u001b", // the start of an escape sequence
        "0x7f, \\u007f",
        "0x9b, \\u009b", // the same in one character
        "0x85, \\u0085", // a line break of C1
        "0x2028, \\u2028",
        "0x202e, \\u202e", // from right to left
        "0x2066, \\u2066",
        "0x200b, \\u200b", // no width
        "0xfeff, \\ufeff",
        "0xad, \\u00ad",
        "0xe0041, \\udb40\\udc41", // a tag, which is invisible
        "0xd800, \\ud800" // half of a character
    })
    void shows_hidden_characters_as_escapes(String character, String escaped) {
        String text = "a" + Character.toString(Integer.decode(character)) + "b";

        assertThat(ControlCharacters.escaped(text)).isEqualTo("a" + escaped + "b");
        assertThat(ControlCharacters.escaped(escaped)).isEqualTo(escaped);
    }

    @Test
    void escapes_cursor_movements_and_invisible_characters() {
        String all = IntStream.rangeClosed(0, Character.MAX_CODE_POINT)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(ControlCharacters.escaped(all)).doesNotContainPattern("[\\p{Cc}\\p{Cf}\\p{Cs}\\p{Zl}\\p{Zp}]");
    }

    @Test
    void keeps_plain_names() {
        String name = "companies-€-🙂-\\u0041";

        assertThat(ControlCharacters.escaped(name)).isSameAs(name);
    }
}
