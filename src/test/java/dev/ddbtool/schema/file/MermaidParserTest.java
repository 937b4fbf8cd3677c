package dev.ddbtool.schema.file;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.ddbtool.schema.TableSchema;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Mermaid's own parser accepts every diagram. The test requires Node and the package {@code mermaid}, and is skipped
 * without them: set {@code MERMAID_HOME} to a folder in which you ran {@code npm install mermaid}.
 */
class MermaidParserTest {

    private static final String HOW = "skipped: set MERMAID_HOME to a folder in which you ran 'npm install mermaid'"
            + " (Node must be on the PATH)";

    /** Prints each mistake. Diagrams are separated by form feeds, which none contains. */
    private static final String PARSE_ALL = """
            import { createRequire } from 'node:module';
            import { readFileSync } from 'node:fs';
            import { pathToFileURL } from 'node:url';
            const path = createRequire(process.env.MERMAID_HOME + '/').resolve('mermaid');
            const mermaid = (await import(pathToFileURL(path))).default;
            for (const diagram of readFileSync(process.argv[2], 'utf8').split('\\f')) {
              try {
                const found = await mermaid.parse(diagram);
                if (found.diagramType !== 'er') console.log('not an entity diagram: ' + diagram);
              } catch (e) {
                console.log(e.message + diagram);
              }
            }
            console.log('done');
            """;

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    @BeforeAll
    static void requires_node_and_mermaid() {
        String home = System.getenv("MERMAID_HOME");
        assumeTrue(home != null && Files.isDirectory(Path.of(home, "node_modules", "mermaid")), HOW);
    }

    @Test
    void accepts_the_diagrams_of_the_examples_and_of_random_tables() throws IOException, InterruptedException {
        List<TableSchema> odd = EntityDiagramsTest.randomTables(3, 60);
        for (String name : List.of(
                "PK", "pk-x", "-", "direction TB", "title\n---", "%%{init: {}}%%", "a;b", "<b>", "{", "__proto__")) {
            odd.add(EntityDiagramsTest.table("odd." + odd.size(), name + ":S"));
            odd.add(EntityDiagramsTest.table("end-" + odd.size(), "id:S", name + ":S"));
        }
        List<String> diagrams = new ArrayList<>(EntityDiagramsTest.blocks(Overview.of(ExampleSchemas.all())));
        diagrams.addAll(EntityDiagramsTest.blocks(Overview.of(odd)));
        odd.forEach(table -> diagrams.addAll(EntityDiagramsTest.blocks(Overview.of(List.of(table)))));

        assertThat(parse(diagrams)).isEqualTo("done\n");
        assertThat(parse(List.of("erDiagram\n    a {\n        S pk PK\n    }\n")))
                .as("it finds mistakes")
                .contains("error");
    }

    private String parse(List<String> diagrams) throws IOException, InterruptedException {
        Path script = Files.writeString(folder.resolve("parse.mjs"), PARSE_ALL);
        Path texts = Files.write(
                folder.resolve("diagrams"), String.join("\f", diagrams).getBytes(UTF_8));
        Path out = folder.resolve("out");
        Process node = new ProcessBuilder("node", script.toString(), texts.toString())
                .redirectErrorStream(true)
                .redirectOutput(out.toFile())
                .start();
        assertThat(node.waitFor(2, TimeUnit.MINUTES)).as("node ended").isTrue();
        return Files.readString(out);
    }
}
