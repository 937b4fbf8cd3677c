package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Two schema files of one table, and the differences between them. */
class FolderComparisonTest {

    private static final SseDescription OWNED = SseDescription.AWS_OWNED_KEY;

    /** How the other file and the file differ from the example, and the differences. */
    private static Arguments row(Consumer<TableFixture> other, Consumer<TableFixture> own, String... differences) {
        return Arguments.of(other, own, List.of(differences));
    }

    static Stream<Arguments> changes() {
        return Stream.of(
                row(t -> {}, t -> {}),
                row(t -> t.encryption(null), t -> t.encryption(null)),
                row(t -> t.encryption(null), t -> {}, "encryption reconcile"),
                row(t -> t.encryption(null), t -> t.encryption(OWNED), "encryption manual"),
                row(t -> {}, t -> t.encryption(null), "encryption manual"),
                row(t -> {}, t -> t.encryption(OWNED), "encryption manual"),
                row(t -> t.deletionProtection(null), t -> t.deletionProtection(true), "deletionProtection reconcile"),
                row(t -> t.deletionProtection(null), t -> {}, "deletionProtection manual"),
                row(t -> t.deletionProtection(true), t -> t.deletionProtection(null), "deletionProtection manual"),
                row(t -> t.withoutBillingSummary(), t -> {}, "billingMode manual"),
                row(t -> {}, t -> t.withoutBillingSummary(), "billingMode manual"),
                row(t -> {}, t -> t.provisioned(5, 5), "billingMode manual"),
                row(t -> t.provisioned(5, 5), t -> t.provisioned(5, 5).withoutBillingSummary()),
                row(t -> t.provisioned(5, 5), t -> t.provisioned(5, 6), "provisionedThroughput manual"),
                row(t -> t.timeToLive(null), t -> t.ttl("until"), "timeToLive reconcile"),
                row(t -> t.backups(null), t -> {}, "pointInTimeRecovery reconcile"),
                row(t -> {}, t -> t.backups(null), "pointInTimeRecovery manual"),
                row(t -> t.tableClass(null), t -> {}),
                row(t -> t.stream(null), t -> {}),
                row(t -> {}, t -> t.withoutTags(), "tag manual"),
                row(t -> t.withoutTags(), t -> {}, "tag reconcile"),
                row(
                        t -> t.tags("Environment=production", "a=1", "b=1"),
                        t -> t.tags("Environment=production", "b=2"),
                        "tag b manual",
                        "tag a manual"));
    }

    @ParameterizedTest
    @MethodSource("changes")
    void compares_what_the_files_say(
            Consumer<TableFixture> otherChange, Consumer<TableFixture> ownChange, List<String> differences) {
        TableFixture other = TableFixture.file();
        TableFixture own = TableFixture.file();
        otherChange.accept(other);
        ownChange.accept(own);

        List<TablePlan> tables = plan(List.of(own.schema()), List.of(other.schema()));

        assertThat(PlanText.differences(tables.get(0).differences())).containsExactlyElementsOf(differences);
    }

    @Test
    void tables_of_one_folder_only_are_missing_or_extra() {
        List<TablePlan> tables = plan(
                List.of(TableFixture.file().name("orders").schema()),
                List.of(TableFixture.file().name("bills").schema()));

        assertThat(tables).extracting(TablePlan::table).containsExactly("orders", "bills");
        assertThat(PlanText.differences(tables.get(0).differences())).containsExactly("table create");
        assertThat(PlanText.differences(tables.get(1).differences())).containsExactly("table extra");
    }

    private static List<TablePlan> plan(List<TableSchema> own, List<TableSchema> other) {
        return new FolderComparison(new Environment("production"), EnvironmentsFixture.of("staging,dev"))
                .plan(own, other)
                .tables();
    }
}
