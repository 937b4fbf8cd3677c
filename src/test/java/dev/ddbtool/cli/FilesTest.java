package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.io.OutputStream;
import java.io.RandomAccessFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Unusual files in place of a schema file, the schema folder or the summary, for reading and writing. */
@Timeout(60) // reading a pipe without a writer would block
class FilesTest {

    private static final String PRODUCTION = "construction-expenses-";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path root;

    @SuppressWarnings("NullAway.Init") // set before each test
    private Path folder;

    private final CliRunner cli = CliRunner.withFake();

    @BeforeEach
    void have_thirteen_live_tables_and_their_files() {
        folder = root.resolve("schemas");
        ExampleFiles.copyTo(folder);
        ExampleTables.production(cli.fake());
        cli.variable("SCHEMA_DIR", folder.toString());
    }

    private Path companies() {
        return folder.resolve("companies.json");
    }

    /** Changes every live table, so that an export writes every file. */
    private void changeLiveTables() {
        cli.fake().tables().forEach(table -> cli.fake().edit(table).recovery(20));
    }

    /** A replacement of {@code companies.json}. */
    private enum Found {
        DIRECTORY("is a folder"),
        DANGLING_LINK("no such file"),
        LINK_TO_ITSELF("too many levels of symbolic links"),
        LINK_TO_A_DIRECTORY("is a folder"),
        PIPE("is not a regular file"),
        LINK_TO_A_DEVICE("is not a regular file"),
        EMPTY("1: the file is empty"),
        SPACES("1: the file is empty"),
        ONLY_A_BYTE_ORDER_MARK("1: the file is empty"),
        NUL_BYTES("1: "),
        NUL_WITHIN(": a string contains a line break or control character"),
        UTF_16("1: the file is in UTF-16: save it as UTF-8"),
        UTF_16_WITHOUT_MARK("1: the file is in UTF-16: save it as UTF-8"),
        UTF_32("1: "),
        LATIN_1(":13: byte 0xE9 is not UTF-8: save the file as UTF-8"),
        DEEP_NESTING("1: not a table description: nested deeper than 64 levels"),
        LARGE("has 52,428,800 bytes; the limit is 1,048,576"),
        HALF(": unexpected end of file"),
        TWICE(": unexpected text after the JSON object"),
        BINARY("1: byte 0x89 is not UTF-8");

        final String said;

        Found(String said) {
            this.said = said;
        }

        void inPlaceOf(Path file) throws IOException, InterruptedException {
            String text = Files.readString(file);
            Files.delete(file);
            switch (this) {
                case DIRECTORY -> Files.createDirectory(file);
                case DANGLING_LINK -> Files.createSymbolicLink(file, Path.of("nowhere.json"));
                case LINK_TO_ITSELF -> Files.createSymbolicLink(file, file.getFileName());
                case LINK_TO_A_DIRECTORY -> Files.createSymbolicLink(file, Path.of(".."));
                case PIPE ->
                    assumeTrue(
                            new ProcessBuilder("mkfifo", file.toString())
                                            .start()
                                            .waitFor()
                                    == 0,
                            "no named pipes here");
                case LINK_TO_A_DEVICE -> Files.createSymbolicLink(file, Path.of("/dev/zero"));
                case EMPTY -> Files.createFile(file);
                case SPACES -> Files.writeString(file, " \n\t \r\n");
                case ONLY_A_BYTE_ORDER_MARK -> Files.writeString(file, "\uFEFF");
                case NUL_BYTES -> Files.write(file, new byte[4096]);
                case NUL_WITHIN -> Files.writeString(file, text.replace("\"companies\"", "\"compa\0nies\""));
                case UTF_16 -> Files.write(file, text.getBytes(StandardCharsets.UTF_16));
                case UTF_16_WITHOUT_MARK -> Files.write(file, text.getBytes(StandardCharsets.UTF_16LE));
                case UTF_32 -> Files.write(file, text.getBytes(Charset.forName("UTF-32")));
                case LATIN_1 ->
                    Files.write(
                            file,
                            text.replace("\"companies\"", "\"compani\u00E9s\"").getBytes(StandardCharsets.ISO_8859_1));
                case DEEP_NESTING -> Files.writeString(file, "{\"Table\":".repeat(50_000));
                case LARGE -> {
                    try (RandomAccessFile sparse = new RandomAccessFile(file.toFile(), "rw")) {
                        sparse.setLength(52_428_800);
                    }
                }
                case HALF -> Files.writeString(file, text.substring(0, text.length() / 2));
                case TWICE -> Files.writeString(file, text + text);
                case BINARY -> Files.write(file, new byte[] {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1A, '\n', 0});
            }
        }

