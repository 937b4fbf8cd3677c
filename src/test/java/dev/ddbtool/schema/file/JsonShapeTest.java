package dev.ddbtool.schema.file;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.entry;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.ddbtool.schema.file.JsonShape.Member;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class JsonShapeTest {

    private record Owner(String name) {}

    private record Everything(
            String tableName,
            @JsonProperty("TTL") @Nullable String timeToLive,
            boolean on,
            @Nullable Boolean protectedOrNot,
            long size,
            @Nullable Long maximum,
            @Nullable Integer days,
            List<Owner> keySchema,
            List<String> tags,
            Owner owner) {}

    @Test
    void lists_the_members_of_a_record_in_order() {
        JsonShape.Type text = new JsonShape.Text();
        JsonShape.Type owner = new JsonShape.ObjectOf(new JsonShape(Map.of("Name", new Member(text, true))));

        assertThat(JsonShape.of(Everything.class).members())
                .containsExactly(
                        entry("TableName", new Member(text, true)),
                        entry("TTL", new Member(text, false)),
                        entry("On", new Member(new JsonShape.Truth(), true)),
                        entry("ProtectedOrNot", new Member(new JsonShape.Truth(), false)),
                        entry("Size", new Member(new JsonShape.Whole(Long.MAX_VALUE), true)),
                        entry("Maximum", new Member(new JsonShape.Whole(Long.MAX_VALUE), false)),
                        entry("Days", new Member(new JsonShape.Whole(Integer.MAX_VALUE), false)),
                        entry("KeySchema", new Member(new JsonShape.ListOf(owner), true)),
                        entry("Tags", new Member(new JsonShape.ListOf(text), false)),
                        entry("Owner", new Member(owner, true)));
    }
}
