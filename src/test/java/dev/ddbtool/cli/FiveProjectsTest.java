package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner.Result;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.project.Project;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/**
 * Five ways to name tables, each in a folder of its own, with the project file that {@code init} writes and with one
 * written by hand: export, create another environment, compare, and change production.
 */
class FiveProjectsTest {

    private static final String STAGING_ACCOUNT = "444455556666";
    private static final Path PROJECTS = Path.of("src/test/resources/projects");

    private final CliRunner cli = CliRunner.withFake();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** A way to name tables. {@code docs/your-own-naming-scheme.md} describes them all. */
    enum Scheme {
        UNDERSCORES("shop_prod_%s", "prod", "shop_dev_%s", "dev"),
        SUFFIXES("%s-prod", "prod", "%s-dev", "dev"),
        ACCOUNTS("%s", "production", "%s", "staging"),
        HYPHENS("shop-prod-%s", "prod", "shop-staging-%s", "staging"),
        PULL_REQUESTS("construction-expenses-%s", "production", "construction-expenses-pr-7-%s", "pr-7");

        final String productionName;
        final String production;
        final String otherName;
        final String other;

        Scheme(String productionName, String production, String otherName, String other) {
            this.productionName = productionName;
            this.production = production;
            this.otherName = otherName;
            this.other = other;
        }

        String byHand() {
            return ExampleFiles.text(
                    PROJECTS.resolve(name().toLowerCase(Locale.ROOT).replace('_', '-') + ".toml"));
        }
    }

    @BeforeEach
    void work_in_a_folder_without_a_project_file() {
        cli.in(folder);
    }

    /** The account of the other environment. */
    private FakeControlPlane other(Scheme scheme) {
        return scheme == Scheme.ACCOUNTS ? cli.account("staging", STAGING_ACCOUNT) : cli.fake();
    }

    /** All tables of production, and one of another environment, in the same account or not. */
    private void live(Scheme scheme) {
        for (String table : ExampleTables.names()) {
            cli.fake()
                    .seed(ExampleTables.createTable(table, scheme.productionName.formatted(table)))
                    .timeToLive(table.equals("pending-payments") ? "expiresAt" : null)
                    .recovery(35)
                    .tags(Map.of("Environment", scheme.production));
        }
        String existing = scheme.otherName.replace("pr-7", "pr-12").formatted("invitations");
        other(scheme).seed(ExampleTables.createTable("invitations", existing));
        cli.fake().forgetCalls();
    }

    private Result succeeds(String... words) {
        Result ended = cli.run(words);
        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        return ended;
    }

    @ParameterizedTest
    @EnumSource
    void by_init(Scheme scheme) {
        live(scheme);
        succeeds("init");
        if (scheme == Scheme.ACCOUNTS) { // the second account was not read: its environment is an example
            ExampleFiles.replaceIn(
                    folder.resolve(Project.FILE),
                    file -> file.substring(0, file.indexOf("# [environments."))
                            + file.substring(file.indexOf("# [environments.")).replaceAll("(?m)^# ", ""));
        }

        check(scheme);
    }

    @ParameterizedTest
    @EnumSource
    void by_hand(Scheme scheme) {
        live(scheme);
        ExampleFiles.text(folder.resolve(Project.FILE), scheme.byHand());

        check(scheme);
    }

    private void check(Scheme scheme) {
        succeeds("export");
        assertThat(ExampleFiles.contents(folder.resolve("schemas")).keySet().stream()
                        .filter(name -> name.endsWith(".json"))
                        .map(name -> name.replace(".json", "")))
                .containsExactlyInAnyOrderElementsOf(ExampleTables.names());
        assertThat(succeeds("diff").out()).endsWith("13 in sync\n");

        cli.fake().forgetCalls();
        succeeds("create", "--reconcile", "-e", scheme.other);
        assertThat(other(scheme).tables())
                .containsAll(ExampleTables.names().stream()
                        .map(scheme.otherName::formatted)
                        .toList());
        assertThat(cli.fake().mutations().isEmpty()).isEqualTo(scheme == Scheme.ACCOUNTS);
        assertThat(succeeds("diff", "-e", scheme.other).out()).endsWith("13 in sync\n");
        assertThat(succeeds("diff").out()).endsWith("13 in sync\n");
        assertThat(succeeds("diff", "-e", scheme.other, "--against", scheme.production)
                        .out())
                .endsWith("13 in sync\n");
        assertThat(succeeds("diff", "--against", scheme.other).out()).endsWith("13 in sync\n");
        assertThat(succeeds("export", "--quiet").out()).endsWith("13 unchanged\n");

        changesOfProductionRequireConfirmation(scheme);
    }

