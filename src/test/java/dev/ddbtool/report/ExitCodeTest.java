package dev.ddbtool.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @Test
    void the_exit_code_with_the_highest_precedence_wins() {
        List<Integer> order = List.of(70, 129, 130, 143, 2, 3, 5, 4, 6, 1, 0);

        assertThat(Arrays.stream(ExitCode.values()).map(ExitCode::code)).containsExactlyElementsOf(order);
    }

    @ParameterizedTest
    @CsvSource({
        "OK, DIFFERENCES, DIFFERENCES",
        "DIFFERENCES, UNFINISHED, UNFINISHED",
        "UNFINISHED, FAILED, FAILED",
        "FAILED, REFUSED, REFUSED",
        "REFUSED, SCHEMA, SCHEMA",
        "SCHEMA, USAGE, USAGE",
        "USAGE, TERMINATED, TERMINATED",
        "USAGE, INTERRUPTED, INTERRUPTED",
        "INTERRUPTED, INTERNAL_ERROR, INTERNAL_ERROR",
        "OK, OK, OK"
    })
    void precedence_does_not_depend_on_the_order(ExitCode one, ExitCode other, ExitCode winner) {
        assertThat(ExitCode.first(List.of(one, other))).isEqualTo(winner);
        assertThat(ExitCode.first(List.of(other, one))).isEqualTo(winner);
    }

    @Test
    void an_empty_report_is_success() {
        assertThat(ExitCode.first(List.of())).isEqualTo(ExitCode.OK);
    }
}