        /** Whether an export writes the file, replacing a link. */
        boolean replaced() {
            return this != DIRECTORY && this != LINK_TO_A_DIRECTORY && this != PIPE;
        }
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void an_invalid_schema_exits_with_3_before_any_call(Found found) throws Exception {
        found.inPlaceOf(companies());
        for (String command : List.of("validate", "diff", "create", "add-gsi --from-schema", "export invitations")) {
            CliRunner.Result ended = cli.run(command.split(" ", -1));

            assertThat(ended.exitCode()).as(command + ended.screen()).isEqualTo(3);
            assertThat(ended.screen())
                    .as(command)
                    .contains(companies() + ":")
                    .contains(found.said)
                    .contains("1 problem in the schema files")
                    .doesNotContain("Exception", "dev.ddbtool", "\0");
            assertThat(cli.fake().calls()).as(command).isEmpty();
        }
    }

    @ParameterizedTest
    @EnumSource(Found.class)
    void an_export_replaces_it_or_fails_for_that_table_alone(Found found) throws Exception {
        found.inPlaceOf(companies());
        changeLiveTables();

        CliRunner.Result ended = cli.run("export");

        if (found.replaced()) {
            assertThat(ended.exitCode()).as(ended.screen()).isZero();
            assertThat(ended.out()).endsWith("13 written\n");
            assertThat(companies()).isRegularFile();
            assertThat(Files.isSymbolicLink(companies())).isFalse();
        } else {
            assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(4);
            assertThat(ended.err())
                    .contains("ddbtool: companies: cannot write '" + companies() + "': " + found.said)
                    .contains("hint: ");
            assertThat(ended.out()).endsWith("1 failed, 12 written\n");
            Files.delete(companies());
        }
        assertThat(folder).isDirectoryNotContaining("glob:**tmp*");
        assertThat(cli.run("export").exitCode()).isZero();
        assertThat(cli.run("diff", "--quiet").exitCode()).isZero();
    }

    private static Stream<Arguments> lineEndsAndMarks() {
        return Stream.of(
                Arguments.of("Windows line ends", "\r\n", ""),
                Arguments.of("a byte-order mark", "\n", "\uFEFF"),
                Arguments.of("both", "\r\n", "\uFEFF"));
    }

    @ParameterizedTest
    @MethodSource("lineEndsAndMarks")
    void line_ends_and_byte_order_marks_are_accepted_and_kept_until_a_change(String name, String lineEnd, String mark)
            throws IOException {
        for (String table : ExampleTables.names()) {
            Path file = folder.resolve(table + ".json");
            Files.writeString(file, mark + Files.readString(file).replace("\n", lineEnd));
        }
        Map<String, String> before = schemas();

        assertThat(cli.run("validate").out()).isEqualTo("13 valid\n");
        assertThat(cli.run("diff").exitCode()).isZero();
        assertThat(cli.run("export").out()).endsWith("13 unchanged\n");
        assertThat(schemas()).isEqualTo(before);

        cli.fake().edit(PRODUCTION + "companies").recovery(20);
        assertThat(cli.run("export").out()).endsWith("12 unchanged, 1 written\n");
        assertThat(Files.readString(companies())).startsWith("{\n").doesNotContain("\r", "\uFEFF");
    }

    @Test
    void the_line_of_a_problem_is_right_with_windows_line_ends_and_a_byte_order_mark() throws IOException {
        String text = Files.readString(companies()).replace("\"TableName\"", "\"TableNam\"");
        Files.writeString(companies(), "\uFEFF" + text.replace("\n", "\r\n"));

        assertThat(cli.run("validate").out()).contains(companies() + ":13: unknown member 'TableNam'");
    }

    @Test
    void a_link_to_a_schema_file_is_followed_and_kept_if_nothing_changes() throws IOException {
        Path elsewhere = root.resolve("elsewhere.json");
        Files.move(companies(), elsewhere);
        Files.createSymbolicLink(companies(), Path.of("..", "elsewhere.json"));

        assertThat(cli.run("diff").exitCode()).isZero();
        assertThat(cli.run("export").out()).endsWith("13 unchanged\n");
        assertThat(companies()).isSymbolicLink();
    }

    @ParameterizedTest
    @ValueSource(strings = {"companies.json", "table-summary.txt", "README.md"})
    void a_link_is_replaced_by_a_file_and_its_target_stays_unchanged(String name) throws IOException {
        Path elsewhere = Files.writeString(root.resolve("elsewhere"), "mine\n");
        Path link = folder.resolve(name);
        Files.deleteIfExists(link);
        Files.createSymbolicLink(link, elsewhere);
        changeLiveTables();

        CliRunner.Result ended = cli.run("export");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(elsewhere).hasContent("mine\n");
        assertThat(Files.isSymbolicLink(link)).isFalse();
        assertThat(link).isRegularFile();
    }

