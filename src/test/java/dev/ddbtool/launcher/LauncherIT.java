package dev.ddbtool.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The launcher with fake Javas that print their arguments. All other tests of the binary use a real Java. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class LauncherIT {

    private static final Path INSTALLED = Path.of("target", "ddbtool").toAbsolutePath();
    private static final Path BINARY = INSTALLED.resolve("bin/ddbtool");

    @TempDir
    Path folder;

    private static List<String> start(Path root) {
        return List.of("-cp", root.resolve("lib/ddbtool.jar").toString(), "dev.ddbtool.cli.Main");
    }

    private static List<String> all(List<?>... parts) {
        return Stream.of(parts).flatMap(List::stream).map(String::valueOf).toList();
    }

    @Test
    void passes_every_argument_unchanged() throws Exception {
        Run run = run(Map.of("JAVA_HOME", java("17.0.15").toString()), BINARY, "a b", "", "*", "$(id)", "`id`", "-e");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .isEqualTo(all(
                        LauncherFlags.USUAL,
                        List.of("-Dddbtool.terminal="),
                        start(INSTALLED),
                        List.of("a b", "", "*", "$(id)", "`id`", "-e")));
    }

    @Test
    void splits_options_for_java_into_words_only() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", java("21-ea").toString(), "DDBTOOL_JAVA_OPTS", "-Xmx1g  -Da=* -Db=$(id)"), BINARY);

        assertThat(run.lines()).containsSubsequence("-Dddbtool.terminal=", "-Xmx1g", "-Da=*", "-Db=$(id)", "-cp");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DDBTOOL_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void a_collector_or_options_file_of_the_user_replaces_the_default_collector(String variable) throws Exception {
        for (String options : List.of("-XX:+UseParallelGC", "@options", "-XX:VMOptionsFile=options")) {
            Run run = run(Map.of("JAVA_HOME", java("17").toString(), variable, options), BINARY);

            assertThat(run.lines()).contains("-cp").doesNotContain("-XX:+UseSerialGC", "-Xms64m", "-Xmn32m");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"-Xmx48m", "-XX:MaxHeapSize=48m"})
    void a_maximum_heap_of_the_user_may_be_smaller_than_the_default_heap(String options) throws Exception {
        Run run = run(Map.of("JAVA_HOME", java("17").toString(), "DDBTOOL_JAVA_OPTS", options), BINARY);

        assertThat(run.lines()).contains("-XX:+UseSerialGC", options).doesNotContain("-Xms64m");
    }

    @Test
    void finds_its_jar_through_links_and_in_a_folder_with_a_space() throws Exception {
        Path root = installed("a folder");
        Files.createSymbolicLink(folder.resolve("a link"), root.resolve("bin/ddbtool"));
        Path second = Files.createSymbolicLink(folder.resolve("second"), Path.of("a link"));

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), second, "x");

        assertThat(run.lines()).containsSubsequence(all(start(root), List.of("x")));
    }

    @Test
    void finds_its_jar_in_a_folder_that_is_a_link() throws Exception {
        Path root = installed("installed");
        Files.createSymbolicLink(folder.resolve("linked"), root.resolve("bin"));

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), folder.resolve("linked/ddbtool"), "x");

        assertThat(run.lines()).containsSubsequence(all(start(root), List.of("x")));
    }

    @Test
    void refuses_a_folder_that_java_takes_for_two() throws Exception {
        Path root = installed("a:b");

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), root.resolve("bin/ddbtool"));

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo("ddbtool: the path '" + root + "' contains ':', which Java does not support\n"
                        + "hint: move ddbtool to another folder\n");
    }

    /** Columns: Java and folder of the archive, actual Java, whether it fits. */
    @ParameterizedTest
    @CsvSource({
        "17.0.15+6, ROOT, 17.0.15+6, true",
        "17.0.15+6, /elsewhere, 17.0.15+6, false", // before Java 20 an archive cannot move
        "17.0.15+6, ROOT, 17.0.16+8, false",
        "25.0.3+9, /elsewhere, 25.0.3+9, true",
        "'', ROOT, 17.0.15+6, false"
    })
    void uses_the_archive_only_if_java_accepts_it(String madeWith, String madeIn, String runtime, boolean fits)
            throws Exception {
        Path root = installed("installed");
        Path archive = Files.createFile(root.resolve("lib/ddbtool.jsa"));
        Files.writeString(
                root.resolve("lib/ddbtool.jsa.for"),
                "JAVA_RUNTIME_VERSION=\"" + madeWith + "\"\n" + madeIn.replace("ROOT", root.toString()) + "\n");

        Run run = run(Map.of("JAVA_HOME", java(runtime).toString()), root.resolve("bin/ddbtool"));

        assertThat(run.err()).isEmpty();
        assertThat(run.lines().contains("-XX:SharedArchiveFile=" + archive)).isEqualTo(fits);
    }

    @Test
    void uses_no_archive_without_information() throws Exception {
        Path root = installed("installed");
        Files.createFile(root.resolve("lib/ddbtool.jsa"));

        Run run = run(Map.of("JAVA_HOME", java("25").toString()), root.resolve("bin/ddbtool"));

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).noneMatch(line -> line.contains("SharedArchiveFile"));
    }

    @Test
    void prefers_its_own_java_and_archive() throws Exception {
        Path root = installed("installed");
        Path archive = Files.createFile(root.resolve("lib/ddbtool.jsa"));
        Files.move(java("25"), root.resolve("runtime"));

        Run run = run(Map.of("JAVA_HOME", folder.toString(), "PATH", "/nonexistent"), root.resolve("bin/ddbtool"), "x");

        assertThat(run.err()).isEmpty();
        assertThat(run.lines())
                .contains("-XX:SharedArchiveFile=" + archive)
                .containsSubsequence(all(start(root), List.of("x")));
    }

    @Test
    void finds_java_on_the_path_through_links() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), java("17.0.1").resolve("bin/java"));

        Run run = run(Map.of("PATH", bin + ":" + System.getenv("PATH")), BINARY);

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).containsSubsequence(start(INSTALLED));
    }

    @Test
    void reports_a_java_that_is_too_old() throws Exception {
        Path old = java("1.8.0_302");

        Run run = run(Map.of("JAVA_HOME", old.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("ddbtool: Java 1.8.0_302 was found through JAVA_HOME '" + old
                        + "', but ddbtool requires Java 17 or newer\n"
                        + "hint: install Java 17 or newer, or set JAVA_HOME to such an installation\n");
    }

    @Test
    void asks_a_java_without_a_release_file_for_its_version() throws Exception {
        Path home = java("17");
        Files.delete(home.resolve("release"));
        executable(home.resolve("bin/java"), "echo 'openjdk version \"11.0.2\" 2019-01-15' >&2");

        Run run = run(Map.of("JAVA_HOME", home.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err()).startsWith("ddbtool: Java 11.0.2 was found through JAVA_HOME");
    }

    @Test
    void reports_a_java_home_without_java() throws Exception {
        Run run = run(Map.of("JAVA_HOME", folder.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo(
                        "ddbtool: JAVA_HOME is set to '" + folder
                                + "', which has no executable bin/java\n"
                                + "hint: set JAVA_HOME to an installation of Java 17 or newer, or unset it to use the java on the PATH\n");
    }

    @Test
    void reports_a_missing_java() throws Exception {
        Run run = run(Map.of("PATH", folder.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo(
                        "ddbtool: no Java found: JAVA_HOME is not set, and there is no java on the PATH\n"
                                + "hint: install Java 17 or newer (a JRE is enough), or set JAVA_HOME to an existing installation\n");
    }

    /** Java itself would exit with 1, the code for differences. */
    @Test
    void reports_a_deleted_working_directory() throws Exception {
        Path gone = Files.createDirectories(folder.resolve("gone"));
        Path line = folder.resolve("line");
        executable(line, "rmdir '" + gone + "'; exec '" + BINARY + "' validate");

        Run run = run(gone, Map.of("JAVA_HOME", System.getProperty("java.home")), line);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()) // some shells print their own message first
                .endsWith("ddbtool: the working directory no longer exists\n"
                        + "hint: change to an existing folder, then run the command again\n");
    }

    @Test
    void reports_a_missing_jar() throws Exception {
        Path copy = Files.copy(
                BINARY, Files.createDirectories(folder.resolve("bin")).resolve("ddbtool"));

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), copy);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo(
                        "ddbtool: cannot find lib/ddbtool.jar for '" + copy + "'\n"
                                + "hint: keep the folders bin and lib together, and put a symbolic link to bin/ddbtool on the PATH\n");
    }

    @Test
    void never_executes_a_release_file() throws Exception {
        Path home = java("17\"\n$(touch '" + folder + "/run')\nX=\"");

        Run run = run(Map.of("JAVA_HOME", home.toString()), BINARY);

        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /** Neither the shell nor Java, Logback or picocli reads files of the working directory. */
    @Test
    void runs_and_reads_no_files_of_the_working_directory() throws Exception {
        Path here = Files.createDirectories(folder.resolve("evil"));
        for (String program : List.of("java", "readlink", "stty", "sed", "printf")) {
            executable(here.resolve(program), "touch '" + folder + "/run'");
        }
        Files.writeString(here.resolve("logback.xml"), "<configuration debug='true'/>");
        Files.writeString(here.resolve("logback-test.xml"), "<configuration debug='true'/>");
        Files.writeString(here.resolve(".ddbtool.properties"), "output=json\nenvironments=evil\n");
        Files.writeString(here.resolve("ddbtool.properties"), "output=json\n");

        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), Path.of(System.getProperty("java.home"), "bin", "java"));
        Path link = Files.createSymbolicLink(bin.resolve("ddbtool"), BINARY);
        Run run = run(
                here,
                Map.of("HOME", folder.toString(), "PATH", bin + ":/usr/bin:/bin"),
                link,
                "validate",
                "schemas",
                "--debug");

        assertThat(folder.resolve("run")).doesNotExist();
        assertThat(run.exitCode()).as(run.err()).isEqualTo(3);
        assertThat(run.out()).doesNotContain("{");
        assertThat(run.err()).doesNotContain("logback", "evil");
    }

    private record Run(int exitCode, String out, String err) {

        List<String> lines() {
            return List.of(out.split("\n", -1)).subList(0, out.split("\n", -1).length - 1);
        }
    }

    /** The launcher with a fake jar. */
    private Path installed(String name) throws IOException {
        Path root = Files.createDirectories(folder.resolve(name)).toRealPath();
        Files.copy(BINARY, Files.createDirectories(root.resolve("bin")).resolve("ddbtool"));
        Files.createFile(Files.createDirectories(root.resolve("lib")).resolve("ddbtool.jar"));
        return root;
    }

    /** A Java home whose java prints its arguments, one per line. */
    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java home"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(
                home.resolve("release"),
                "IMPLEMENTOR=\"X\"\nJAVA_RUNTIME_VERSION=\"" + version + "\"\nJAVA_VERSION=\"" + version + "\"\n");
        executable(Files.createDirectories(home.resolve("bin")).resolve("java"), "printf '%s\\n' \"$@\"");
        return home;
    }

    private static void executable(Path file, String command) throws IOException {
        Files.writeString(file, "#!/bin/sh\n" + command + "\n");
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private Run run(Map<String, String> environment, Path binary, String... arguments) throws Exception {
        return run(Path.of("").toAbsolutePath(), environment, binary, arguments);
    }

    private Run run(Path workingFolder, Map<String, String> environment, Path binary, String... arguments)
            throws Exception {
        List<String> command = new ArrayList<>(List.of(binary.toString()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("stderr");
        ProcessBuilder builder =
                new ProcessBuilder(command).directory(workingFolder.toFile()).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().put("PATH", System.getenv("PATH"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
