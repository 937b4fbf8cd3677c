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

/** The launcher with Javas that only print what they are called with; the real one is in every other test of the binary. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class LauncherIT {

    private static final Path BINARY = Path.of("target", "ddbtool").toAbsolutePath();

    @TempDir
    Path folder;

    @Test
    void hands_every_argument_over_as_it_is() throws Exception {
        Run run = run(Map.of("JAVA_HOME", java("17.0.15").toString()), BINARY, "a b", "", "*", "$(id)", "`id`", "-e");

        assertThat(run.exitCode()).isZero();
        assertThat(run.err()).isEmpty();
        List<String> rest =
                List.of("-Dddbtool.terminal=", "-jar", BINARY.toString(), "a b", "", "*", "$(id)", "`id`", "-e");
        assertThat(run.lines())
                .containsExactlyElementsOf(Stream.concat(LauncherFlags.USUAL.stream(), rest.stream())
                        .toList());
    }

    @Test
    void splits_the_options_for_java_into_words_and_nothing_else() throws Exception {
        Run run = run(
                Map.of("JAVA_HOME", java("21-ea").toString(), "DDBTOOL_JAVA_OPTS", "-Xmx1g  -Da=* -Db=$(id)"), BINARY);

        assertThat(run.lines())
                .containsSubsequence("-Dddbtool.terminal=", "-Xmx1g", "-Da=*", "-Db=$(id)", "-jar")
                .doesNotContain("-Xms96m", "-Xmn48m"); // whoever sizes the heap sizes all of it
    }

    /** Java is told to pass over what it does not know only where nobody has anything that it might not know. */
    @ParameterizedTest
    @CsvSource({
        "DDBTOOL_JAVA_OPTS, -XX:MaxDirectMemorySise=9m",
        "DDBTOOL_JAVA_OPTS, -xmx1g",
        "JDK_JAVA_OPTIONS, -Da=b --add-opensx=a",
        "JAVA_TOOL_OPTIONS, @file"
    })
    void a_mistake_in_the_options_for_java_is_not_passed_over(String variable, String options) throws Exception {
        Run run = run(Map.of("JAVA_HOME", java("21").toString(), variable, options), BINARY);

        assertThat(run.lines()).contains("-jar").doesNotContain("-XX:+IgnoreUnrecognizedVMOptions");
    }

    @Test
    void properties_are_no_options_that_java_might_not_know() throws Exception {
        Run run = run(Map.of("JAVA_HOME", java("21").toString(), "JAVA_TOOL_OPTIONS", "-Da=b\t-Dc=d"), BINARY);

        assertThat(run.lines()).contains("-XX:+IgnoreUnrecognizedVMOptions", "-XX:+UseSerialGC", "-Xms96m");
    }

    @ParameterizedTest
    @ValueSource(strings = {"DDBTOOL_JAVA_OPTS", "JAVA_TOOL_OPTIONS", "JDK_JAVA_OPTIONS", "_JAVA_OPTIONS"})
    void whoever_chooses_a_collector_or_keeps_options_in_a_file_gets_none_beside_it(String variable) throws Exception {
        for (String options : List.of("-XX:+UseParallelGC", "@options", "-XX:VMOptionsFile=options")) {
            Run run = run(Map.of("JAVA_HOME", java("17").toString(), variable, options), BINARY);

            assertThat(run.lines()).contains("-jar").doesNotContain("-XX:+UseSerialGC", "-Xms96m", "-Xmn48m");
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"export --parallel 64", "create --parallel=1000", "no-such-command"})
    void starts_java_the_same_way_whatever_the_arguments_are(String line) throws Exception {
        Map<String, String> variables = Map.of("JAVA_HOME", java("17").toString());

        List<String> words = List.of(line.split(" "));

        assertThat(run(variables, BINARY, line.split(" ")).lines())
                .containsExactlyElementsOf(Stream.concat(run(variables, BINARY).lines().stream(), words.stream())
                        .toList());
    }

    @Test
    void finds_itself_through_links_and_in_a_folder_with_a_space() throws Exception {
        Path link = Files.createSymbolicLink(folder.resolve("a link"), BINARY);

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), link, "x");

        assertThat(run.lines()).endsWith("-jar", link.toString(), "x");
    }

    @Test
    void finds_java_on_the_path_through_links() throws Exception {
        Path bin = Files.createDirectories(folder.resolve("bin"));
        Files.createSymbolicLink(bin.resolve("java"), java("17.0.1").resolve("bin/java"));

        Run run = run(Map.of("PATH", bin + ":" + System.getenv("PATH")), BINARY);

        assertThat(run.err()).isEmpty();
        assertThat(run.lines()).endsWith("-jar", BINARY.toString());
    }

    @Test
    void says_which_java_is_too_old_and_where_it_was_found() throws Exception {
        Path old = java("1.8.0_302");

        Run run = run(Map.of("JAVA_HOME", old.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err())
                .isEqualTo("ddbtool: Java 1.8.0_302 was found through JAVA_HOME '" + old
                        + "', but Java 17 or newer is needed\n"
                        + "hint: install a Java 17 or newer, or set JAVA_HOME to the folder of one\n");
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
    void says_that_java_home_holds_no_java() throws Exception {
        Run run = run(Map.of("JAVA_HOME", folder.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo(
                        "ddbtool: JAVA_HOME is set to '" + folder
                                + "', but there is no bin/java in it that can be run\n"
                                + "hint: set JAVA_HOME to the folder of a Java 17 or newer, or unset it to use the java on the PATH\n");
    }

    @Test
    void says_that_there_is_no_java_at_all() throws Exception {
        Run run = run(Map.of("PATH", folder.toString()), BINARY);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .isEqualTo(
                        "ddbtool: no Java found: JAVA_HOME is not set and there is no java on the PATH\n"
                                + "hint: install a Java 17 or newer (a JRE is enough), or set JAVA_HOME to the folder of one\n");
    }

    /** Java itself would end with 1, as where tables differ. */
    @Test
    void says_that_the_working_directory_is_gone() throws Exception {
        Path gone = Files.createDirectories(folder.resolve("gone"));
        Path line = folder.resolve("line");
        executable(line, "rmdir '" + gone + "'; exec '" + BINARY + "' validate");

        Run run = run(gone, Map.of("JAVA_HOME", System.getProperty("java.home")), line);

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.out()).isEmpty();
        assertThat(run.err()) // some shells say something of their own before
                .endsWith("ddbtool: the working directory no longer exists\n"
                        + "hint: change to a folder that exists (cd), then run the command again\n");
    }

    @Test
    void says_that_it_cannot_find_itself() throws Exception {
        Path sh = Path.of("/bin/sh");

        Run run = run(Map.of("JAVA_HOME", java("17").toString()), sh, "-c", ". '" + BINARY + "'", "no-such-file");

        assertThat(run.exitCode()).isEqualTo(70);
        assertThat(run.err())
                .startsWith("ddbtool: cannot read '")
                .contains("no-such-file', which is the program itself\n");
    }

    @Test
    void never_runs_what_a_release_file_says() throws Exception {
        Path home = java("17\"\n$(touch '" + folder + "/run')\nX=\"");

        Run run = run(Map.of("JAVA_HOME", home.toString()), BINARY);

        assertThat(run.exitCode()).isZero();
        assertThat(folder.resolve("run")).doesNotExist();
    }

    /** Neither the shell nor Java, Logback or picocli takes anything from the folder that it is run in. */
    @Test
    void runs_and_reads_nothing_of_the_folder_that_it_stands_in() throws Exception {
        Path here = Files.createDirectories(folder.resolve("evil"));
        for (String program : List.of("java", "readlink", "stty", "sed", "printf")) {
            executable(here.resolve(program), "touch '" + folder + "/run'");
        }
        Files.writeString(here.resolve("logback.xml"), "<configuration debug='true'/>");
        Files.writeString(here.resolve("logback-test.xml"), "<configuration debug='true'/>");
        Files.writeString(here.resolve(".ddbtool.properties"), "output=json\nenvironments=evil\n");
        Files.writeString(here.resolve("ddbtool.properties"), "output=json\n");

        Run run = run(
                here,
                Map.of(
                        "JAVA_HOME", System.getProperty("java.home"),
                        "HOME", folder.toString(),
                        "PATH", "/usr/bin:/bin"),
                BINARY,
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

    /** A Java home whose java prints its arguments, one a line. */
    private Path java(String version) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java home"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("release"), "IMPLEMENTOR=\"X\"\nJAVA_VERSION=\"" + version + "\"\n");
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
        builder.environment()
                .keySet()
                .removeAll(List.of(
                        "JAVA_HOME",
                        "DDBTOOL_JAVA_OPTS",
                        "COLUMNS",
                        "JAVA_TOOL_OPTIONS",
                        "JDK_JAVA_OPTIONS",
                        "DDBTOOL_CLASS_ARCHIVE"));
        builder.environment().putAll(environment);
        Process process = builder.start();
        process.getOutputStream().close();
        String out = new String(process.getInputStream().readAllBytes(), UTF_8);
        return new Run(process.waitFor(), out, Files.readString(err));
    }
}
