package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.cli.FaultScenario.Seen;
import dev.ddbtool.report.ExitCode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Isolated;

/**
 * The table of all faults in {@code docs/reliability.md}: runs the command of each row with its fault, and compares the
 * output. {@code -Dfaults.update=true} updates the table: review it before you commit.
 */
@Isolated
class FaultCatalogueTest {

    private static final Path PAGE = Path.of("docs/reliability.md");
    private static final String BEGIN = "<!-- faults -->\n";
    private static final String END = "<!-- end of faults -->\n";

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path temporary;

    private final Set<Kind> met = EnumSet.noneOf(Kind.class);
    private final List<String> withoutHint = new ArrayList<>();

    @Test
    void every_fault_matches_the_table_and_every_failure_has_a_hint() throws IOException {
        String table = table();
        String page = Files.readString(PAGE);
        int begin = page.indexOf(BEGIN) + BEGIN.length();
        int end = page.indexOf(END);
        if (Boolean.getBoolean("faults.update")) {
            Files.writeString(PAGE, page.substring(0, begin) + "\n" + table + "\n" + page.substring(end));
        } else {
            assertThat(page.substring(begin, end).strip()).isEqualTo(table.strip());
        }
        assertThat(withoutHint).as("failures without a hint").isEmpty();
        assertThat(met).as("kinds of failures that calls have met").containsExactlyInAnyOrder(Kind.values());
    }

    private String table() {
        List<String> lines = new ArrayList<>();
        for (FaultCatalogue.Part part : FaultCatalogue.all()) {
            lines.add("### " + part.title() + "\n");
            lines.add("| what happens | command | message | hint | exit | after |\n|---|---|---|---|---|---|");
            for (FaultCatalogue.Row row : part.rows()) {
                lines.add(line(row, seen(row)));
            }
            lines.add("");
        }
        return String.join("\n", lines);
    }

    private Seen seen(FaultCatalogue.Row row) {
        Path folder = temporary.resolve(Integer.toHexString(row.what().hashCode()));
        try (FaultScenario scenario = new FaultScenario(folder)) {
            row.fault().accept(scenario);
            Seen seen = scenario.run(row.command());
            met.addAll(scenario.kinds());
            boolean failed = seen.exitCode() != ExitCode.OK.code() && seen.exitCode() != ExitCode.DIFFERENCES.code();
            if (failed && seen.hint().isEmpty()) {
                withoutHint.add(row.what());
            }
            return seen;
        }
    }

    private static String line(FaultCatalogue.Row row, Seen seen) {
        return "| " + row.what() + " | `" + row.command() + "` | " + cell(seen.message()) + " | " + cell(seen.hint())
                + " | " + seen.exitCode() + " | " + seen.took() + " |";
    }

    private static String cell(String text) {
        return text.isEmpty()
                ? "–"
                : text.replace("|", "\\|").replace("<", "&lt;").replace("*", "\\*");
    }
}
