package dev.ddbtool.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.ExampleFiles;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The script that prints the section of a release in CHANGELOG.md. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "a POSIX shell script")
class ReleaseNotesTest {

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeEach
    void write_the_files() {
        ExampleFiles.text(folder.resolve("pom.xml"), "<project>\n  <version>0.2.0</version>\n</project>\n");
        ExampleFiles.text(folder.resolve("CHANGELOG.md"), """
                # Changelog

                ## [Unreleased]

                - Not yet.

                ## [0.2.0] - 2026-12-01

                ### Added

                - See [this page](docs/ci.md#rules), [the tool](https://example.com/) and [above](#added).

                ## [0.1.0] - 2026-11-01

                - Old.

                [0.1.0]: ../../releases/tag/v0.1.0
                """);
    }

    private Script.Result notes(String... arguments) {
        return new Script(Path.of("src", "build", "release-notes.sh"), folder).run(Map.of(), arguments);
    }

    @Test
    void prints_the_section_with_links_that_work_elsewhere() {
        Script.Result notes = notes("0.2.0", "https://example.com/o/r/blob/v0.2.0");

        assertThat(notes.exitCode()).as(notes.output()).isZero();
        assertThat(notes.output().strip())
                .isEqualTo("### Added\n\n- See [this page](https://example.com/o/r/blob/v0.2.0/docs/ci.md#rules),"
                        + " [the tool](https://example.com/) and [above](#added).");
    }

    @ParameterizedTest
    @CsvSource({
        "0.1.0, the version in pom.xml is not '0.1.0'",
        "0.2, the version in pom.xml is not '0.2'",
    })
    void refuses_another_version_than_that_of_the_build(String version, String message) {
        assertThat(notes(version)).isEqualTo(new Script.Result(1, "release-notes: " + message + "\n"));
    }

    @Test
    void refuses_a_version_without_a_section() {
        ExampleFiles.text(folder.resolve("CHANGELOG.md"), "# Changelog\n\n## [Unreleased]\n\n- Not yet.\n");

        assertThat(notes("0.2.0"))
                .isEqualTo(new Script.Result(
                        1, "release-notes: CHANGELOG.md has no section '## [0.2.0] - DATE', or it is empty\n"));
    }
}
