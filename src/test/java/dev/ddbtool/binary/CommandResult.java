package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.HttpCliRunner;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** The result of a command. */
record CommandResult(int exitCode, String out, String err) {

    private static final JsonMapper JSON = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private static final String CARRY_ON = "continue with: ";

    /** The result of a command that ran in this process. */
    static CommandResult of(HttpCliRunner.Result ended) {
        return new CommandResult(ended.exitCode(), ended.out(), ended.err());
    }

    /** Checks output that is not a terminal: no control characters, no stack trace, no class names. */
    void checkOutputRules() {
        assertThat(out + err)
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]")
                .doesNotContainPattern("\\bat [a-z.]+[A-Za-z.$]*\\(")
                .doesNotContain("software.amazon.awssdk", "dev.ddbtool.", "java.lang.", "java.util.", "java.net.")
                .doesNotContain(BinaryRunner.SECRET, BinaryRunner.TOKEN);
    }

    /** Standard output, which must be exactly one JSON document. */
    JsonNode json() {
        try {
            return JSON.readTree(out);
        } catch (JsonProcessingException e) {
            throw new AssertionError("not exactly one JSON document: " + out + err, e);
        }
    }

    /** The outcome of every table of the report, by logical name. */
    Map<String, String> outcomes() {
        Map<String, String> outcomes = new TreeMap<>();
        json().at("/tables")
                .forEach(table -> outcomes.put(
                        table.at("/table").asText(), table.at("/outcome").asText()));
        return outcomes;
    }

    /** The command that continues the run. There must be exactly one. */
    String carryOn() {
        List<String> commands = err.lines()
                .filter(line -> line.startsWith(CARRY_ON))
                .map(line -> line.substring(CARRY_ON.length()))
                .toList();
        assertThat(commands).as("commands that continue, in: %s", err).hasSize(1);
        return commands.get(0);
    }
}
