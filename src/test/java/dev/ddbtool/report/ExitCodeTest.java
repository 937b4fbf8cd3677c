package dev.ddbtool.report;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ExitCodeTest {

    @Test
    void of_several_that_apply_the_first_of_this_order_wins() {
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
    void one_of_two_wins_whatever_their_order(ExitCode one, ExitCode other, ExitCode winner) {
        assertThat(ExitCode.first(List.of(one, other))).isEqualTo(winner);
        assertThat(ExitCode.first(List.of(other, one))).isEqualTo(winner);
    }

    @Test
    void nothing_at_all_is_success() {
        assertThat(ExitCode.first(List.of())).isEqualTo(ExitCode.OK);
    }
}
