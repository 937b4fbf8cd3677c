package dev.ddbtool.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.ExampleFiles;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The script of action.yml, with releases in a local folder. */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the paths are those of a POSIX shell")
class InstallScriptTest {

    private static final Path SCRIPT = Path.of("src", "action", "install.sh");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private final Map<String, String> variables = new HashMap<>();

    @BeforeEach
    void describe_the_runner() {
        variables.putAll(Map.of(
                "VERSION", "1.2.3",
                "SHA256", "0".repeat(64),
                "RELEASES", folder.resolve("releases").toUri().toString(),
                "RUNNER_OS", "Linux",
                "RUNNER_ARCH", "X64",
                "RUNNER_TEMP", folder.resolve("temp").toString(),
                "GITHUB_PATH", folder.resolve("path").toString()));
    }

    private Script.Result install() {
        return new Script(SCRIPT, folder).run(variables);
    }

    /** Publishes an archive with this program, and returns its checksum. */
    private String publish(String name, String script) throws IOException, NoSuchAlgorithmException {
        Path program = folder.resolve("files").resolve(name).resolve("bin/ddbtool");
        ExampleFiles.text(program, "#!/bin/sh\n" + script + "\n");
        assertThat(program.toFile().setExecutable(true)).isTrue();
        Path archive = folder.resolve("releases/v1.2.3/" + name + ".tar.gz");
        Files.createDirectories(archive.getParent());
        Path pack = folder.resolve("pack.sh");
        ExampleFiles.text(pack, "tar -czf \"$1\" -C files \"$2\"\n");
        Script.Result packed = new Script(pack, folder).run(Map.of(), archive.toString(), name);
        assertThat(packed.exitCode()).as(packed.output()).isZero();
        return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(Files.readAllBytes(archive)));
    }

    @ParameterizedTest
    @CsvSource({
        "Linux, X64, ddbtool-1.2.3-linux-x86_64",
        "Linux, ARM64, ddbtool-1.2.3-linux-aarch64",
        "macOS, ARM64, ddbtool-1.2.3-macos-aarch64",
        "Windows, X64, ddbtool-1.2.3-windows-x86_64",
        "macOS, X64, ddbtool-1.2.3",
        "Linux, ARM, ddbtool-1.2.3"
    })
    void installs_the_archive_of_the_runner(String os, String arch, String name) throws Exception {
        variables.putAll(Map.of("RUNNER_OS", os, "RUNNER_ARCH", arch, "SHA256", publish(name, "echo ddbtool 1.2.3")));

        Script.Result installed = install();

        assertThat(installed.exitCode()).as(installed.output()).isZero();
        assertThat(installed.output()).isEqualTo("ddbtool 1.2.3\n");
        assertThat(folder.resolve("path"))
                .hasContent(folder.resolve("temp/ddbtool")
                                .toRealPath()
                                .resolve(name)
                                .resolve("bin") + "\n");
    }

    @Test
    void refuses_another_checksum_and_unpacks_nothing() throws Exception {
        String sum = publish("ddbtool-1.2.3-linux-x86_64", "echo ddbtool 1.2.3");

        Script.Result refused = install();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("::error title=ddbtool::wrong checksum of 'ddbtool-1.2.3-linux-x86_64.tar.gz': expected '"
                        + "0".repeat(64) + "', found '" + sum + "'\nhint: ");
        assertThat(folder.resolve("temp/ddbtool")).isDirectoryNotContaining("glob:**/ddbtool-*");
        assertThat(folder.resolve("path")).doesNotExist();
    }

    @Test
    void says_which_file_cannot_be_downloaded() {
        Script.Result refused = install();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output())
                .contains("::error title=ddbtool::cannot download '")
                .contains("/v1.2.3/ddbtool-1.2.3-linux-x86_64.tar.gz'\nhint: check the version");
    }

    @Test
    void says_that_a_portable_archive_requires_java() throws Exception {
        variables.putAll(Map.of("RUNNER_ARCH", "ARM", "SHA256", publish("ddbtool-1.2.3", "exit 70")));

        Script.Result refused = install();

        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.output()).contains("'ddbtool-1.2.3' does not start\nhint: install Java 17 or newer");
        assertThat(folder.resolve("path")).doesNotExist();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "v1.2.3", "1.2", "1.2.3/../..", "latest"})
    void refuses_an_invalid_version(String version) {
        variables.put("VERSION", version);

        assertThat(install().output()).contains("invalid value '" + version + "' for version");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "abc", "sha256:abc"})
    void refuses_an_invalid_checksum(String sum) {
        variables.put("SHA256", sum);

        assertThat(install().output()).contains("invalid value '" + sum + "' for sha256");
    }
}
