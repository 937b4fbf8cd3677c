package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import picocli.CommandLine;
import picocli.CommandLine.Model.OptionSpec;

/** A repeated option is an error: no input is ever discarded silently. */
class RepeatedOptionTest {

    static Stream<Arguments> everyOptionThatHoldsOneValue() {
        CliRunner cli = CliRunner.withFake();
        CommandLine line = Ddbtool.commandLine(cli.app());
        return line.getSubcommands().entrySet().stream()
                .flatMap(command -> command.getValue().getCommandSpec().options().stream()
                        .filter(option -> !option.isMultiValue())
                        .filter(option -> !option.usageHelp() && !option.versionHelp())
                        .map(option -> Arguments.of(command.getKey(), option)));
    }

    @ParameterizedTest
    @MethodSource("everyOptionThatHoldsOneValue")
    void is_refused_before_any_call(String command, OptionSpec option) {
        CliRunner cli = CliRunner.withFake();
        List<String> arguments = new ArrayList<>(List.of(command));
        for (int i = 0; i < 2; i++) {
            arguments.add(option.longestName());
            if (option.arity().max() > 0) {
                arguments.add(value(option));
            }
        }

        CliRunner.Result ended = cli.run(arguments.toArray(String[]::new));

        assertThat(ended.err()).contains(option.longestName()).contains("only once");
        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(cli.fake().calls()).isEmpty();
    }

    static Stream<Arguments> everyFlag() {
        return everyOptionThatHoldsOneValue()
                .filter(row -> ((OptionSpec) row.get()[1]).arity().max() == 0);
    }

    /** A flag with a value, as picocli accepts it. */
    @ParameterizedTest
    @MethodSource("everyFlag")
    void a_flag_accepts_false_but_no_other_value(String command, OptionSpec option) {
        CliRunner cli = CliRunner.withFake();

        CliRunner.Result off = cli.run(command, option.longestName() + "=false", "--no-such-option");
        CliRunner.Result other = cli.run(command, option.longestName() + "=no");

        assertThat(off.err()).contains("--no-such-option").doesNotContain(option.longestName());
        String name = option.longestName();
        assertThat(other.err()).contains("unexpected value 'no' for " + name, "use " + name + " without a value");
        assertThat(other.exitCode()).isEqualTo(2);
    }

    private static String value(OptionSpec option) {
        return switch (option.longestName()) {
            case "--output" -> "json";
            case "--timeout" -> "5m";
            case "--to" -> "terraform";
            case "--endpoint-kind", "--rate-limits" -> "auto";
            default -> "5";
        };
    }
}
