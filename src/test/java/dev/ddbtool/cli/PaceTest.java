package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Measures how close commands come to the speed that the service allows, in virtual time. */
class PaceTest {

    private static final Storm TWENTY_MILLISECONDS =
            Storm.calm().withLatency(Duration.ofMillis(15), Duration.ofMillis(25));

    private static final String ON_DEMAND = ", \"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @ParameterizedTest
    @ValueSource(strings = {"export", "diff"})
    void tables_are_read_while_others_are_still_being_listed(String command) {
        for (int i = 0; i < 101; i++) { // one more than a page
            cli.fake().seed(ExampleTables.createTable("companies", "construction-expenses-table-%03d".formatted(i)));
        }
        ExampleFiles.write(folder, "table-000", ON_DEMAND, "");
        cli.fake().storm(TWENTY_MILLISECONDS).forgetCalls();

        cli.run(command, "--schemas", folder.toString());

        List<String> operations = cli.fake().operations();
        assertThat(operations).filteredOn("ListTables"::equals).hasSize(2);
        assertThat(operations.indexOf("DescribeTable")).isBetween(1, operations.lastIndexOf("ListTables"));
    }

    /** Four pages of tables, with enough and too little time. */
    @ParameterizedTest
    @CsvSource({"30m, 0, 310", "20s, 6, 200"})
    void an_export_is_close_to_the_documented_rates_and_rarely_throttled(String timeout, int exitCode, int written)
            throws IOException {
        for (int i = 0; i < 310; i++) {
            cli.fake().seed(ExampleTables.createTable("companies", "construction-expenses-table-%03d".formatted(i)));
        }
        cli.fake().limit(Limits.likeAws()).storm(TWENTY_MILLISECONDS).forgetCalls();
        Instant start = cli.time().instant();

        CliRunner.Result ended =
                cli.run("export", "--schemas", folder.toString(), "--timeout", timeout, "--output", "json");

        assertThat(ended.exitCode()).as(ended.err()).isEqualTo(exitCode);
        assertThat(Duration.between(start, cli.time().instant()))
                .as("both kinds of calls with a rate of ten a second take %d s", written / 10)
                .isLessThan(Duration.ofMillis(written * 110L));
        assertThat(cli.fake().calls().stream().filter(call -> call.outcome().equals("ThrottlingException")))
                .hasSizeLessThan(cli.fake().calls().size() / 100);
        List<String> outcomes = new ObjectMapper().readTree(ended.out()).findValuesAsText("outcome");
        assertThat(outcomes).containsOnly("written").hasSize(written);
        try (Stream<Path> files = Files.list(folder)) {
            assertThat(files.filter(file -> file.toString().endsWith(".json"))).hasSize(written);
        }
    }

    @Test
    void create_is_close_to_the_ideal_time_if_few_tables_can_be_created_concurrently() {
        int tables = 100;
        for (int i = 0; i < tables; i++) {
            ExampleFiles.write(folder, "table-%03d".formatted(i), ON_DEMAND, "");
        }
        cli.fake()
                .behave(Behaviour.polite().with(Phase.CREATING, Duration.ofSeconds(20)))
                .limit(Limits.likeAws().withUnderWay(50, 50))
                .storm(TWENTY_MILLISECONDS)
                .forgetCalls();
        Instant start = cli.time().instant();

        CliRunner.Result ended = cli.run("create", "-e", "staging", "--schemas", folder.toString());

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        Duration ideal = Duration.ofSeconds(20).multipliedBy(tables / 50);
        assertThat(Duration.between(start, cli.time().instant()))
                .as("with every setting created and read back")
                .isLessThan(ideal.multipliedBy(125).dividedBy(100));
        assertThat(cli.fake().calls().stream().filter(call -> call.outcome().equals("LimitExceededException")))
                .as("refused because of too many concurrent changes")
                .hasSizeLessThan(tables);
    }
}
