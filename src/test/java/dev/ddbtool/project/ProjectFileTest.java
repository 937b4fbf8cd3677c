package dev.ddbtool.project;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.ddbtool.problem.FileProblem;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What a project file may contain, and what its problems look like. */
class ProjectFileTest {

    private static final Flags NO_FLAGS = new Flags(null, null, null, null, null, null, null, null);

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    /** The first column is the file, with {@code ;} for a line feed; the second the expected problem. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "schema = 'x'                                    | 1: unknown key 'schema': did you mean 'schemas'?",
                ";schemas = 5                                    | 2: 'schemas' must be a folder in double quotes, but is 5",
                "schemas = ''                                    | 1: 'schemas' must be a folder in double quotes, but is ''",
                "schemas = \"a\\u0000b\"                           | 1: 'schemas' must be a folder in double quotes, but is 'a\\u0000b'",
                "default-environment = 'pr-*'                    | 1: 'default-environment' must be the name of one environment in double quotes, but is 'pr-*'",
                "default-environment = 'a b'                     | 1: 'default-environment' must be the name of one environment in double quotes, but is 'a b'",
                "[naming];prefix = 'a b';[environments.dev]      | 2: table prefix 'a b' contains ' ', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "[environments.dev];region = ''                  | 2: 'region' must be a Region in double quotes, but is ''",
                "[environments.dev];profile = ''                 | 2: 'profile' must be a profile in double quotes, but is ''",
                "schemas = x                                     | 1: invalid TOML: put text in double quotes, and check '=' and brackets on this line",
                "[naming];prefix = 'a';prefix = 'b'              | 3: duplicate key: remove one of them",
                "naming = 'shop'                                 | 1: 'naming' must be a table, but is 'shop'",
                "[naming];prefx = 'shop'                         | 2: unknown key 'prefx': did you mean 'prefix'?",
                "script-variables = 'yes'                        | 1: 'script-variables' must be true or false, but is 'yes'",
                "[environments.dev];acount = '1'                 | 2: unknown key 'acount': did you mean 'account'?",
                "[environments];dev = 5                          | 2: 'dev' must be a table, but is 5",
                "[environments.dev];account = 111122223333       | 2: 'account' must be 12 digits in double quotes, but is 111122223333",
                "[environments.dev];account = '12'               | 2: 'account' must be 12 digits in double quotes, but is '12'",
                "[environments.dev];endpoint-url = 'localhost'   | 2: 'endpoint-url' must be a URL such as \"http://localhost:8000\", but is 'localhost'",
                "[environments.dev];billing = 'cheap'            | 2: 'billing' must be \"on-demand\" or \"as-exported\", but is 'cheap'",
                "[environments.dev];point-in-time-recovery = 36  | 2: 'point-in-time-recovery' must be true, false, 1 to 35 days or \"as-exported\", but is 36",
                "[environments.dev];encryption = ''              | 2: 'encryption' must be \"aws-managed\", \"aws-owned\", a KMS key or \"as-exported\", but is ''",
                "[environments.dev];deletion-protection = 'on'   | 2: 'deletion-protection' must be true, false or \"as-exported\", but is 'on'",
                "[environments.dev];protected = 1                | 2: 'protected' must be true or false, but is 1",
                "[environments.dev];tags = ['a']                 | 2: 'tags' must be a table, but is a list",
                "[environments.dev];tags = { team = 5 }          | 2: 'team' must be a string in double quotes, but is 5",
                "[environments.prod];ephemeral = true            | 2: environment 'prod' is protected because of its name, so it cannot be ephemeral: remove the setting, or add protected = false",
                "[environments.dev];protected = true;ephemeral = true | 3: environment 'dev' is protected, so it cannot be ephemeral: remove one of the two settings",
                "default-environment = 'prod';[environments.dev] | 1: default-environment 'prod' is not declared: add [environments.prod]",
                "[environments.'de v']                           | 1: environment name 'de v' contains ' ', but only a-z, A-Z, 0-9, '_', '.' and '-' are allowed",
                "[environments.dev];[environments.Dev]           | 2: environments 'dev' and 'Dev' differ only in case: rename or remove one of them",
                "[environments.dev];table-name = '{tabel}'       | 2: table-name '{tabel}' contains {tabel}, which is not a placeholder: use {table}, {environment} and {prefix}",
                "[environments.dev];table-name = 'dev-'          | 2: table-name 'dev-' does not contain {table}: add it where the logical name belongs: {prefix}-{table}",
                "[environments.dev];table-name = '{table}{table}' | 2: table-name '{table}{table}' contains {table} more than once: use it once",
                "[environments.a];table-name = '{table}';[environments.b];table-name = '{table}' | 4: table 'x' could belong to environment 'a' and to 'b': give each environment its own table-name in ddbtool.toml, or its own account or Region",
                "[environments.'pr-*'];table-name = '{table}'    | 2: table-name '{table}' of pattern 'pr-*' does not contain {environment}: add it, so that each environment has its own tables: {prefix}-{environment}-{table}",
                "[environments.'pr*'];table-name = '{environment}{table}' | 2: the '*' in environment 'pr*' touches a letter, a digit or {table} in '{environment}{table}': put '-', '_' or '.' on both sides of it, so that one name cannot belong to two environments",
                "[environments.'pr-*'];[environments.'*-1']      | 2: environments 'pr-*' and '*-1' both match 'pr-1': change one of them, so that each name belongs to one environment",
            })
    void reports_each_problem_with_its_line(String toml, String expected) {
        assertThat(problems(toml.replace(';', '\n'))).containsExactly(expected.strip());
    }

    @Test
    void reports_all_problems_in_the_order_of_lines() {
        assertThat(problems("""
                        [environments.dev]
                        protected = 1
                        account = 5
                        regio = "eu-west-1"

                        [naming]
                        prefx = "x"
                        """)).extracting(problem -> problem.charAt(0)).containsExactly('2', '3', '4', '7');
    }

    @Test
    void reads_files_that_an_editor_on_windows_has_written() throws IOException {
        write("\ufeff[naming]\r\nprefix = 'shop'\r\n");
        assertThat(load(folder, NO_FLAGS, Map.of()).prefix())
                .contains(new Sourced<>("shop", folder.resolve("ddbtool.toml") + ":2"));

        assertThat(problems("schemas = 'x'\r\n\r\n[environments.dev]\r\nregio = 'x'\r\n"))
                .containsExactly("4: unknown key 'regio': did you mean 'region'?");
    }

    @Test
    void a_broken_link_is_an_error() throws IOException {
        write("[naming]\nprefix = 'outer'");
        Path inner = Files.createDirectory(folder.resolve("inner"));
        for (String target : List.of("missing.toml", "ddbtool.toml")) { // the second is a loop
            Path link = Files.createSymbolicLink(inner.resolve("ddbtool.toml"), Path.of(target));

            assertThat(catchThrowableOfType(ProjectException.class, () -> load(inner, NO_FLAGS, Map.of())))
                    .hasMessageContaining("inner/ddbtool.toml: cannot be read: ");
            Files.delete(link);
        }
    }

    @Test
    void finds_the_lines_of_keys_behind_lists_strings_and_quoted_names() {
        TomlLines lines = new TomlLines("""
                # [environments.none]
                title = \"""
                [environments.none]
                \"""
                list = [
                  "]", # ]
                  '[naming]',
                ]
                naming.prefix = "shop"

                [environments."pr-*"]
                tags = { team = "a", "cost center" = "b" }
                profile = \"""
                  # text, no comment\"""
                [ environments . 'dev' ]
                region = "eu-west-1"
                """);

        assertThat(lines.of(List.of("naming", "prefix"))).isEqualTo(9);
        assertThat(lines.of(List.of("environments", "pr-*"))).isEqualTo(11);
        assertThat(lines.of(List.of("environments", "pr-*", "tags", "cost center")))
                .isEqualTo(12);
        assertThat(lines.of(List.of("environments", "dev", "region"))).isEqualTo(16);
        assertThat(lines.of(List.of("environments", "none"))).isEqualTo(11);
        assertThat(lines.of(List.of("unknown"))).isEqualTo(1);
    }

    @Test
    void finds_the_file_in_the_nearest_parent_directory() throws IOException {
        Path deep = Files.createDirectories(folder.resolve("a/b"));
        write("[naming]\nprefix = 'outer'");

        Settings settings = load(deep, NO_FLAGS, Map.of());

        assertThat(settings.prefix()).contains(new Sourced<>("outer", deep.resolve("../../ddbtool.toml") + ":2"));
        assertThat(settings.of(settings.environment().value()).schemas().value())
                .isEqualTo(deep.resolve("../../schemas"));
    }

    @Test
    void a_given_file_must_exist() {
        Flags flags = new Flags("other.toml", null, null, null, null, null, null, null);

        assertThat(catchThrowableOfType(ProjectException.class, () -> load(folder, flags, Map.of())))
                .hasMessageEndingWith("other.toml: no such file, but --config names it");
        assertThat(catchThrowableOfType(
                        ProjectException.class, () -> load(folder, NO_FLAGS, Map.of("DDBTOOL_CONFIG", "other.toml"))))
                .hasMessageEndingWith("other.toml: no such file, but DDBTOOL_CONFIG names it");
    }

    @Test
    void refuses_files_that_are_no_text() throws IOException {
        Files.write(folder.resolve("ddbtool.toml"), new byte[] {(byte) 0xC3, 0x28});
        assertThat(catchThrowableOfType(ProjectException.class, () -> load(folder, NO_FLAGS, Map.of())))
                .hasMessageEndingWith("is not UTF-8: save it as UTF-8");

        Files.delete(folder.resolve("ddbtool.toml"));
        Files.createDirectory(folder.resolve("ddbtool.toml"));
        assertThat(catchThrowableOfType(ProjectException.class, () -> load(folder, NO_FLAGS, Map.of())))
                .hasMessageContaining("ddbtool.toml: cannot be read: ");
    }

    private List<String> problems(String toml) {
        write(toml);
        ProjectException thrown = catchThrowableOfType(ProjectException.class, () -> load(folder, NO_FLAGS, Map.of()));
        return thrown.problems().stream()
                .map(FileProblem::toString)
                .map(problem -> problem.replace(folder.resolve("ddbtool.toml") + ":", ""))
                .toList();
    }

    private void write(String toml) {
        try {
            Files.write(folder.resolve("ddbtool.toml"), toml.getBytes(StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static Settings load(Path folder, Flags flags, Map<String, String> variables) {
        return Settings.load(folder, flags, new Variables(variables));
    }
}
