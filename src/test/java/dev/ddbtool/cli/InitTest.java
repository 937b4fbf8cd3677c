package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.cli.CliRunner.Result;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.project.Project;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command that writes the project file. */
class InitTest {

    private final CliRunner cli = CliRunner.withFake();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void setUp() {
        cli.in(folder);
    }

    private void live(String... names) {
        for (String name : names) {
            cli.fake().seed(ExampleTables.createTable("companies", name));
        }
    }

    private String file() throws IOException {
        return Files.readString(folder.resolve(Project.FILE));
    }

    @Test
    void accepts_the_default_environment_in_the_letter_case_of_its_tables() throws IOException {
        live("shop-Production-orders", "shop-Production-users", "shop-Staging-orders");

        Result init = cli.run("init", "--environments", "Production,Staging");

        assertThat(init.exitCode()).as(init.screen()).isZero();
        assertThat(file())
                .contains("default-environment = \"Production\"", "[environments.Production]  # 2 tables")
                .doesNotContain("environments.production");
        assertThat(cli.run("config").out()).contains("Production");
        assertThat(cli.run("diff").err()).doesNotContain("differ only in case");
    }

    @Test
    void writes_what_it_finds_and_export_needs_no_option() throws IOException {
        live("shop_prod_orders", "shop_prod_users", "shop_dev_orders", "shop_pr-12_orders", "terraform-locks");

        Result init = cli.run("init");

        assertThat(init.exitCode()).as(init.screen()).isZero();
        assertThat(file()).isEqualTo("""
                # The project file of ddbtool: the tables of each environment. docs/naming.md describes all keys.

                # schemas = "schemas"  # folder of the schema files
                default-environment = "prod"  # used without -e

                [naming]
                prefix = "shop"

                [environments.prod]  # 2 tables, such as shop_prod_orders
                table-name = "{prefix}_{environment}_{table}"
                # profile = "NAME"
                # region = "eu-west-1"
                # account = "111122223333"  # refuse any other AWS account

                [environments.dev]  # 1 table: shop_dev_orders
                table-name = "{prefix}_{environment}_{table}"

                [environments."pr-*"]  # 1 table: shop_pr-12_orders
                table-name = "{prefix}_{environment}_{table}"
                ephemeral = true  # exists only for a short time, for example for a pull request

                # Other live tables: terraform-locks (1)
                """);
        assertThat(init.screen()).isEqualTo("""
                init: region eu-west-1, account 111122223333
                5 live tables, prefix 'shop'
                  prod (default): {prefix}_{environment}_{table}, 2 tables: shop_prod_orders, shop_prod_users
                  dev: {prefix}_{environment}_{table}, 1 table: shop_dev_orders
                  pr-*: {prefix}_{environment}_{table}, 1 table: shop_pr-12_orders
                  in no environment: 1 table: terraform-locks (1)
                + %s  written
                check the file, then write the schema files: ddbtool export
                """.formatted(folder.resolve(Project.FILE)));
        assertThat(cli.run("export").exitCode()).isZero();
        assertThat(folder.resolve("schemas/orders.json")).exists();
        assertThat(folder.resolve("schemas/users.json")).exists();
    }

    @Test
    void lists_tables_and_reads_nothing_else() {
        live("shop-orders");

        cli.run("init");

        assertThat(cli.fake().calls()).extracting(Call::operation).containsOnly("ListTables", "GetCallerIdentity");
    }

    @Test
    void writes_the_connection_options_that_the_next_commands_need() throws IOException {
        live("orders");
        cli.without("AWS_REGION");

        Result init = cli.run("init", "--region", "eu-west-1");

        assertThat(init.exitCode()).as(init.screen()).isZero();
        assertThat(file()).isEqualTo("""
                # The project file of ddbtool: the tables of each environment. docs/naming.md describes all keys.

                # schemas = "schemas"  # folder of the schema files
                default-environment = "production"  # used without -e

                [environments.production]  # 1 table: orders
                table-name = "{table}"
                region = "eu-west-1"
                account = "111122223333"  # refuse any other AWS account
                # profile = "NAME"

                # [environments.staging]  # another environment
                # table-name = "{table}"
                # profile = "staging"
                # account = "444455556666"
                """);
        assertThat(cli.run("export").exitCode()).isZero();
    }

    @Test
    void the_prefix_and_the_environments_can_be_given() throws IOException {
        live("shop-a", "shop-blue-a", "shop-c", "crm-a", "crm-green-a");

        assertThat(cli.run("init", "--prefix", "crm", "--environments", "green", "--quiet")
                        .screen())
                .isEqualTo("+ " + folder.resolve(Project.FILE) + "  written\n");
        assertThat(file())
                .contains(
                        "prefix = \"crm\"",
                        "[environments.production]  # 1 table: crm-a\n#",
                        "[environments.green]  # 1 table: crm-green-a");
    }

