package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.TableSchema;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;

@Isolated // one test changes the locale of the process
class TableSummaryTest {

    private static final String EXAMPLE = """
            Table                 Items    MB  Indexes  Billing mode     TTL attribute
            companies                16  0.01        1  PAY_PER_REQUEST  -
            company-contractors      32  0.01        0  PAY_PER_REQUEST  -
            company-expenses         27  0.28        2  PAY_PER_REQUEST  -
            company-projects         41  0.01        0  PAY_PER_REQUEST  -
            company-users            15  0.00        2  PAY_PER_REQUEST  -
            company-works            14  0.00        0  PAY_PER_REQUEST  -
            invitations              16  0.01        1  PAY_PER_REQUEST  -
            paddle-customers          0  0.00        2  PAY_PER_REQUEST  -
            paddle-payments          41  0.01        1  PAY_PER_REQUEST  -
            paddle-subscriptions     13  0.00        2  PAY_PER_REQUEST  -
            paddle-webhook-dlq        0  0.00        1  PAY_PER_REQUEST  ttl
            paddle-webhooks         147  0.39        1  PAY_PER_REQUEST  -
            pending-payments          0  0.00        0  PAY_PER_REQUEST  expiresAt

            Total: 13 tables, 362 items, 0.72 MB (758,076 bytes), 13 global indexes
            Indexes: 4 tables without an index, 5 with one, 4 with two
            """;

    @Test
    void shows_the_figures_of_each_table_and_the_totals() {
        assertThat(TableSummary.of(ExampleSchemas.all())).isEqualTo(EXAMPLE);
    }

    @Test
    void is_independent_of_order_and_locale() {
        List<TableSchema> reversed = new ArrayList<>(ExampleSchemas.all());
        Collections.reverse(reversed);
        Locale before = Locale.getDefault();
        try {
            Locale.setDefault(Locale.GERMANY);
            assertThat(TableSummary.of(reversed)).isEqualTo(EXAMPLE);
        } finally {
            Locale.setDefault(before);
        }
    }

    @Test
    void shows_unknown_values_as_unknown() {
        TableSchema unknown =
                new TableSchema(ExampleSchemas.companies().withoutStatistics().table(), null, null, null);

        assertThat(TableSummary.of(List.of(unknown))).isEqualTo("""
                        Table        Items       MB  Indexes  Billing mode     TTL attribute
                        companies  unknown  unknown        1  PAY_PER_REQUEST  unknown

                        Total: 1 table, 0 items, 0.00 MB (0 bytes), 1 global index; not counting 1 table with unknown figures
                        Indexes: 1 table with one index
                        """);
    }

    @Test
    void groups_and_rounds_numbers() {
        TableSchema big = ExampleSchemas.withItems(ExampleSchemas.companies(), 12_345_678);

        assertThat(TableSummary.of(List.of(big)))
                .contains("companies  12,345,678  1,177.38  ", "12,345,678 items, 1,177.38 MB (1,234,567,800 bytes)");
    }

    @Test
    void writes_numbers_like_a_java_format() {
        Random random = new Random(6);
        LongStream.concat(
                        LongStream.of(0, 1, 5_242, 5_243, 999, 1_000, 1_043_333, 1_043_334, 1_048_575, -1_234_567),
                        random.longs(1_000).map(number -> number >> (16 + random.nextInt(47))))
                .forEach(number -> {
                    assertThat(TableSummary.counted(number)).isEqualTo(String.format(Locale.ROOT, "%,d", number));
                    BigDecimal megabytes = new BigDecimal(number).divide(new BigDecimal(1_048_576));
                    assertThat(TableSummary.megabytes(number))
                            .isEqualTo(String.format(Locale.ROOT, "%,.2f", megabytes));
                });
    }

    @Test
    void counts_indexes_of_every_kind() {
        String file = """
                {"Table": {"AttributeDefinitions": [], "TableName": "odd", "KeySchema": [], "ItemCount": 5,
                  "LocalSecondaryIndexes": [{"IndexName": "near", "Projection": {"ProjectionType": "ALL"}, "KeySchema": []},
                    {"IndexName": "far", "Projection": {"ProjectionType": "ALL"}, "KeySchema": []}],
                  "VectorIndexes": [{"IndexName": "vec"}]}}
                """;
        String indexes = String.join(",", Collections.nCopies(11, "{\"IndexName\": \"vec\"}"));
        String many = file.replaceAll("(?s)\"LocalS.*", "\"VectorIndexes\": [" + indexes + "]}}");

        assertThat(TableSummary.of(List.of(SchemaReader.read("odd.json", file.getBytes(UTF_8)))))
                .endsWith("""
                        Total: 1 table, 5 items, 0.00 MB (0 bytes), 0 global indexes, 2 local indexes, 1 vector index; not counting 1 table with unknown figures
                        Indexes: 1 table with three indexes
                        """);
        assertThat(TableSummary.of(List.of(SchemaReader.read("odd.json", many.getBytes(UTF_8)))))
                .endsWith("1 table with 11 indexes\n");
    }

    @Test
    void summarises_an_empty_folder() {
        assertThat(TableSummary.of(List.of())).isEqualTo("""
                        Table  Items  MB  Indexes  Billing mode  TTL attribute

                        Total: 0 tables, 0 items, 0.00 MB (0 bytes), 0 global indexes
                        Indexes: no tables
                        """);
    }
}
