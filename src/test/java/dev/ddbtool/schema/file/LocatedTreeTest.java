package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_16;
import static java.nio.charset.StandardCharsets.UTF_16LE;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.ddbtool.problem.LineProblem;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class LocatedTreeTest {

    private static final String THREE_TAGS = """
            {
              "Tags": [
                {"Key": "a"},
                {"Key": "aws:b"},
                {"Key": "c"}
              ]
            }
            """;

    @Test
    void knows_the_line_of_every_member_and_element() throws SyntaxException {
        LocatedTree tree = parse("""
                {
                  "Table": {
                    "a/b": 1, "": 0,
                    "c~d":
                      [
                        2,
                        3
                      ]
                  }
                }
                """);

        assertThat(tree.line("")).isEqualTo(1);
        assertThat(tree.line("/Table")).isEqualTo(2);
        assertThat(tree.line("/Table/a~1b")).isEqualTo(3);
        assertThat(tree.line("/Table/")).isEqualTo(3);
        assertThat(tree.line("/Table/c~0d")).isEqualTo(4);
        assertThat(tree.line("/Table/c~0d/0")).isEqualTo(6);
        assertThat(tree.line("/Table/c~0d/1")).isEqualTo(7);
    }

    @Test
    void gives_a_missing_member_the_line_of_its_parent() throws SyntaxException {
        LocatedTree tree = parse("{\n\"Table\": {\n\"a\": 1}}");

        assertThat(tree.line("/Table/b/c")).isEqualTo(2);
        assertThat(tree.line("/Tags/0")).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "\r\n"})
    void counts_both_kinds_of_line_endings(String lineEnd) throws SyntaxException {
        LocatedTree tree = parse("{ \"a\": 1,\n\n \"b\": 2 }".replace("\n", lineEnd));

        assertThat(tree.line("/b")).isEqualTo(3);
    }

    @Test
    void ignores_a_byte_order_mark() throws SyntaxException {
        assertThat(parse("\uFEFF{\"a\": \"é\"}").root().get("a").textValue()).isEqualTo("é");
    }

    @Test
    void finds_a_duplicate_member_with_both_lines() throws SyntaxException {
        LocatedTree tree = parse("{\"Table\": {\n\"TableName\": \"x\",\n\n\"TableName\": \"y\"}}");

        assertThat(tree.duplicates())
                .containsExactly(new LineProblem(
                        4, "/Table/TableName", "duplicate member 'TableName' on lines 2 and 4: remove one"));
    }

    @Test
    void keeps_the_lines_of_remaining_members() throws SyntaxException {
        LocatedTree tree = parse(THREE_TAGS);

        tree.remove("/Tags/1");
        tree.remove("/Nothing");

        assertThat(tree.root().get("Tags")).hasSize(2);
        assertThat(tree.line("/Tags/1/Key")).isEqualTo(5);
        assertThat(tree.line("/Tags/2")).isEqualTo(2);
        assertThat(tree.inFile("/Tags/1/Key")).isEqualTo("/Tags/2/Key");
        assertThat(tree.inFile("/Tags/1/New/0")).isEqualTo("/Tags/2/New/0");
    }

    @Test
    void removes_a_member_with_its_children() throws SyntaxException {
        LocatedTree tree = parse("{\"Table\": {\n\"A\": [1],\n\"B\": 2}}");

        tree.remove("/Table/A");

        assertThat(tree.root()).hasToString("{\"Table\":{\"B\":2}}");
        assertThat(tree.line("/Table/B")).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{¶'a': 1}            | 2: expected a member name in double quotes, found ''': check for an extra comma before it",
                "{¶\"a\": 1,¶}        | 3: expected a member name in double quotes, found '}': check for an extra comma before it",
                "{¶\"a\": 1¶\"b\": 2} | 3: missing ',' before '\"'",
                "[1 2]                | 1: missing ',' before '2'",
                "{\"a\" 1}            | 1: missing ':' before '1', between a member name and its value",
                "{¶\"a\":¶}           | 3: expected a value, found '}': use a string in double quotes, a number, true, false, a list or an object",
                "[1,]                 | 1: expected a value, found ']': use a string in double quotes, a number, true, false, a list or an object",
                "{\"a\": True}        | 1: 'True' is not a JSON value: use a string in double quotes, a number, true or false",
                "{\"a\": NaN}         | 1: unknown JSON value: use a string, a number, true or false",
                "{\"a\": \"x¶\"}      | 1: a string contains a line break or control character: close it with '\"', or write \\n",
                "{\"a\": \"\\q\"}     | 1: a string contains a '\\' that starts no known escape: use '\\\\' for a backslash",
                "{\"a\": 01}          | 1: a number must not begin with 0: remove the leading zeros",
                "{\"a\": -}           | 1: incomplete number: write it like 5 or -5",
                "{\"a\": [1}          | 1: '}' does not match the opening bracket",
                "}                    | 1: unexpected '}' without an opening bracket: remove it",
                "{¶\"a\": [1,¶        | 3: unexpected end of file: the '[' on line 2 is not closed",
                "{¶\"a\": {¶          | 3: unexpected end of file: the '{' on line 2 is not closed",
                "\"a                  | 1: unexpected end of file",
                "{¶// x¶}             | 2: JSON has no comments: remove it",
                "{}¶{}                | 2: unexpected text after the JSON object: keep one JSON object per file",
                "{}¶]                 | 2: unexpected text after the JSON object: keep one JSON object per file",
            })
    void explains_invalid_json_with_its_line(String text, String problem) {
        assertThat(problemOf(text.replace('¶', '\n').getBytes(UTF_8))).isEqualTo(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " \n\t\r\n ", "\uFEFF"})
    void reports_an_empty_file(String text) {
        assertThat(problemOf(text.getBytes(UTF_8)))
                .isEqualTo("1: the file is empty: it must contain one JSON object with a 'Table' member");
    }

    @Test
    void reports_other_encodings_than_utf_8() {
        assertThat(problemOf("{\n\"a\": \"é\"}".getBytes(ISO_8859_1)))
                .isEqualTo("2: byte 0xE9 is not UTF-8: save the file as UTF-8");
        assertThat(problemOf("{}".getBytes(UTF_16))).isEqualTo("1: the file is in UTF-16: save it as UTF-8");
        assertThat(problemOf("{}".getBytes(UTF_16LE))).isEqualTo("1: the file is in UTF-16: save it as UTF-8");
        assertThat(problemOf(bytes(0xFF, 0xFE))).isEqualTo("1: the file is in UTF-16: save it as UTF-8");
        assertThat(problemOf(bytes(0xFF, 'a'))).isEqualTo("1: byte 0xFF is not UTF-8: save the file as UTF-8");
        assertThat(problemOf(bytes(0xFE, 'a'))).isEqualTo("1: byte 0xFE is not UTF-8: save the file as UTF-8");
        assertThat(problemOf(bytes('{', '\n', 0xC3))).isEqualTo("2: byte 0xC3 is not UTF-8: save the file as UTF-8");
    }

    @Test
    void refuses_endless_nesting_and_numbers() {
        String refusal = "1: not a table description: nested deeper than 64 levels, "
                + "or with an extremely long number or string";

        assertThat(problemOf("[".repeat(100_000).getBytes(UTF_8))).isEqualTo(refusal);
        assertThat(problemOf("1".repeat(100_000).getBytes(UTF_8))).isEqualTo(refusal);
    }

    private static byte[] bytes(int... values) {
        byte[] bytes = new byte[values.length];
        for (int i = 0; i < values.length; i++) {
            bytes[i] = (byte) values[i];
        }
        return bytes;
    }

    private static LocatedTree parse(String text) throws SyntaxException {
        return LocatedTree.parse(text.getBytes(UTF_8));
    }

    private static String problemOf(byte[] content) {
        String[] problem = new String[1];
        assertThatExceptionOfType(SyntaxException.class)
                .isThrownBy(() -> LocatedTree.parse(content))
                .satisfies(e -> problem[0] = e.line() + ": " + e.plainMessage());
        return problem[0];
    }
}