    @Test
    void a_link_to_a_folder_counts_as_a_folder() throws IOException {
        Path link = Files.createSymbolicLink(root.resolve("link"), folder);
        changeLiveTables();

        CliRunner.Result ended = cli.run("export", "--schemas", link.toString());

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(ended.out()).endsWith("13 written\n");
        assertThat(link).isSymbolicLink();
        assertThat(cli.run("diff", "--schemas", link.toString()).exitCode()).isZero();
        Files.delete(link);
    }

    @ParameterizedTest
    @ValueSource(strings = {"table-summary.txt", "README.md"})
    void an_unwritable_summary_exits_with_3_after_the_tables_are_written(String name) throws Exception {
        for (Found found : List.of(Found.DIRECTORY, Found.PIPE, Found.LARGE)) {
            Path file = folder.resolve(name);
            Files.deleteIfExists(file);
            Files.createFile(file);
            found.inPlaceOf(file);
            changeLiveTables();

            CliRunner.Result ended = cli.run("export");

            assertThat(ended.exitCode()).as(found + ended.screen()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("ddbtool: cannot write '" + file + "': ")
                    .contains(found == Found.LARGE ? "has 52,428,800 bytes" : found.said);
            assertThat(ended.out()).containsPattern("13 (written|unchanged)\n$");
            assertThat(folder).isDirectoryNotContaining("glob:**tmp*");
        }
    }

    /** Folders without write access. In the first two, no user can create files. */
    private static List<String> unwritable() {
        return List.of("file/schemas", "file", "/proc/nowhere/schemas");
    }

    @Test
    void an_export_to_a_folder_that_cannot_be_created_exits_with_3_and_leaves_nothing() {
        ExampleFiles.text(root.resolve("file"), "mine\n");
        for (String where : unwritable()) {
            assumeTrue(!where.startsWith("/proc") || Files.isDirectory(Path.of("/proc")), "there is no /proc here");
            String schemas = root.resolve(where).toString();

            CliRunner.Result ended = cli.run("export", "--schemas", schemas);

            assertThat(ended.exitCode()).as(where + ended.screen()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("cannot write '" + schemas)
                    .containsOnlyOnce("hint: choose another folder with --schemas")
                    .doesNotContain("Exception");
        }
        assertThat(root.resolve("file")).hasContent("mine\n");
    }

    /** A folder that is read-only by its mode, or for root by a read-only mount. */
    @Test
    void a_read_only_folder_exits_with_3_only_if_a_file_changes() throws Exception {
        assertThat(cli.run("export").exitCode()).isZero();
        Map<String, String> before = ExampleFiles.contents(folder);
        Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("r-xr-xr-x"));
        boolean mounted = Files.isWritable(folder);
        if (mounted) {
            assumeTrue(
                    succeeds("mount", "--bind", folder.toString(), folder.toString())
                            && succeeds("mount", "-o", "remount,ro,bind", folder.toString()),
                    "root may write everywhere, and this build may not mount");
        }
        try {
            assertThat(cli.run("export").out()).endsWith("13 unchanged\n");
            changeLiveTables();

            CliRunner.Result ended = cli.run("export");

            assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("cannot write '" + companies() + "': ")
                    .containsPattern("permission denied|is read-only|read-only file system")
                    .containsOnlyOnce("hint: choose another folder with --schemas");
            assertThat(ended.out()).endsWith("13 failed\n");
            assertThat(ExampleFiles.contents(folder)).isEqualTo(before);
        } finally {
            if (mounted) {
                succeeds("umount", folder.toString());
            }
            Files.setPosixFilePermissions(folder, PosixFilePermissions.fromString("rwxr-xr-x"));
        }
    }

    /** A file system of a few blocks, if the build may mount one. */
    @Test
    void a_full_disk_leaves_every_file_unchanged_and_no_new_file() throws Exception {
        Path disk = Files.createDirectory(root.resolve("disk"));
        assumeTrue(
                succeeds("mount", "-t", "tmpfs", "-o", "size=96k,mode=777", "tmpfs", disk.toString()),
                "this build may not mount a file system");
        try {
            Path schemas = disk.resolve("schemas");
            ExampleFiles.copyTo(schemas);
            fill(disk.resolve("filling"));
            Map<String, String> before = ExampleFiles.contents(schemas);
            changeLiveTables();

            CliRunner.Result ended = cli.run("export", "--schemas", schemas.toString());

            assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(3);
            assertThat(ended.err())
                    .contains("ddbtool: companies: cannot write '" + schemas.resolve("companies.json")
                            + "': no space left")
                    .doesNotContain("Exception");
            assertThat(ended.out()).endsWith("13 failed\n");
            assertThat(ExampleFiles.contents(schemas)).isEqualTo(before);

            Files.delete(disk.resolve("filling"));
            assertThat(cli.run("export", "--schemas", schemas.toString()).out()).endsWith("13 written\n");
        } finally {
            succeeds("umount", disk.toString());
        }
    }

    private static boolean succeeds(String... command) throws IOException, InterruptedException {
        return new ProcessBuilder(command).start().waitFor() == 0;
    }

    /** Fills the file system. */
    private static void fill(Path file) throws IOException {
        try (OutputStream out = Files.newOutputStream(file)) {
            while (true) {
                out.write(new byte[512]);
            }
        } catch (IOException e) {
            assertThat(e).hasMessageContaining("No space left");
        }
    }

    @Test
    void a_read_only_file_stays_unchanged() throws IOException {
        assumeFalse("root".equals(System.getProperty("user.name")), "root may write everywhere");
        Files.setPosixFilePermissions(companies(), PosixFilePermissions.fromString("r--r--r--"));
        String before = Files.readString(companies());
        changeLiveTables();

        CliRunner.Result ended = cli.run("export");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err()).contains("cannot write '" + companies() + "': is read-only");
        assertThat(ended.out()).endsWith("1 failed, 12 written\n");
        assertThat(companies()).hasContent(before);
    }