    private void changesOfProductionRequireConfirmation(Scheme scheme) {
        cli.fake().edit(scheme.productionName.formatted("pending-payments")).timeToLive(null);
        cli.fake().edit(scheme.productionName.formatted("companies")).remove();
        cli.fake().forgetCalls();

        Result asked = cli.run("create", "--reconcile");

        assertThat(asked.exitCode()).as(asked.screen()).isEqualTo(5);
        assertThat(asked.err())
                .contains("changes in " + scheme.production + " require confirmation")
                .contains("1 table will be created EMPTY in " + scheme.production + ": companies");
        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(cli.run("diff").exitCode()).isEqualTo(1);

        succeeds("create", "--reconcile", "--yes");
        assertThat(succeeds("diff").out()).endsWith("13 in sync\n");
    }

    /** {@code create} adds the tag to the tables of another environment. */
    @Test
    void production_requires_no_environment_tag() {
        cli.fake().seed(ExampleTables.createTable("companies", "shop_prod_companies"));
        ExampleFiles.text(folder.resolve(Project.FILE), Scheme.UNDERSCORES.byHand());
        succeeds("export");
        succeeds("create", "-e", "dev");

        assertThat(succeeds("diff", "--against", "dev").out()).endsWith("1 in sync\n");
        assertThat(succeeds("diff", "-e", "dev", "--against", "prod").out()).endsWith("1 in sync\n");

        cli.fake().edit("shop_prod_companies").tags(Map.of("Environment", "production"));
        assertThat(cli.run("diff", "--against", "dev").exitCode()).isEqualTo(1);
        cli.fake().edit("shop_prod_companies").tags(Map.of("Environment", "prod"));
        cli.fake().edit("shop_dev_companies").tags(Map.of());
        assertThat(cli.run("diff", "-e", "dev", "--against", "prod").exitCode()).isEqualTo(1);
    }

    @Test
    void another_account_is_refused_before_waiting_for_its_tables() {
        cli.fake().seed(ExampleTables.createTable("companies", "companies")); // looks new and incomplete
        ExampleFiles.text(folder.resolve(Project.FILE), Scheme.ACCOUNTS.byHand());
        succeeds("export");

        Result refused = cli.run("create", "-e", "staging", "--profile", "other");

        assertThat(refused.exitCode()).isEqualTo(5);
        assertThat(refused.err()).contains("wrong AWS account").doesNotContain("waiting");
    }

    @Test
    void an_environment_with_an_account_refuses_any_other_account() {
        live(Scheme.ACCOUNTS);
        ExampleFiles.text(folder.resolve(Project.FILE), Scheme.ACCOUNTS.byHand());
        succeeds("export");
        Path schemas = folder.resolve("schemas");
        Map<String, String> before = ExampleFiles.contents(schemas);

        for (String line : new String[] {
            "create -e staging --profile other",
            "diff --profile staging",
            "export --profile staging",
            "diff -e staging --against production --profile staging"
        }) {
            Result refused = cli.run(line.split(" ", -1));

            assertThat(refused.exitCode()).as(line + refused.screen()).isEqualTo(5);
            assertThat(refused.err()).contains("wrong AWS account: expected '");
        }

        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(ExampleFiles.contents(schemas)).isEqualTo(before);
        assertThat(new TreeSet<>(other(Scheme.ACCOUNTS).tables())).containsExactly("invitations");
    }
}
