package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;
import static org.assertj.core.api.Assertions.catchThrowableOfType;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.file.SchemaFiles.Written;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaFilesTest {

    private static final TableNames NAMES =
            new TableNames("construction-expenses", EnvironmentsFixture.of("staging,dev"));
    private static final String DEAD = "999999999";
    private static final String ALIVE = Long.toString(ProcessHandle.current().pid());

    @TempDir
    @SuppressWarnings("NullAway.Init")
    private Path temporary;

    @SuppressWarnings("NullAway.Init")
    private Path folder;

    @SuppressWarnings("NullAway.Init")
    private SchemaFiles files;

    @BeforeEach
    void opens_a_missing_folder() {
        folder = temporary.resolve("schemas");
        files = new SchemaFiles(folder, NAMES);
    }

    @Test
    void reads_written_tables_by_name() {
        ExampleSchemas.all().forEach(files::write);

        List<SchemaFile> read = files.readAll();

        assertThat(read)
                .extracting(file -> file.schema().name())
                .isSorted()
                .hasSize(13)
                .startsWith("companies", "company-contractors");
        assertThat(read.get(0).path()).isEqualTo(folder.resolve("companies.json"));
        assertThat(read.get(0).line("/Table/TableName")).isEqualTo(13);
    }

    /** Both names look the same. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "elsewhere the name of a file is always text")
    void finds_files_whose_names_are_not_valid_text() throws Exception {
        Files.createDirectories(folder);
        Process shell = new ProcessBuilder("sh", "-c", ">\"$(printf '\\376').json\" && >\"$(printf '\\377').json\"")
                .directory(folder.toFile())
                .start();

        assertThat(shell.waitFor()).isZero();
        assertThat(SchemaFolderListing.of(folder)).hasSize(2);
    }

    @Test
    void reads_named_tables_in_the_given_order_and_ignores_other_files() throws IOException {
        ExampleSchemas.all().forEach(files::write);
        Files.writeString(folder.resolve("broken.json"), "{");

        assertThat(files.read(List.of("invitations", "companies", "invitations")))
                .extracting(file -> file.schema().name())
                .containsExactly("invitations", "companies");
    }

    @Test
    void suggests_the_nearest_table_for_a_missing_file() {
        files.write(ExampleSchemas.companies());

        assertThat(problemsOf(() ->
                        files.read(List.of("compnies", "companies", "zzz", "construction-expenses-dev-companies"))))
                .containsExactly(
                        folder
                                + ": missing schema file for table 'compnies': did you mean 'companies'? (known tables: companies)",
                        folder + ": missing schema file for table 'zzz': known tables: companies",
                        folder
                                + ": missing schema file for table 'construction-expenses-dev-companies': did you mean 'companies'? (known tables: companies)");
        assertThat(files.readIfValid("companies")).contains(ExampleSchemas.companies());
        assertThat(files.readIfValid("zzz")).isEmpty();
    }

    @Test
    void lists_at_most_twenty_known_tables() {
        for (int i = 10; i < 30; i++) {
            files.write(ExampleSchemas.companies().withName("t" + i));
        }
        assertThat(problemsOf(() -> files.read(List.of("zzz"))))
                .singleElement()
                .asString()
                .endsWith(", t28, t29");
        assertThat(files.tables()).hasSize(20).contains("t10");

        files.write(ExampleSchemas.companies());
        assertThat(problemsOf(() -> files.read(List.of("zzz"))))
                .singleElement()
                .asString()
                .endsWith("see 'ls " + files.folder() + "'");
    }

    @Test
    void explains_a_missing_empty_or_invalid_folder() throws IOException {
        assertThat(problemsOf(files::readAll))
                .containsExactly(folder
                        + ": missing schema folder: name it with --schemas, or run 'ddbtool export' to create it");
        assertThat(problemsOf(() -> files.read(List.of("companies")))).hasSize(1);

        Files.createDirectories(folder);
        Files.writeString(folder.resolve(".hidden.json"), "{");
        Files.writeString(folder.resolve(".companies.json.1-00000000.ddbtool-tmp"), "{");
        Files.writeString(folder.resolve("README.md"), "{");
        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder + ": the folder contains no schema files (*.json): run 'ddbtool export' to write them");

        Path file = Files.writeString(temporary.resolve("file"), "");
        assertThat(problemsOf(new SchemaFiles(file, NAMES)::readAll))
                .containsExactly(
                        file + ": cannot be read: is a file, not a folder: name the schema folder with --schemas");
    }

    @Test
    void reports_the_problems_of_all_files_by_file_and_line() throws IOException {
        files.write(ExampleSchemas.companies());
        String good = Files.readString(folder.resolve("companies.json"));
        Files.writeString(
                folder.resolve("companies.json"),
                good.replace("\"ALL\"", "\"SOME\"").replace("35", "36"));
        Files.writeString(folder.resolve("a.json"), "{\n\n]");
        Files.writeString(
                folder.resolve("b.json"),
                good.replace("TableClass\"", "TableClas\"").replace("companies", "b"));
        Files.createDirectory(folder.resolve("c.json"));
        Files.createSymbolicLink(folder.resolve("d.json"), folder.resolve("nowhere"));

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder + "/a.json:3: ']' does not match the opening bracket",
                        folder
                                + "/b.json:44: unknown member 'TableClas' in Table.TableClassSummary: did you mean 'TableClass'?",
                        folder + "/c.json: is a folder, not a schema file: move or rename it",
                        folder
                                + "/companies.json:35: unknown ProjectionType 'SOME' of index 'by-owner': use 'ALL', 'KEYS_ONLY' or 'INCLUDE'",
                        folder + "/companies.json:55: invalid RecoveryPeriodInDays '36': use 1 to 35 days",
                        folder + "/d.json: cannot be read: no such file or folder");
    }

    @Test
    void reports_rules_together_with_problems_of_structure() throws IOException {
        files.write(ExampleSchemas.companies());
        Path file = folder.resolve("companies.json");
        Files.writeString(
                file,
                Files.readString(file).replace("\"ItemCount\"", "\"ItemCnt\"").replace("35", "36"));

        assertThat(problemsOf(files::readAll)).hasSize(2);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "construction-expenses-companies",
                "construction-expenses-staging-companies",
                "construction-expenses-dev-companies",
            })
    void accepts_a_physical_name_of_a_known_environment(String physical) throws IOException {
        files.write(ExampleSchemas.companies());
        Path file = folder.resolve("companies.json");
        Files.writeString(file, Files.readString(file).replace("\"companies\"", "\"" + physical + "\""));

        assertThat(files.readAll()).extracting(each -> each.schema().name()).containsExactly("companies");
    }

    @Test
    void requires_the_logical_name_as_the_file_name() throws IOException {
        files.write(ExampleSchemas.companies());
        Files.move(folder.resolve("companies.json"), folder.resolve("firms.json"));

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder
                                + "/firms.json:13: the file is named 'firms.json', but its table is 'companies': rename the file to 'companies.json', or change TableName");
    }

    /** Prefix and hyphen have 22 characters, staging adds 8 and dev 4. */
    @Test
    void checks_the_name_length_in_every_known_environment() {
        String fits = "c".repeat(255 - 22 - 8);
        files.write(ExampleSchemas.companies().withName(fits));
        assertThat(files.readAll()).hasSize(1);

        String tooLongInStagingAlone = fits + "c";
        files.write(ExampleSchemas.companies().withName(tooLongInStagingAlone));

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        "%s/%s.json:13: the physical name of '%2$s' in environment 'staging' has 256 characters; the maximum is 255: change TableName, and name the file after it"
                                .formatted(folder, tooLongInStagingAlone));
    }

    @Test
    void reports_a_name_too_short_for_production() {
        SchemaFiles without = new SchemaFiles(folder, new TableNames("", EnvironmentsFixture.of("staging,dev")));
        without.write(ExampleSchemas.companies().withName("ab"));

        assertThat(problemsOf(without::readAll))
                .containsExactly(
                        folder
                                + "/ab.json:13: the physical name of 'ab' in environment 'production' has 2 characters; the minimum is 3: change TableName, and name the file after it");
        assertThat(files.readAll()).as("with the prefix it is long enough").hasSize(1);
    }

    @Test
    void reports_the_same_problems_for_a_table_as_for_its_file() {
        TableSchema wrong = ExampleSchemas.companies().withName("staging-x").with(copy -> {
            copy.attributeDefinitions = List.of();
            copy.keySchema = List.of();
        });

        assertThat(files.problems(ExampleSchemas.companies())).isEmpty();
        assertThat(files.problems(wrong))
                .allMatch(problem -> problem.file().equals(folder + "/staging-x.json"))
                .extracting(FileProblem::path)
                .containsExactly(
                        "/Table/KeySchema",
                        "/Table/GlobalSecondaryIndexes/0/KeySchema/0/AttributeName",
                        "/Table/TableName");
    }

    @Test
    void reports_a_name_with_the_prefix_of_an_environment() {
        files.write(ExampleSchemas.companies().withName("staging-companies"));

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder
                                + "/staging-companies.json:13: the physical name of 'staging-companies' in environment 'production', 'construction-expenses-staging-companies', belongs to environment 'staging': change TableName, and name the file after it");
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies", "construction-expenses-companies", "construction-expenses-staging-companies"})
    void refuses_two_files_for_the_same_table_in_one_folder(String name) throws IOException {
        files.write(ExampleSchemas.companies());
        Files.writeString(
                folder.resolve("firms.json"),
                Files.readString(folder.resolve("companies.json")).replace("\"companies\"", "\"" + name + "\""));

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder
                                + "/firms.json:13: the file is named 'firms.json', but its table is 'companies': rename the file to 'companies.json', or change TableName",
                        folder
                                + "/firms.json:13: duplicate table 'companies', also in 'companies.json': remove one of the files");
    }

    @Test
    void reads_files_and_folders_together_each_file_once() throws IOException {
        files.write(ExampleSchemas.companies());
        Path other = Files.createDirectory(temporary.resolve("other"));
        Files.copy(folder.resolve("companies.json"), other.resolve("companies.json"));

        assertThat(files.readPaths(List.of(
                        folder.resolve("companies.json"),
                        folder,
                        folder.resolve(".").resolve("companies.json"),
                        other)))
                .extracting(SchemaFile::path)
                .containsExactly(folder.resolve("companies.json"), other.resolve("companies.json"));
        assertThat(problemsOf(() -> files.readPaths(List.of(folder.resolve("gone.json")))))
                .containsExactly(folder + "/gone.json: cannot be read: no such file or folder");
    }

    @Test
    void refuses_a_file_that_is_too_large() throws IOException {
        Files.createDirectory(folder);
        try (FileChannel channel = FileChannel.open(
                folder.resolve("huge.json"), StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {'{'}), 52_428_799);
        }

        assertThat(problemsOf(files::readAll))
                .containsExactly(
                        folder + "/huge.json: has 52,428,800 bytes; the limit is 1,048,576: not a table description");
    }

    @Test
    void reads_a_file_of_the_largest_size() throws IOException {
        files.write(ExampleSchemas.companies());
        Path file = folder.resolve("companies.json");
        Files.writeString(file, Files.readString(file) + " ".repeat(1_048_576 - (int) Files.size(file)));

        assertThat(files.readAll()).hasSize(1);

        Files.writeString(file, " ", StandardOpenOption.APPEND);
        assertThat(problemsOf(files::readAll)).singleElement().asString().contains("has 1,048,577 bytes");
    }

    @Test
    void reports_an_invalid_table_name_once() throws IOException {
        files.write(ExampleSchemas.companies());
        Path file = folder.resolve("companies.json");
        Files.writeString(file, Files.readString(file).replace("\"companies\"", "\"com/panies\""));

        assertThat(problemsOf(files::readAll))
                .singleElement()
                .asString()
                .contains(":13: invalid TableName 'com/panies'");
    }

    @Test
    void does_not_rewrite_an_unchanged_file() throws IOException {
        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.WRITTEN);
        byte[] first = Files.readAllBytes(folder.resolve("companies.json"));

        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.UNCHANGED);
        assertThat(Files.readAllBytes(folder.resolve("companies.json"))).isEqualTo(first);
        assertThat(first).isEqualTo(SchemaWriter.bytes(ExampleSchemas.companies()));
    }

    @Test
    void updates_the_latest_content_if_another_process_writes_meanwhile() {
        files.write(ExampleSchemas.companies());
        List<Boolean> protectedBefore = new ArrayList<>();

        files.update("companies", schema -> {
            if (protectedBefore.isEmpty()) {
                files.write(schema.with(copy -> copy.deletionProtectionEnabled = true));
            }
            protectedBefore.add(schema.table().deletionProtected());
            return schema.with(copy -> copy.itemCount = 99L);
        });

        Table table = files.readAll().get(0).schema().table();
        assertThat(protectedBefore).containsExactly(false, true);
        assertThat(table.deletionProtected()).isTrue();
        assertThat(table.itemCount()).isEqualTo(99);
    }

    @Test
    void does_not_write_if_only_statistics_change() {
        files.write(ExampleSchemas.companies());

        assertThat(files.write(ExampleSchemas.withItems(ExampleSchemas.companies(), 99)))
                .isEqualTo(Written.UNCHANGED);
        assertThat(files.readAll().get(0).schema().table().itemCount()).isEqualTo(16);
    }

    @Test
    void writes_new_statistics_with_a_changed_setting() {
        files.write(ExampleSchemas.companies());
        TableSchema live = ExampleSchemas.withItems(ExampleSchemas.companies(), 99);
        TableSchema changed =
                new TableSchema(live.table(), TimeToLive.on("ttl"), live.continuousBackups(), live.tags());

        assertThat(files.write(changed)).isEqualTo(Written.WRITTEN);
        assertThat(files.readAll().get(0).schema().table().itemCount()).isEqualTo(99);
        assertThat(files.readAll().get(0).schema().timeToLive()).isEqualTo(TimeToLive.on("ttl"));
    }

    @Test
    void keeps_a_custom_layout_with_the_same_content() throws IOException {
        Files.createDirectory(folder);
        Path file = folder.resolve("companies.json");
        String compact = new String(SchemaWriter.bytes(ExampleSchemas.companies()), UTF_8).replaceAll("\n *", "");
        Files.writeString(file, compact);

        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.UNCHANGED);
        assertThat(file).hasContent(compact);
    }

    @Test
    void does_not_write_only_to_omit_empty_lists() throws IOException {
        Files.createDirectory(folder);
        String explicit = new String(SchemaWriter.bytes(ExampleSchemas.companies()), UTF_8)
                .replace(
                        "\"DeletionProtectionEnabled\": false",
                        "\"DeletionProtectionEnabled\": false, \"LocalSecondaryIndexes\": [], \"VectorIndexes\": [],"
                                + " \"StreamSpecification\": {\"StreamEnabled\": false}");
        Files.writeString(folder.resolve("companies.json"), explicit);

        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.UNCHANGED);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "{}", "{\"Table\": {\"TableName\": \"companies\"}}"})
    void overwrites_an_invalid_file(String content) throws IOException {
        Files.createDirectory(folder);
        Files.writeString(folder.resolve("companies.json"), content);

        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.WRITTEN);
        assertThat(files.readAll()).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"..", ".", "../outside", "/etc/x", "a/b", "a\\b", "", "..json", "a\u0000b", "c:x", "é"})
    void never_writes_outside_the_folder(String name) throws IOException {
        Files.createDirectory(folder);

        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.write(ExampleSchemas.companies().withName(name)))
                .satisfies(e -> assertThat(e.reason()).contains("cannot be a file name"));
        try (Stream<Path> all = Files.walk(temporary)) {
            assertThat(all).containsExactlyInAnyOrder(temporary, folder);
        }
    }

    @Test
    void leaves_no_temporary_files() {
        files.write(ExampleSchemas.companies());

        assertThat(folder).isDirectoryContaining("glob:**/companies.json").satisfies(SchemaFilesTest::hasOneFile);
    }

    @Test
    void keeps_the_old_file_if_a_write_fails() throws IOException {
        Path blocked = Files.createDirectories(folder.resolve("companies.json").resolve("inside"));

        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.write(ExampleSchemas.companies()))
                .withMessage("cannot write '" + folder + "/companies.json': is a folder")
                .satisfies(e -> assertThat(e.path()).isEqualTo(folder + "/companies.json"));
        assertThat(blocked).isDirectory();
        hasOneFile(folder);

        assertThatExceptionOfType(SchemaIoException.class)
                .as("the temporary name is short enough")
                .isThrownBy(() -> files.write(ExampleSchemas.companies().withName("c".repeat(255))))
                .satisfies(e -> assertThat(e.hint()).isEqualTo("choose another folder with --schemas"));
        hasOneFile(folder);
    }

    @Test
    void replaces_a_link_unless_it_points_to_a_folder() throws IOException {
        Files.createDirectory(folder);
        Path elsewhere = Files.writeString(temporary.resolve("elsewhere.json"), "{}");
        Path link = Files.createSymbolicLink(folder.resolve("companies.json"), elsewhere);

        assertThat(files.write(ExampleSchemas.companies())).isEqualTo(Written.WRITTEN);
        assertThat(link).isRegularFile().isNotEqualTo(elsewhere);
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(elsewhere).hasContent("{}");

        Files.createSymbolicLink(folder.resolve("firms.json"), temporary);
        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.write(ExampleSchemas.companies().withName("firms")))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("is a folder"));
    }

    @Test
    void refuses_an_overview_that_is_a_device_or_too_large() throws IOException {
        Path overview = Files.createDirectory(folder).resolve("README.md");
        try (FileChannel channel =
                FileChannel.open(overview, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
            channel.write(ByteBuffer.wrap(new byte[] {' '}), 16_777_216);
        }
        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.writeSummaries(List.of()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("has 16,777,217 bytes; the limit is 16,777,216"));

        Files.delete(overview);
        Files.createSymbolicLink(overview, Path.of("/dev/null"));
        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.writeSummaries(List.of()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("is not a regular file"));
        Files.delete(overview);
    }

    @Test
    void reports_a_file_in_place_of_the_folder() throws IOException {
        Files.writeString(folder, "");

        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.write(ExampleSchemas.companies()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("a file exists where a folder is expected"));
    }

    @Test
    void reports_missing_permissions_for_the_folder() throws IOException {
        Files.createDirectory(folder);
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));

        assertThatExceptionOfType(SchemaIoException.class)
                .isThrownBy(() -> files.write(ExampleSchemas.companies()))
                .satisfies(e -> assertThat(e.reason()).isEqualTo("permission denied"));
    }

    @Test
    void removes_only_temporary_files_of_killed_runs() throws IOException {
        Files.createDirectory(folder);
        Path dead = Files.writeString(folder.resolve(".companies.json." + DEAD + "-0a1b2c3d.ddbtool-tmp"), "{");
        Path before = Files.writeString(folder.resolve(".companies.json." + ALIVE + "-0a1b2c3e.ddbtool-tmp"), "{");
        Files.setLastModifiedTime(before, FileTime.from(Instant.parse("2020-01-01T00:00:00Z")));
        Path now = Files.writeString(folder.resolve(".companies.json." + ALIVE + "-0a1b2c3f.ddbtool-tmp"), "{");
        Path directory = Files.createDirectory(folder.resolve(".companies.json." + DEAD + "-0a1b2c40.ddbtool-tmp"));
        Path strange = Files.writeString(folder.resolve(".mine.ddbtool-tmp"), "{");
        Path visible = Files.writeString(folder.resolve("companies.json." + DEAD + "-0a1b2c3d.ddbtool-tmp"), "{");

        assertThat(files.removeLeftovers()).containsExactlyInAnyOrder(dead, before);

        assertThat(dead).doesNotExist();
        assertThat(before).doesNotExist();
        assertThat(List.of(now, directory, strange, visible)).allMatch(Files::exists);
    }

    @Test
    void finds_no_tables_and_no_leftovers_in_a_missing_folder() {
        assertThat(files.tables()).isEmpty();
        assertThat(files.removeLeftovers()).isEmpty();
    }

    @Test
    void rewrites_summaries_only_if_they_change() throws IOException {
        files.writeSummaries(rows(ExampleSchemas.all()));
        Path summary = folder.resolve("table-summary.txt");
        Path overview = folder.resolve("README.md");
        FileTime past = FileTime.from(Instant.parse("2020-01-01T00:00:00Z"));
        Files.setLastModifiedTime(summary, past);
        Files.setLastModifiedTime(overview, past);

        files.writeSummaries(rows(ExampleSchemas.all()));

        assertThat(summary).hasContent(TableSummary.of(ExampleSchemas.all()));
        assertThat(Files.readString(overview)).contains(Overview.of(ExampleSchemas.all()));
        assertThat(Files.getLastModifiedTime(summary)).isEqualTo(past);
        assertThat(Files.getLastModifiedTime(overview)).isEqualTo(past);

        files.writeSummaries(rows(List.of(ExampleSchemas.withItems(ExampleSchemas.companies(), 5))));

        assertThat(Files.readString(summary)).contains("companies      5");
        assertThat(Files.readString(overview)).doesNotContain("invitations");
    }

    private static void hasOneFile(Path folder) {
        try (Stream<Path> all = Files.list(folder)) {
            assertThat(all).hasSize(1);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
    }

    private static List<String> problemsOf(ThrowingCallable call) {
        InvalidSchemaException e = catchThrowableOfType(InvalidSchemaException.class, call);
        assertThat(e).isNotNull();
        return e.problems().stream().map(FileProblem::toString).toList();
    }

    private static List<SummaryRow> rows(List<TableSchema> schemas) {
        return schemas.stream().map(SummaryRow::of).toList();
    }
}
