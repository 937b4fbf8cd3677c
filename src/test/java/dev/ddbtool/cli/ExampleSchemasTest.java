package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleSchemasTest {

    private static final Path COMMITTED = Path.of("schemas");

    @Test
    void the_committed_schemas_are_what_an_export_of_production_writes(@TempDir Path folder) throws IOException {
        Cli cli = Cli.withFake();
        ExampleTables.production(cli.fake());

        Cli.Ended ended = cli.run("export", "--schemas", folder.toString());

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(contents(folder)).isEqualTo(contents(COMMITTED));
    }

    private static Map<String, String> contents(Path folder) throws IOException {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.list(folder)) {
            for (Path file : files.toList()) {
                contents.put(String.valueOf(file.getFileName()), Files.readString(file));
            }
        }
        return contents;
    }
}
