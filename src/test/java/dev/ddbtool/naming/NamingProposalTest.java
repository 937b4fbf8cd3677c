package dev.ddbtool.naming;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.naming.TableNames.TableName;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The proposals for the table names of an account. */
class NamingProposalTest {

    private static final long SEED = 20_120_810;
    private static final int ROUNDS = 500;

    /** The proposal on one line: prefix, environments with template and number of tables, the number of other tables. */
    private static String shown(NamingProposal proposal) {
        return proposal.prefix() + ": "
                + proposal.environments().all().stream()
                        .map(each -> each.name() + " " + each.template().text() + " "
                                + proposal.tables()
                                        .getOrDefault(each.name(), List.of())
                                        .size())
                        .collect(Collectors.joining(", "))
                + "; " + proposal.others().size();
    }

    private static List<String> names(String names) {
        return Arrays.asList(names.split(" "));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
            # the word after the prefix
            shop_prod_orders shop_prod_users shop_dev_orders shop_dev_users | shop: prod {prefix}_{environment}_{table} 2, dev {prefix}_{environment}_{table} 2; 0
            shop-prod-orders shop-staging-orders shop-dev-orders  | shop: prod {prefix}-{environment}-{table} 1, dev {prefix}-{environment}-{table} 1, staging {prefix}-{environment}-{table} 1; 0
            shop.prd.orders shop.prd.users shop.qa.orders         | shop: prd {prefix}.{environment}.{table} 2, qa {prefix}.{environment}.{table} 1; 0
            shop_prod_orders shop_prod_users                      | shop: prod {prefix}_{environment}_{table} 2; 0
            shop_prod_orders                                      | shop: prod {prefix}_{environment}_{table} 1; 0
            shop.prod_orders shop.dev_orders                      | shop: prod {prefix}.{environment}_{table} 1, dev {prefix}.{environment}_{table} 1; 0
            # production without a word
            shop-orders shop-users shop-staging-orders shop-dev-orders | shop: production {prefix}-{table} 2, dev {prefix}-{environment}-{table} 1, staging {prefix}-{environment}-{table} 1; 0
            shop-orders shop-staging-audit                        | shop: production {prefix}-{table} 1, staging {prefix}-{environment}-{table} 1; 0
            # the word in front
            prod-orders prod-users dev-orders dev-users           | '': prod {environment}-{table} 2, dev {environment}-{table} 2; 0
            orders users dev-orders                               | '': production {table} 2, dev {environment}-{table} 1; 0
            # the word at the end
            orders-prod orders-dev                                | '': prod {table}-{environment} 1, dev {table}-{environment} 1; 0
            orders-prod users-prod orders-dev users-dev locks     | '': prod {table}-{environment} 2, dev {table}-{environment} 2; 1
            orders users orders-dev users-dev                     | '': production {table} 2, dev {table}-{environment} 2; 0
            shop_orders_live shop_users_live shop_orders_test shop_users_test | shop: live {prefix}_{table}_{environment} 2, test {prefix}_{table}_{environment} 2; 0
            # no word
            orders payments                                       | '': production {table} 2; 0
            orders                                                | '': production {table} 1; 0
            shop-orders shop-payments                             | shop: production {prefix}-{table} 2; 0
            order-items order-lines payments users                | '': production {table} 4; 0
            companies company-users company-works invitations paddle-customers paddle-webhooks | '': production {table} 6; 0
            ShopOrders ShopUsers                                  | '': production {table} 2; 0
            # pull requests
            shop-orders shop-users shop-pr-12-orders shop-pr-13-orders | shop: production {prefix}-{table} 2, pr-* {prefix}-{environment}-{table} 2; 0
            shop_prod_orders shop_pr_12_orders                    | shop: prod {prefix}_{environment}_{table} 1, pr_* {prefix}_{environment}_{table} 1; 0
            orders-prod orders-pr-7                               | '': prod {table}-{environment} 1, pr-* {table}-{environment} 1; 0
            shop-prod-orders shop-pr7-orders                      | shop: prod {prefix}-{environment}-{table} 1, pr7 {prefix}-{environment}-{table} 1; 0
            # unusual words, found by repetition
            shop-orders shop-users shop-blue-orders shop-blue-users | shop: production {prefix}-{table} 2, blue {prefix}-{environment}-{table} 2; 0
            shop_prod_orders shop_prod_users shop_blue_orders shop_blue_users | shop: prod {prefix}_{environment}_{table} 2, blue {prefix}_{environment}_{table} 2; 0
            orders-prod users-prod orders-blue users-blue         | '': prod {table}-{environment} 2, blue {table}-{environment} 2; 0
            orders users blue-orders blue-users                   | '': production {table} 2, blue {environment}-{table} 2; 0
            # words of the application
            shop-orders shop-users shop-test-results              | shop: production {prefix}-{table} 3; 0
            orders payments users dev-notes                       | '': production {table} 4; 0
            orders order-dev-notes order-items users              | '': production {table} 4; 0
            # without production
            shop-dev-orders shop-dev-users shop-staging-orders    | shop: dev {prefix}-{environment}-{table} 2, staging {prefix}-{environment}-{table} 1; 0
            shop-PROD-orders shop-DEV-orders                      | shop: PROD {prefix}-{environment}-{table} 1, DEV {prefix}-{environment}-{table} 1; 0
            shop-prod-orders shop-Prod-orders shop-prod-users     | shop: prod {prefix}-{environment}-{table} 2; 1
            # other applications
            shop_prod_orders shop_prod_users shop_dev_orders crm_prod_leads crm_dev_leads locks | shop: prod {prefix}_{environment}_{table} 2, dev {prefix}_{environment}_{table} 1; 3
            shop-a shop-b shop-c crm-a crm-b                      | shop: production {prefix}-{table} 3; 2
            """)
    void proposes_prefix_templates_and_environments(String live, String expected) {
        assertThat(shown(NamingProposal.of(names(live), null, List.of())))
                .isEqualTo(expected.startsWith("'") ? expected.substring(2) : expected);
    }

    @ParameterizedTest(name = "{0} --prefix {1} --environments {2}")
    @CsvSource(delimiter = '|', textBlock = """
            shop-a shop-b shop-c crm-a crm-b              | crm |          | crm: production {prefix}-{table} 2; 3
            shop_prod_a shop_dev_a crm_prod_b crm_dev_b   | crm_ |         | crm: prod {prefix}_{environment}_{table} 1, dev {prefix}_{environment}_{table} 1; 2
            shop-orders shop-users                        | ''  |          | '': production {table} 2; 0
            shop-a shop-blue-b                            |     | blue     | shop: production {prefix}-{table} 1, blue {prefix}-{environment}-{table} 1; 0
            shop-a shop-staging-b                         |     | prod,staging | shop: prod {prefix}-{table} 1, staging {prefix}-{environment}-{table} 1; 0
            orders-blue orders-green                      |     | blue,green | '': blue {table}-{environment} 1, green {table}-{environment} 1; 0
            shop-a shop-feature-x-a                       |     | feature-* | shop: production {prefix}-{table} 1, feature-* {prefix}-{environment}-{table} 1; 0
            ''                                            | shop | dev     | shop: production {prefix}-{table} 0, dev {prefix}-{environment}-{table} 0; 0
            ''                                            | shop |         | shop: production {prefix}-{table} 0; 0
            shop-orders-prod shop-orders-dev              | shop |         | shop: prod {prefix}-{table}-{environment} 1, dev {prefix}-{table}-{environment} 1; 0
            """)
    void the_prefix_and_the_environments_can_be_given(
            String live, String prefix, String environments, String expected) {
        List<String> given = environments == null ? List.of() : Arrays.asList(environments.split(","));
        List<String> names = live.isEmpty() ? List.of() : names(live);

        assertThat(shown(NamingProposal.of(names, prefix, given)))
                .isEqualTo(expected.startsWith("'") ? expected.substring(2) : expected);
    }

    @Test
    void refuses_a_prefix_and_environments_that_cannot_be_used() {
        List<String> live = names("shop-orders");

        assertThatThrownBy(() -> NamingProposal.of(live, "a b", List.of())).isInstanceOf(NamingException.class);
        assertThatThrownBy(() -> NamingProposal.of(live, null, List.of("dev", "DEV")))
                .isInstanceOf(NamingException.class);
    }

    @Test
    void ignores_names_that_dynamodb_does_not_allow() {
        NamingProposal proposal = NamingProposal.of(List.of("shop-a", "shop-b", "shop-\n[x]", ""), null, List.of());

        assertThat(proposal.others()).containsExactly("", "shop-\n[x]");
    }

    /** Whatever the names are, the proposal can be loaded, and each table belongs where it says. */
    @ParameterizedTest
    @ValueSource(strings = {"prod dev test pr pr-1 pr-2 7 shop orders audit", "a b - prod dev _ live"})
    void each_table_of_a_proposal_resolves_to_its_environment(String words) {
        Random random = new Random(SEED);
        int assigned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> live = new ArrayList<>();
            int tables = random.nextInt(8);
            for (int i = 0; i < tables; i++) {
                live.add(randomName(random, names(words)));
            }
            NamingProposal proposal = NamingProposal.of(live, null, List.of());
            assertThat(proposal.environments().all().get(0).name())
                    .as("%s", live)
                    .isEqualTo(proposal.environments().defaultName());
            assigned += check(proposal, live);
        }
        assertThat(assigned).isGreaterThan(ROUNDS);
    }

    private static int check(NamingProposal proposal, List<String> live) {
        TableNames names = new TableNames(proposal.prefix(), proposal.environments());
        List<String> all = new ArrayList<>(proposal.others());
        proposal.tables()
                .forEach((environment, tables) -> tables.forEach(physical -> {
                    TableName name = names.resolve(physical).orElseThrow();
                    assertThat(proposal.environments()
                                    .declaration(name.environment().name())
                                    .name())
                            .as("%s of %s", physical, live)
                            .isEqualTo(environment);
                    assertThat(names.physical(name.environment(), name.table())).isEqualTo(physical);
                    all.add(physical);
                }));
        assertThat(all)
                .containsExactlyInAnyOrderElementsOf(live.stream().distinct().toList());
        return proposal.assigned();
    }

    private static String randomName(Random random, List<String> words) {
        return Stream.generate(() -> words.get(random.nextInt(words.size())))
                .limit(1 + random.nextInt(4))
                .collect(Collectors.joining(random.nextInt(4) == 0 ? "_" : "-"));
    }

    /** Names that were made by a scheme belong to the environments that they were made for. */
    @Test
    void finds_the_scheme_that_made_the_names() {
        Random random = new Random(SEED);
        List<String> tables = names("orders customers payments audit-log order_items");
        for (int round = 0; round < ROUNDS; round++) {
            String separator = random.nextBoolean() ? "-" : random.nextBoolean() ? "_" : ".";
            String start = random.nextBoolean() ? "" : "my.shop" + separator;
            boolean atEnd = random.nextBoolean();
            List<String> environments = names(random.nextBoolean() ? "prod staging dev" : "live qa pr-1 pr-2");
            Map<String, List<String>> expected = new TreeMap<>();
            environments.forEach(environment -> expected.put(
                    environment,
                    tables.stream()
                            .map(table ->
                                    start + (atEnd ? table + separator + environment : environment + separator + table))
                            .toList()));

            List<String> live = expected.values().stream().flatMap(List::stream).toList();
            NamingProposal proposal = NamingProposal.of(live, null, List.of());

            assertThat(proposal.others()).isEmpty();
            TableNames names = new TableNames(proposal.prefix(), proposal.environments());
            expected.forEach((environment, all) -> all.forEach(physical -> assertThat(names.resolve(physical))
                    .as("%s: %s", physical, shown(proposal))
                    .map(name -> name.environment().name() + " " + tables.contains(name.table()))
                    .contains(environment + " true")));
        }
    }
}