    /** The service allows these names, but a file of this name would be hidden or outside of the folder. */
    @ParameterizedTest
    @ValueSource(strings = {"..", ".", ".hidden", "...", "..companies"})
    void a_table_whose_name_cannot_be_a_file_name_fails_alone(String name) throws IOException {
        cli.fake().seed(ExampleTables.createTable("companies", PRODUCTION + name));

        CliRunner.Result ended = cli.run("export");

        assertThat(ended.exitCode()).isEqualTo(4);
        assertThat(ended.err())
                .contains("table name '" + name + "' cannot be a file name: use ")
                .contains("hint: omit it: name the tables to export")
                .doesNotContain("--schemas");
        assertThat(ended.out()).endsWith("1 failed, 13 unchanged\n");
        assertThat(schemas()).hasSize(13);
        try (var all = Files.list(root)) {
            assertThat(all).containsExactly(folder);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"con", "aux.b", "trailing.", "trailing..", "-rf", "--help", "_", "a.json", "Companies"})
    void a_table_with_an_unusual_name_can_be_exported_and_created(String name) {
        cli.fake().seed(ExampleTables.createTable("companies", PRODUCTION + name));

        CliRunner.Result ended = cli.run("export");

        assertThat(ended.exitCode()).as(ended.screen()).isZero();
        assertThat(folder.resolve(name + ".json")).isRegularFile();
        assertThat(schemas()).hasSize(14);
        assertThat(cli.run("diff").out()).endsWith("14 in sync\n");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a b.json",
                "caf\u00E9.json",
                "new\nline.json",
                "bell\u0007.json",
                "$(id).json",
                "'q'.json",
            })
    void a_file_with_an_unusual_name_is_named_safely(String name) throws IOException {
        Files.move(companies(), folder.resolve(name));

        CliRunner.Result ended = cli.run("validate");

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(3);
        assertThat(ended.screen())
                .as(name)
                .contains(name.replace("\n", "\\u000a").replace("\u0007", "\\u0007"))
                .doesNotContainPattern("[\\p{Cntrl}&&[^\n]]");
    }

    @ParameterizedTest
    @ValueSource(strings = {"new\nline.json", "two\nnew\nlines.json"})
    void a_name_with_line_breaks_is_always_escaped(String name) throws IOException {
        Files.move(companies(), folder.resolve(name));

        assertThat(cli.run("validate").screen())
                .contains("hint: fix the problems above")
                .doesNotContain(name);
    }

    @Test
    void two_files_whose_names_differ_only_in_case_are_two_tables() throws IOException {
        Files.writeString(
                folder.resolve("Companies.json"),
                Files.readString(companies()).replace("\"companies\"", "\"Companies\""));
        assumeTrue(schemas().size() == 14, "this file system takes the two names for one");

        assertThat(cli.run("validate").out()).isEqualTo("14 valid\n");
        assertThat(cli.run("diff").out()).endsWith("13 in sync, 1 missing\n");
    }

    private Map<String, String> schemas() {
        Map<String, String> schemas = new TreeMap<>(ExampleFiles.contents(folder));
        schemas.keySet().removeIf(name -> !name.endsWith(".json"));
        return schemas;
    }
}
