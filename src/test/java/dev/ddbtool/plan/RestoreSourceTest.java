package dev.ddbtool.plan;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.DynamoDbLimits;
import dev.ddbtool.schema.Tag;
import java.time.Instant;
import org.junit.jupiter.api.Test;

class RestoreSourceTest {

    private static final Instant MOMENT = Instant.parse("2026-03-03T09:00:00Z");

    private static RestoreSource source(String table) {
        return new RestoreSource(table, "arn:aws:dynamodb:eu-west-1:111122223333:table/" + table, null, MOMENT);
    }

    @Test
    void marks_a_table_with_its_source_and_moment() {
        Tag mark = source("books").mark();

        assertThat(mark).isEqualTo(new Tag("ddbtool:restored", "books@2026-03-03T09:00:00Z"));
        assertThat(RestoreSource.isFrom(mark, "books")).isTrue();
        assertThat(RestoreSource.isFrom(mark, "old-books")).isFalse();
    }

    @Test
    void marks_a_table_with_the_longest_name() {
        String longest = "x".repeat(255);

        Tag mark = source(longest).mark();

        assertThat(mark.value()).hasSize(DynamoDbLimits.TAG_VALUE).endsWith("x@2026-03-03T09:00:00Z");
        assertThat(RestoreSource.isFrom(mark, longest)).isTrue();
        assertThat(RestoreSource.isFrom(mark, "y".repeat(255))).isFalse();
    }

    @Test
    void accepts_no_other_tag_as_a_mark() {
        assertThat(RestoreSource.isFrom(new Tag(Tag.RESTORED, "books"), "books"))
                .isFalse();
    }
}
