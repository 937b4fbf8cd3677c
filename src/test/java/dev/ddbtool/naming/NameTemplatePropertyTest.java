package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.TableNames.TableName;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Properties of random sets of environments that load, with templates of all forms, patterns and places. */
class NameTemplatePropertyTest {

    private static final int SETS = 400;
    private static final long SEED = 20_261_126;
    private static final List<String> NAMES = List.of("production", "prod", "dev", "dev-eu", "a", "pr-*", "*-a", "x.*");
    private static final List<String> TEMPLATES = List.of(
            "{prefix}-{table}",
            "{prefix}-{environment}-{table}",
            "{prefix}_{environment}_{table}",
            "{table}-{environment}",
            "{prefix}.{table}.{environment}",
            "{environment}-{table}",
            "{table}",
            "{table}-a",
            "a-{table}");
    private static final List<String> PREFIXES = List.of("", "a", "a-b", "dev");
    private static final List<String> TABLES =
            List.of("abc", "a-a", "dev-abc", "abc-dev", "pr-1-abc", "abc-pr-1", "a", "a_dev_abc", "0-a", "abc.dev");

    private final Random random = new Random(SEED);

    /** The names of one set, for one environment. */
    private record View(Environment environment, TableNames names) {}

    @Test
    void each_accepted_name_resolves_to_its_environment_and_table() {
        int resolved = 0;
        for (List<View> set : someSets()) {
            for (View view : set) {
                for (String table : TABLES) {
                    if (view.names.problem(table).isEmpty()) {
                        String physical = view.names.physical(view.environment, table);
                        assertThat(view.names.resolve(physical))
                                .as("%s of %s", physical, view.environment)
                                .contains(new TableName(view.environment, table));
                        assertThat(physical).startsWith(view.names.listPrefix(view.environment));
                        resolved++;
                    }
                }
            }
        }
        assertThat(resolved).isGreaterThan(SETS);
    }

    @Test
    void no_name_belongs_to_two_environments_of_one_account_and_region() {
        int shared = 0;
        for (List<View> set : someSets()) {
            Map<String, Environment> owners = new HashMap<>();
            for (View view : set) {
                for (String table : TABLES) {
                    if (view.names.problem(table).isEmpty()) {
                        String where =
                                view.environment.place().account() + "/" + view.names.physical(view.environment, table);
                        Environment other = owners.put(where, view.environment);
                        assertThat(other).as(where).isIn(null, view.environment);
                        shared++;
                    }
                }
            }
        }
        assertThat(shared).isGreaterThan(SETS);
    }

    /** A tie is refused with a name that both environments could have. */
    @Test
    void the_example_of_an_ambiguity_has_both_forms() {
        int ambiguous = 0;
        for (int i = 0; i < SETS; i++) {
            NameForm one = someForm();
            NameForm other = someForm();
            Optional<String> example = SharedName.of(one, other);
            example.ifPresent(name -> assertThat(List.of(one, other))
                    .allSatisfy(form -> assertThat(form.match(name)).isPresent()));
            ambiguous += example.isPresent() ? 1 : 0;
            if (example.isEmpty()) {
                for (String table : TABLES) {
                    assertThat(other.match(one.name(table).replace("*", "0"))
                                    .filter(match -> !match.table().isEmpty()))
                            .as("%s and %s", one, other)
                            .isEmpty();
                }
            }
        }
        assertThat(ambiguous).isBetween(SETS / 20, SETS);
    }

    private NameForm someForm() {
        return new NameTemplate(any(TEMPLATES)).form(any(PREFIXES), any(NAMES));
    }

    private List<List<View>> someSets() {
        List<List<View>> sets = new ArrayList<>();
        while (sets.size() < SETS) {
            try {
                List<Environment> declared = new ArrayList<>();
                for (int i = 0; i < 3; i++) {
                    Place place = random.nextInt(3) == 0
                            ? new Place(any(List.of("111122223333", "444455556666")), null, null)
                            : Place.UNDECLARED;
                    declared.add(new Environment(any(NAMES), new NameTemplate(any(TEMPLATES)), place));
                }
                sets.add(views(any(PREFIXES), Environments.declared("production", declared)));
            } catch (NamingException refused) {
                // Many sets are ambiguous, as expected: try another.
            }
        }
        return sets;
    }

    private static List<View> views(String prefix, Environments environments) {
        List<View> views = new ArrayList<>();
        for (Environment each : environments.all()) {
            Environment concrete = environments.named(each.name().replace("*", "1"));
            views.add(new View(concrete, new TableNames(prefix, environments, concrete)));
        }
        return views;
    }

    private <T> T any(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }
}
