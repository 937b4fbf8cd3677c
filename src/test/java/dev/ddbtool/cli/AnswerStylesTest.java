package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.AnswerStyle;
import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** The thirteen tables are the same in every style of responses. */
class AnswerStylesTest {

    private static final List<String> DEV = List.of("-e", "dev");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @SuppressWarnings("NullAway.Init") // set before each test
    private RoundTrip trip;

    @BeforeEach
    void start_with_a_copy_of_the_example_schemas() {
        trip = new RoundTrip(folder);
        ExampleFiles.copyTo(folder.resolve("schemas"));
    }

    private void answers(AnswerStyle style) {
        trip.fake().style(style);
        if (style == AnswerStyle.LOCAL_STACK) {
            trip.cli().variable("AWS_ENDPOINT_URL", "http://localhost:4566");
        }
    }

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "DYNAMODB_LOCAL")
    void thirteen_created_tables_do_not_differ(AnswerStyle style) {
        answers(style);

        assertThat(trip.ok("create", DEV).out()).endsWith("13 created\n");

        CliRunner.Result diff = trip.ok("diff", DEV);
        assertThat(diff.out()).endsWith("13 in sync\n").doesNotContain("not read");
        assertThat(RoundTrip.differences(trip.ok("diff", DEV, "--output", "json")))
                .isEmpty();
        assertThat(trip.ok("create", DEV).out()).endsWith("13 in sync\n");
    }

    @ParameterizedTest
    @EnumSource(
            mode = EnumSource.Mode.EXCLUDE,
            names = {"LOCAL_STACK", "DYNAMODB_LOCAL"})
    void an_export_of_production_matches_the_committed_files(AnswerStyle style) {
        answers(style);
        ExampleTables.production(trip.fake());

        assertThat(trip.ok("export", List.of()).out()).endsWith("13 unchanged\n");
        trip.ok("export", List.of("--schemas", trip.folder("exported")));

        assertThat(ExampleFiles.contents(folder.resolve("exported")))
                .isEqualTo(ExampleFiles.contents(ExampleFiles.COMMITTED));
    }

    /** LocalStack does not store the recovery period in days. */
    @ParameterizedTest
    @EnumSource(names = "LOCAL_STACK")
    void an_export_lacks_only_what_an_emulator_does_not_support(AnswerStyle style) {
        answers(style);
        trip.ok("create", DEV);

        trip.ok("export", List.of("-e", "dev", "--schemas", trip.folder("exported")));

        for (String table : ExampleTables.names()) {
            String file = table + ".json";
            assertThat(withoutStatistics(folder.resolve("exported").resolve(file)))
                    .isEqualTo(withoutStatistics(ExampleFiles.COMMITTED.resolve(file))
                            .replaceAll(",\\s+\"RecoveryPeriodInDays\": 35", "")
                            .replace("\"production\"", "\"dev\""));
        }
        assertThat(trip.ok("diff", List.of("-e", "dev", "--schemas", trip.folder("exported")))
                        .out())
                .endsWith("13 in sync\n");
    }

    private static String withoutStatistics(Path file) {
        return ExampleFiles.text(file).replaceAll("\"(ItemCount|TableSizeBytes)\": [0-9]+", "\"$1\": 0");
    }
}
