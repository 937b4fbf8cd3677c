package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.ExampleTables;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ExampleSchemasTest {

    @Test
    void an_export_of_production_writes_the_committed_schemas(@TempDir Path folder) {
        CliRunner cli = CliRunner.withFake();
        ExampleTables.production(cli.fake());

        CliRunner.Result ended = cli.run("export", "--schemas", folder.toString());

        assertThat(ended.err()).doesNotContain("ddbtool:");
        assertThat(ended.exitCode()).isZero();
        assertThat(cli.fake().mutations()).isEmpty();
        assertThat(ExampleFiles.contents(folder)).isEqualTo(ExampleFiles.contents(ExampleFiles.COMMITTED));
    }
}
