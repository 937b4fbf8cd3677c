package dev.ddbtool.schema;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class ControlCharactersTest {

    @Test
    void replaces_what_a_regular_expression_calls_a_control_character() {
        String all = IntStream.rangeClosed(0, 0x2fff)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();

        assertThat(ControlCharacters.replaced(all, '?')).isEqualTo(all.replaceAll("\\p{Cntrl}", "?"));
    }

    @Test
    void leaves_a_plain_name_as_it_is() {
        String name = "companies-€-🙂";

        assertThat(ControlCharacters.replaced(name, '?')).isSameAs(name);
    }
}
