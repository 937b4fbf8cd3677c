package dev.ddbtool.launcher;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.FileSystems;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardWatchEventKinds;
import java.nio.file.WatchKey;
import java.nio.file.WatchService;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** How the launcher deals with archives of classes, with a Java that makes one of a word and else prints what it is called with. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script; Windows has ddbtool.jar")
class ClassArchiveIT {

    private static final Path BINARY = Path.of("target", "ddbtool").toAbsolutePath();

    @TempDir
    Path folder;

    private final Map<String, String> variables = new TreeMap<>();
    private Path cache;

    @BeforeEach
    void without_settings() throws Exception {
        cache = folder.resolve("cache");
        variables.put("PATH", "/usr/bin:/bin");
        variables.put("HOME", folder.resolve("home").toString());
        variables.put("XDG_CACHE_HOME", cache.toString());
        variables.put("JAVA_HOME", java("17.0.15").toString());
        variables.put("DDBTOOL_CLASS_ARCHIVE", "on");
    }

    @ParameterizedTest
    @ValueSource(strings = {"17.0.15", "21.0.1", "25", "26-ea"})
    void makes_an_archive_before_the_command_runs_and_starts_from_it(String version) throws Exception {
        variables.put("JAVA_HOME", java(version).toString());
        Path archive = made();

        assertThat(archive.getFileName().toString()).endsWith(".jsa");
        assertThat(run("x"))
                .containsSubsequence(
                        "-Xlog:disable",
                        "-XX:SharedArchiveFile=" + archive,
                        "-Dddbtool.archive=" + archive,
                        "-cp",
                        BINARY.toString(),
                        "dev.ddbtool.cli.Main",
                        "x");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(archive.getParent())))
                .isEqualTo("rwx------");
        assertThat(files()).as("nothing else is left").containsExactly(archive);
    }

    /** They would have Java link old classes while it makes the archive, and then leave those out. */
    @Test
    void makes_it_of_classes_and_lambdas_but_not_of_the_constants_that_newer_javas_note() throws Exception {
        variables.put("JAVA_HOME", java("25").toString());

        assertThat(made()).content().isEqualTo("a/Class id: 0\n@lambda-proxy a/Class run\n");
    }

    @Test
    void makes_it_in_the_background_when_the_command_has_ended() throws Exception {
        Path place = Files.createDirectories(cache.resolve("ddbtool"));
        Files.setPosixFilePermissions(place, PosixFilePermissions.fromString("rwx------"));
        try (WatchService watch = FileSystems.getDefault().newWatchService()) {
            place.register(watch, StandardWatchEventKinds.ENTRY_CREATE, StandardWatchEventKinds.ENTRY_DELETE);

            assertThat(run("x")).doesNotContain("-Xlog:disable").endsWith("-jar", BINARY.toString(), "x");

            // the folder that it is made in goes last
            boolean over = false;
            while (!over) {
                WatchKey key = watch.poll(60, SECONDS);
                assertThat(key).as("the background has done something").isNotNull();
                over = key.pollEvents().stream()
                        .anyMatch(event -> event.kind() == StandardWatchEventKinds.ENTRY_DELETE
                                && event.context().toString().endsWith(".work"));
                key.reset();
            }
        }
        assertThat(files()).hasSize(1);
        assertThat(run("x")).contains("-XX:SharedArchiveFile=" + files().get(0));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "off", "yes"})
    void does_without_where_nobody_has_turned_it_on(String value) throws Exception {
        made();
        variables.put("DDBTOOL_CLASS_ARCHIVE", value);

        assertThat(run("x")).doesNotContain("-Xlog:disable").endsWith("-jar", BINARY.toString(), "x");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "-XX:SharedArchiveFile=mine.jsa",
                "-Xshare:off",
                "-XX:AOTCache=mine",
                "-XX:ArchiveClassesAtExit=x"
            })
    void leaves_the_matter_to_whoever_has_options_of_their_own_for_it(String option) throws Exception {
        made();
        variables.put("DDBTOOL_JAVA_OPTS", option);

        assertThat(run("x")).contains(option).doesNotContain("-Xlog:disable");
    }

    @Test
    void takes_another_collector_instead_of_its_own_and_does_not_let_the_archive_be_removed() throws Exception {
        Path archive = made();
        variables.put("DDBTOOL_JAVA_OPTS", "-XX:+UseParallelGC");

        assertThat(run("x"))
                .contains("-XX:SharedArchiveFile=" + archive, "-XX:+UseParallelGC")
                .doesNotContain("-XX:+UseSerialGC", "-Dddbtool.archive=" + archive);
    }

    @ParameterizedTest
    @CsvSource({
        "export, true",
        "create -e staging, true",
        "add-gsi, true",
        "diff, true",
        "validate schemas, true",
        "--help, false",
        "help export, false",
        "--version, false"
    })
    void has_java_look_for_damage_inside_where_a_run_does_something(String line, boolean verified) throws Exception {
        String option = "-XX:+VerifySharedSpaces";
        made();

        assertThat(run(line.split(" ")).contains(option)).isEqualTo(verified);

        variables.put("DDBTOOL_JAVA_OPTS", "-Xmx64m");
        assertThat(run(line.split(" ")))
                .as("a Java that does not know it would not start")
                .doesNotContain(option);
        variables.remove("DDBTOOL_JAVA_OPTS");
        variables.put("DDBTOOL_CLASS_ARCHIVE", "off");
        assertThat(run(line.split(" "))).as("nothing to look at").doesNotContain(option);
    }

    @ParameterizedTest
    @ValueSource(strings = {"rwxrwx---", "rwx---rwx", "rwxrwxrwx"})
    void does_without_in_a_folder_that_others_may_write_to(String permissions) throws Exception {
        Path archive = made();
        Files.setPosixFilePermissions(archive.getParent(), PosixFilePermissions.fromString(permissions));

        assertThat(now("x")).doesNotContain("-Xlog:disable").endsWith("x");
    }

    @Test
    void does_without_an_archive_that_others_may_write_to() throws Exception {
        Path archive = made();
        Files.setPosixFilePermissions(archive, PosixFilePermissions.fromString("rw-rw-rw-"));

        variables.put("DDBTOOL_CLASS_ARCHIVE", "now");
        assertThat(run("x")).doesNotContain("-Xlog:disable");
    }

    @Test
    void does_without_in_a_folder_that_is_a_link() throws Exception {
        Path archive = made();
        Path elsewhere = Files.move(archive.getParent(), folder.resolve("elsewhere"));
        Files.createSymbolicLink(archive.getParent(), elsewhere);

        assertThat(now("x")).doesNotContain("-Xlog:disable");
    }

    @Test
    void makes_it_again_where_the_program_is_newer_or_the_file_is_empty() throws Exception {
        Path archive = made();
        FileTime old = FileTime.fromMillis(0);
        Files.setLastModifiedTime(archive, old);

        assertThat(now("x")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(Files.getLastModifiedTime(archive)).isGreaterThan(old);

        Files.writeString(archive, "");
        assertThat(now("x")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(archive).isNotEmptyFile();
    }

    @Test
    void makes_another_for_another_java() throws Exception {
        Path first = made();
        variables.put("JAVA_HOME", java("17.0.16").toString());

        assertThat(now("x")).contains("-Xlog:disable").doesNotContain("-XX:SharedArchiveFile=" + first);
    }

    @Test
    void keeps_only_the_newest_few() throws Exception {
        Path archive = made();
        for (int i = 0; i < 6; i++) {
            Path old = archive.resolveSibling("old" + i + ".jsa");
            Files.writeString(old, "old");
            Files.setLastModifiedTime(old, FileTime.fromMillis(i));
        }
        Files.delete(archive);

        made();

        assertThat(files()).hasSize(4).contains(archive);
        assertThat(archive.resolveSibling("old5.jsa")).exists();
        assertThat(archive.resolveSibling("old2.jsa")).doesNotExist();
    }

    @Test
    void does_not_try_again_for_a_day_where_java_cannot_make_one() throws Exception {
        variables.put("JAVA_HOME", java("17.0.15", "exit 1").toString());

        assertThat(now("x")).isEmpty(); // this Java does nothing at all
        assertThat(files()).hasSize(1);
        Path failed = files().get(0);
        assertThat(failed.getFileName().toString()).endsWith(".failed");

        variables.put("JAVA_HOME", java("17.0.15").toString());
        assertThat(now("x")).doesNotContain("-Xlog:disable").endsWith("x");

        Files.setLastModifiedTime(
                failed,
                FileTime.from(Files.getLastModifiedTime(failed).toInstant().minus(Duration.ofDays(3))));
        assertThat(now("x")).contains("-Xlog:disable");
    }

    @Test
    void takes_over_from_a_maker_that_was_killed_and_leaves_one_at_work_alone() throws Exception {
        Path archive = made();
        Files.delete(archive);
        String name = archive.toString().replaceFirst("[.]jsa$", "");
        Path work = Files.createDirectory(Path.of(name + ".work"));
        Files.writeString(work.resolve("maker"), ProcessHandle.current().pid() + "\n");

        assertThat(now("x")).doesNotContain("-Xlog:disable");

        Process gone = new ProcessBuilder("true").start();
        assertThat(gone.waitFor()).isZero();
        Files.writeString(work.resolve("maker"), gone.pid() + "\n");
        assertThat(now("x")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(work).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void takes_over_from_a_maker_that_was_killed_days_ago_even_before_it_said_who_it_was(boolean said)
            throws Exception {
        Path archive = made();
        Files.delete(archive);
        Path work = Files.createDirectory(Path.of(archive.toString().replaceFirst("[.]jsa$", "") + ".work"));
        FileTime daysAgo = FileTime.from(Instant.now().minus(Duration.ofDays(3)));
        if (said) {
            Path maker = Files.writeString(
                    work.resolve("maker"), ProcessHandle.current().pid() + "\n");
            Files.setLastModifiedTime(maker, daysAgo);
        }
        assertThat(now("x")).as("just begun").doesNotContain("-Xlog:disable");
        Files.setLastModifiedTime(work, daysAgo);

        assertThat(now("x")).contains("-XX:SharedArchiveFile=" + archive);
        assertThat(work).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "relative"})
    void keeps_it_under_home_without_a_cache_folder_of_its_own(String given) throws Exception {
        variables.put("XDG_CACHE_HOME", given);
        Files.createDirectories(folder.resolve("home"));

        assertThat(now("x")).contains("-Xlog:disable");
        assertThat(folder.resolve("home/.cache/ddbtool")).isNotEmptyDirectory();
    }

    @Test
    void does_without_where_there_is_no_home_and_where_nothing_can_be_made() throws Exception {
        variables.remove("XDG_CACHE_HOME");
        variables.remove("HOME");
        assertThat(now("x")).doesNotContain("-Xlog:disable").endsWith("x");

        variables.put(
                "XDG_CACHE_HOME", Files.writeString(folder.resolve("file"), "").toString());
        assertThat(now("x")).doesNotContain("-Xlog:disable").endsWith("x");

        variables.put("XDG_CACHE_HOME", "/proc/no-such-folder");
        assertThat(now("x")).doesNotContain("-Xlog:disable").endsWith("x");

        variables.put("XDG_CACHE_HOME", folder.resolve("a:b").toString());
        assertThat(now("x"))
                .as("Java takes a colon for two")
                .doesNotContain("-Xlog:disable")
                .endsWith("x");
    }

    private Path made() throws Exception {
        assertThat(now("y")).contains("-Xlog:disable");
        return files().stream()
                .filter(file -> file.toString().contains(",ddbtool."))
                .findFirst()
                .orElseThrow();
    }

    private List<Path> files() throws IOException {
        try (Stream<Path> files = Files.list(cache.resolve("ddbtool"))) {
            return files.toList();
        }
    }

    private Path java(String version) throws IOException {
        return java(version, """
                for a; do
                  case $a in
                    -XX:DumpLoadedClassList=*)
                      printf 'a/Class id: 0\\n@lambda-proxy a/Class run\\n@cp a/Class 1 2\\n' >"${a#*=}"
                      exit
                      ;;
                    -XX:SharedClassListFile=*) classes=${a#*=} ;;
                    -XX:SharedArchiveFile=*) archive=${a#*=} ;;
                  esac
                done
                case $* in
                  -Xshare:dump*) cp "$classes" "$archive" ;;
                  *) printf '%s\n' "$@" ;;
                esac
                """);
    }

    private Path java(String version, String script) throws IOException {
        Path home = Files.createDirectories(folder.resolve("java home"));
        Files.createDirectories(home.resolve("lib"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        Path java = Files.createDirectories(home.resolve("bin")).resolve("java");
        Files.writeString(java, "#!/bin/sh\n" + script);
        Files.setPosixFilePermissions(java, PosixFilePermissions.fromString("rwxr-xr-x"));
        return home;
    }

    /** Runs with the archive made in the foreground, if one has to be made. */
    private List<String> now(String... arguments) throws Exception {
        variables.put("DDBTOOL_CLASS_ARCHIVE", "now");
        List<String> lines = run(arguments);
        variables.put("DDBTOOL_CLASS_ARCHIVE", "on");
        return lines;
    }

    /** What Java was called with; nobody is told of anything. */
    private List<String> run(String... arguments) throws Exception {
        List<String> command = new ArrayList<>(List.of(BINARY.toString()));
        command.addAll(List.of(arguments));
        Path err = folder.resolve("stderr");
        ProcessBuilder builder = new ProcessBuilder(command).redirectError(err.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        List<String> lines = new String(process.getInputStream().readAllBytes(), UTF_8)
                .lines()
                .toList();
        process.waitFor();
        assertThat(err).isEmptyFile();
        return lines;
    }
}