    @ParameterizedTest
    @ValueSource(strings = {".", "team/service"})
    void never_overwrites_a_project_file(String below) throws IOException {
        live("shop-orders");
        Files.writeString(folder.resolve(Project.FILE), "# mine\n");
        Path here = Files.createDirectories(folder.resolve(below));

        Result init = cli.in(here).run("init");

        assertThat(init.exitCode()).isEqualTo(2);
        assertThat(init.err()).contains("already exists", "hint: edit it, or remove it and run ddbtool init again");
        assertThat(file()).isEqualTo("# mine\n");
        assertThat(cli.fake().calls()).isEmpty();
    }

    @Test
    void asks_on_a_terminal() throws IOException {
        live("shop-orders");

        Result no = cli.terminal("n\n").run("init");

        assertThat(no.exitCode()).isEqualTo(5);
        assertThat(no.err()).contains("[Y/n] ", "not confirmed: nothing was written");
        assertThat(folder.resolve(Project.FILE)).doesNotExist();
        assertThat(cli.terminal("").run("init").exitCode()).isEqualTo(5);
        assertThat(cli.terminal("\n").run("init").exitCode()).isZero();
        assertThat(file()).contains("[environments.production]  # 1 table: shop-orders");
    }

    @Test
    void the_user_can_change_the_prefix_and_the_environments() throws IOException {
        live("shop-a", "shop-b", "shop-c", "crm-blue-a", "crm-a");

        Result init = cli.terminal("p\nno good\np\ncrm\ne\nblue\ny\n").run("init");

        assertThat(init.exitCode()).as(init.screen()).isZero();
        assertThat(init.err()).contains("table prefix 'no good' contains ' '");
        assertThat(file()).contains("prefix = \"crm\"", "[environments.blue]  # 1 table: crm-blue-a");
    }

    @Test
    void without_live_tables_a_prefix_is_required() throws IOException {
        Result none = cli.run("init");

        assertThat(none.exitCode()).isEqualTo(4);
        assertThat(none.err())
                .contains("no live tables in Region eu-west-1, account 111122223333", "ddbtool init --prefix NAME");
        assertThat(folder.resolve(Project.FILE)).doesNotExist();

        assertThat(cli.run("init", "--prefix", "shop").exitCode()).isZero();
        assertThat(file()).contains("[environments.production]  # no live tables", """
                # [environments.staging]  # another environment
                """);
    }

    @Test
    void warns_if_no_table_has_the_prefix() {
        live("shop-a", "shop-b");

        Result init = cli.run("init", "--prefix", "shp", "--quiet");

        assertThat(init.exitCode()).isZero();
        assertThat(init.err())
                .contains("warning: no live table belongs to the project: live table names begin with shop- (2)");
    }

    @Test
    void refuses_another_account() {
        live("shop-a", "shop-b");

        assertThat(cli.run("init", "--expect-account", "999999999999").exitCode())
                .isEqualTo(5);
        assertThat(folder.resolve(Project.FILE)).doesNotExist();
    }

    @Test
    void reports_what_aws_denies() {
        cli.fake().deny("ListTables");

        Result init = cli.run("init");

        assertThat(init.exitCode()).isEqualTo(4);
        assertThat(init.err()).contains("dynamodb:ListTables");
        assertThat(folder.resolve(Project.FILE)).doesNotExist();
    }

    @Test
    void reports_a_folder_that_cannot_be_written() throws IOException {
        live("shop-a", "shop-b");
        Path file = Files.writeString(folder.resolve("file"), "");

        Result init = cli.in(file).run("init");

        assertThat(init.exitCode()).isEqualTo(4);
        assertThat(init.err()).contains("cannot write '", "hint: run ddbtool init in another folder");
    }

    @Test
    void the_json_report_contains_the_proposal() throws IOException {
        live("orders-prod", "orders-dev", "locks");

        Result init = cli.run("init", "--output", "json");

        JsonNode project = new JsonMapper().readTree(init.out()).get("project");
        assertThat(project.get("file").textValue())
                .isEqualTo(folder.resolve(Project.FILE).toString());
        assertThat(project.get("prefix").textValue()).isEmpty();
        assertThat(project.get("defaultEnvironment").textValue()).isEqualTo("prod");
        assertThat(project.get("environments")).hasSize(2);
        assertThat(project.at("/environments/1/tableName").textValue()).isEqualTo("{table}-{environment}");
        assertThat(project.at("/environments/1/tables/0").textValue()).isEqualTo("orders-dev");
        assertThat(project.at("/otherTables/0").textValue()).isEqualTo("locks");
    }

    /** Whatever the names are, the file can be read by the next command. */
    @Test
    void the_file_can_be_read_for_odd_names_and_profiles() throws IOException {
        live("shop.PROD-orders", "shop.PROD-users", "shop.pr-1-orders", "a.b");

        assertThat(cli.run("init", "--environments", "PROD,pr-*,x.y").exitCode())
                .isZero();
        assertThat(file()).contains("[environments.\"x.y\"]");
        Result export = cli.run("export");
        assertThat(export.exitCode()).as(export.screen() + file()).isZero();
        assertThat(Set.of("orders.json", "users.json"))
                .allSatisfy(
                        name -> assertThat(folder.resolve("schemas/" + name)).exists());
    }
}
