package dev.ddbtool.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class SummaryRowTest {

    /** An export keeps one row per table until its end, up to 10,000. A row must not keep a schema in memory. */
    @Test
    void keeps_only_words_and_numbers_of_a_table() {
        assertThat(Arrays.stream(SummaryRow.class.getRecordComponents()).map(RecordComponent::getType))
                .containsOnly(String.class, Long.class, int.class);
    }
}
