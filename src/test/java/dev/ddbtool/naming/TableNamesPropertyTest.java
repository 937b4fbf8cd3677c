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

/** Properties of all names. The names are short and use few characters, so that most of them are similar. */
class TableNamesPropertyTest {

    private static final String CHARACTERS = "ab-._";
    private static final int ROUNDS = 3_000;
    private static final long SEED = 20_120_810;

    private final Random random = new Random(SEED);

    @Test
    void resolves_each_physical_name_to_its_environment_and_table() {
        int resolved = 0;
        for (TableNames names : someNames()) {
            for (String table : someTables()) {
                if (names.problem(table).isEmpty()) {
                    for (Environment environment : names.environments().all()) {
                        String physical = names.physical(environment, table);
                        assertThat(names.resolve(physical)).as(physical).contains(new TableName(environment, table));
                        assertThat(physical).startsWith(names.listPrefix(environment));
                        assertThat(names.skipReason(environment, physical)).isEmpty();
                        resolved++;
                    }
                }
            }
        }
        assertThat(resolved).isGreaterThan(ROUNDS);
    }

    @Test
    void gives_each_table_its_own_physical_name() {
        int distinct = 0;
        for (TableNames names : someNames()) {
            Map<String, TableName> byPhysical = new HashMap<>();
            for (String table : someTables()) {
                if (names.problem(table).isEmpty()) {
                    for (Environment environment : names.environments().all()) {
                        TableName name = new TableName(environment, table);
                        TableName other = byPhysical.put(names.physical(environment, table), name);
                        assertThat(other).isIn(null, name);
                    }
                }
            }
            distinct += byPhysical.size();
        }
        assertThat(distinct).isGreaterThan(ROUNDS);
    }

    @Test
    void resolves_live_names_correctly_or_not_at_all() {
        int resolved = 0;
        int skipReason = 0;
        for (TableNames names : someNames()) {
            for (String rest : someTables()) {
                String live = (random.nextBoolean() ? names.listPrefix(Environment.PRODUCTION) : "") + rest;
                Optional<TableName> name = names.resolve(live);
                if (name.isPresent()) {
                    TableName found = name.get();
                    assertThat(names.physical(found.environment(), found.table()))
                            .isEqualTo(live);
                    resolved++;
                }
                long explained = names.environments().all().stream()
                        .filter(each -> names.skipReason(each, live).isPresent())
                        .count();
                boolean ours = live.startsWith(names.listPrefix(Environment.PRODUCTION));
                assertThat(explained).as(live).isEqualTo(ours && name.isEmpty() ? 1 : 0);
                skipReason += (int) explained;
            }
        }
        assertThat(resolved).isGreaterThan(ROUNDS);
        assertThat(skipReason).isGreaterThan(ROUNDS / 10);
    }

    private List<TableNames> someNames() {
        List<TableNames> some = new ArrayList<>();
        while (some.size() < ROUNDS / 10) {
            try {
                Environments environments = EnvironmentsFixture.of(String.join(",", word(4), word(4), word(3)));
                some.add(new TableNames(word(4), environments));
            } catch (NamingException refused) {
                // Most sets of such names are refused, as expected: try another.
            }
        }
        return some;
    }

    private List<String> someTables() {
        List<String> some = new ArrayList<>();
        for (int i = 0; i < 40; i++) {
            some.add(word(7));
        }
        return some;
    }

    private String word(int maxLength) {
        StringBuilder word = new StringBuilder();
        int length = random.nextInt(maxLength + 1);
        for (int i = 0; i < length; i++) {
            word.append(CHARACTERS.charAt(random.nextInt(CHARACTERS.length())));
        }
        return word.toString();
    }
}
