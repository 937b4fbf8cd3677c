package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Two live tables and the policies of their environments: the differences, and what the policies explain. */
class EnvironmentComparisonTest {

    private static final TableNames NAMES = new TableNames("app", EnvironmentsFixture.of("staging,dev"));
    private static final String ORDERS = "app-staging-orders";
    private static final SseDescription OWNED = SseDescription.AWS_OWNED_KEY;

    /** The table of staging, and the table of the other environment. */
    private static final class Case {
        private final String name;
        private final TableFixture live = TableFixture.live();
        private final TableFixture other =
                TableFixture.live().name("app-orders").tags("Environment=production");
        private Policy policy = Policy.STANDARD;
        private Policy otherPolicy = Policy.AS_EXPORTED;
        private List<String> differences = List.of();
        private List<String> explained = List.of();

        Case(String name) {
            this.name = name;
        }

        Case staging(Consumer<TableFixture> change) {
            change.accept(live);
            return this;
        }

        Case other(Consumer<TableFixture> change) {
            change.accept(other);
            return this;
        }

        Case policies(Policy staging, Policy others) {
            policy = staging;
            otherPolicy = others;
            return this;
        }

        Case differs(String... words) {
            differences = List.of(words);
            return this;
        }

        Case explains(String... words) {
            explained = List.of(words);
            return this;
        }

        TablePlan plan() {
            return new EnvironmentComparison(NAMES, new Environment("staging"), policy, otherPolicy)
                    .plan(Map.of("orders", other.table()), Map.of(ORDERS, live.table()))
                    .tables()
                    .get(0);
        }

        @Override
        public String toString() {
            return name;
        }
    }

    private static Case when(String name) {
        return new Case(name);
    }

    static Stream<Case> cases() {
        return Stream.of(
                when("equal tables"),
                when("equal tables, both unlike the policy of staging")
                        .staging(t -> t.provisioned(5, 5))
                        .other(t -> t.provisioned(5, 5)),
                when("every setting of production is unlike the policy of staging")
                        .other(t -> t.provisioned(5, 5).encryption(OWNED).recoveryOff())
                        .explains("billingMode", "encryption", "pointInTimeRecovery"),
                when("staging was changed by hand")
                        .staging(t -> t.provisioned(5, 5).encryption(OWNED).recoveryOff())
                        .differs("billingMode manual", "encryption reconcile", "pointInTimeRecovery reconcile"),
                when("the same tables, seen from production")
                        .policies(Policy.AS_EXPORTED, Policy.STANDARD)
                        .staging(t -> t.provisioned(5, 5).encryption(OWNED).recoveryOff())
                        .explains("billingMode", "encryption", "pointInTimeRecovery"),
                when("seen from production, the other was changed by hand")
                        .policies(Policy.AS_EXPORTED, Policy.STANDARD)
                        .other(t -> t.provisioned(5, 5))
                        .differs("billingMode manual"),
                when("two environments as exported")
                        .policies(Policy.AS_EXPORTED, Policy.AS_EXPORTED)
                        .other(t -> t.provisioned(5, 5))
                        .differs("billingMode manual"),
                when("two policies that fix different values")
                        .policies(Policy.STANDARD, Policy.EPHEMERAL)
                        .other(t -> t.encryption(OWNED).recoveryOff())
                        .explains("encryption", "pointInTimeRecovery"),
                when("two policies that fix different values, and one table was changed by hand")
                        .policies(Policy.STANDARD, Policy.EPHEMERAL)
                        .differs()
                        .other(t -> t.recovery(7).encryption(OWNED))
                        .explains("encryption")
                        .differs("pointInTimeRecovery manual"),
                when("one policy for both, and the other table was changed by hand")
                        .policies(Policy.STANDARD, Policy.STANDARD)
                        .other(t -> t.provisioned(5, 5))
                        .differs("billingMode manual"),
                when("fewer days than production has")
                        .staging(t -> t.recovery(7))
                        .differs("pointInTimeRecovery reconcile"),
                when("deletion protection, which the standard policy does not fix")
                        .other(t -> t.deletionProtection(true))
                        .differs("deletionProtection reconcile"),
                when("deletion protection, which an option fixes")
                        .policies(Policy.STANDARD.with(policy -> policy.deletionProtection = false), Policy.AS_EXPORTED)
                        .other(t -> t.deletionProtection(true))
                        .explains("deletionProtection"),
                when("other settings are never explained")
                        .other(t -> t.stream("NEW_IMAGE").ttl("expiresAt"))
                        .differs("stream reconcile", "timeToLive reconcile"),
                when("settings that an emulator does not report")
                        .staging(t -> t.encryption(OWNED).recoveryOff())
                        .other(t -> t.encryption(null).backups(null)),
                when("tags that only the policy of the other environment sets")
                        .policies(
                                Policy.STANDARD,
                                Policy.STANDARD.with(policy -> policy.tags = List.of(TableFixture.tag("cost=7"))))
                        .other(t -> t.tags("Environment=dev", "cost=7", "team=us"))
                        .differs("tag team reconcile"),
                when("tags that the policy sets")
                        .policies(
                                Policy.STANDARD.with(policy -> policy.tags = List.of(TableFixture.tag("cost=7"))),
                                Policy.AS_EXPORTED)
                        .differs("tag cost reconcile"));
    }

    @ParameterizedTest
    @MethodSource("cases")
    void differences_that_the_policies_explain_are_notes(Case row) {
        TablePlan plan = row.plan();

        assertThat(PlanText.differences(plan.differences())).containsExactlyElementsOf(row.differences);
        assertThat(plan.overrides())
                .extracting(override -> override.setting().word())
                .containsExactlyElementsOf(row.explained);
    }

    @Test
    void an_explained_difference_has_both_live_values() {
        TablePlan plan = when("recovery").other(t -> t.recoveryOff()).plan();

        assertThat(plan.overrides())
                .containsExactly(new PolicyOverride(
                        Setting.POINT_IN_TIME_RECOVERY,
                        ContinuousBackups.recoveryOff(),
                        ContinuousBackups.recoveryOn(35)));
    }

    @Test
    void tables_of_one_environment_only_are_missing_or_extra() {
        LiveTable other = TableFixture.live().name("app-orders").table();
        LiveTable bills = TableFixture.live().name("app-staging-bills").table();

        List<TablePlan> plans = new EnvironmentComparison(
                        NAMES, new Environment("staging"), Policy.STANDARD, Policy.AS_EXPORTED)
                .plan(Map.of("orders", other), Map.of("app-staging-bills", bills))
                .tables();

        assertThat(plans).extracting(TablePlan::table).containsExactly("orders", "bills");
        assertThat(plans.get(0).missing()).isTrue();
        assertThat(PlanText.differences(plans.get(1).differences())).containsExactly("table extra");
    }
}
