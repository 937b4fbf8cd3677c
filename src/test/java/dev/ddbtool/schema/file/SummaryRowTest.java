package dev.ddbtool.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class SummaryRowTest {

    /** An export keeps one row per table until its end, up to 10,000. A row must not keep a schema in memory. */
    @Test
    void keeps_only_words_and_numbers_of_a_table() {
        assertThat(types(SummaryRow.class)).containsOnly(String.class, Long.class, int.class, DiagramEntity.class);
        assertThat(types(DiagramEntity.Attribute.class))
                .containsOnly(String.class, DiagramEntity.Role.class, List.class);
    }

    private static Stream<Class<?>> types(Class<?> row) {
        return Arrays.stream(row.getRecordComponents()).map(RecordComponent::getType);
    }
}
