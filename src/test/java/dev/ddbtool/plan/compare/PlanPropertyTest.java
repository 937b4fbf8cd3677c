package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** For random tables and policies, carrying out the steps leads to what the comparison expects. */
class PlanPropertyTest {

    private static final int TRIES = 3000;
    private static final TableNames NAMES = new TableNames("app", EnvironmentsFixture.of("staging"));
    private static final Environment STAGING = new Environment("staging");
    private static final Set<Remedy> EVERY_STEP = EnumSet.of(Remedy.CREATE, Remedy.RECONCILE, Remedy.ADD_GSI);

    @Test
    void finds_no_differences_after_a_planned_create() {
        int made = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            RandomTables tables = new RandomTables(seed);
            TableSchema schema = tables.change(TableFixture.file(), false).schema();
            Planner planner = new Planner(NAMES, STAGING, tables.policy(), Set.of());
            TablePlan plan = planner.plan(List.of(schema), Map.of()).tables().get(0);
            if (!plan.blockers().isEmpty()) {
                continue;
            }
            made++;

            LiveTable live = StepSimulator.all(plan);

            assertThat(planner.compare(plan, live)).as("seed %d, as new", seed).isEmpty();
            TablePlan again = planner.plan(List.of(schema), Map.of(live.name(), live))
                    .tables()
                    .get(0);
            assertThat(again.differences()).as("seed %d, as existing", seed).isEmpty();
            assertThat(again.steps()).as("seed %d", seed).isEmpty();
        }
        assertThat(made).isGreaterThan(TRIES / 2);
    }

    @Test
    void leaves_only_manual_differences_after_a_planned_reconcile() {
        int changed = 0;
        for (int seed = 0; seed < TRIES; seed++) {
            RandomTables tables = new RandomTables(seed);
            TableSchema schema = tables.change(TableFixture.file(), false).schema();
            LiveTable before = tables.change(TableFixture.live(), seed % 4 != 0).table();
            Planner planner = new Planner(NAMES, STAGING, tables.policy(), Set.of());
            TablePlan plan = planner.plan(List.of(schema), Map.of(before.name(), before))
                    .tables()
                    .get(0);
            if (!plan.blockers().isEmpty()) {
                continue;
            }
            changed += plan.steps().isEmpty() ? 0 : 1;

            LiveTable after = StepSimulator.all(plan);
            TablePlan again = planner.plan(List.of(schema), Map.of(after.name(), after))
                    .tables()
                    .get(0);

            assertThat(again.differences()).as("seed %d", seed).isEqualTo(plan.remaining(EVERY_STEP));
            assertThat(again.steps()).as("seed %d", seed).isEmpty();
            assertThat(definedIn(after.schema().table()))
                    .as("seed %d: exactly the attributes of keys are defined", seed)
                    .isEqualTo(usedIn(after.schema().table()));
        }
        assertThat(changed).isGreaterThan(TRIES / 4);
    }

    @Test
    void finds_no_differences_after_an_export() {
        for (int seed = 0; seed < TRIES; seed++) {
            LiveTable live =
                    new RandomTables(seed).change(TableFixture.live(), true).table();

            TableSchema exported = live.schema().withName("orders");

            Plan plan = new Planner(NAMES, STAGING, Policy.AS_EXPORTED, Set.of())
                    .plan(List.of(exported), Map.of(live.name(), live));

            assertThat(plan.tables().get(0).differences()).as("seed %d", seed).isEmpty();
            assertThat(plan.tables().get(0).overrides()).as("seed %d", seed).isEmpty();
        }
    }

    private static Set<String> definedIn(Table table) {
        Set<String> names = new HashSet<>();
        table.attributeDefinitions().stream()
                .map(AttributeDefinition::attributeName)
                .forEach(name -> assertThat(names.add(name)).isTrue());
        return names;
    }

    private static Set<String> usedIn(Table table) {
        Set<String> names = new HashSet<>();
        table.keySchema().forEach(key -> names.add(key.attributeName()));
        table.localSecondaryIndexes()
                .forEach(index -> index.keySchema().forEach(key -> names.add(key.attributeName())));
        table.globalSecondaryIndexes()
                .forEach(index -> index.keySchema().forEach(key -> names.add(key.attributeName())));
        table.vectorIndexes().forEach(index -> index.searchSchema().forEach(key -> names.add(key.attributeName())));
        return names;
    }
}
