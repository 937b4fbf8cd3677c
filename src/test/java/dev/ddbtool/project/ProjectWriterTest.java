package dev.ddbtool.project;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.NamingProposal;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The text of project files, read back. */
class ProjectWriterTest {

    private static final long SEED = 20_120_810;
    private static final int ROUNDS = 300;
    private static final List<String> WORDS =
            List.of("prod", "PRD", "dev", "test", "pr-1", "pr7", "shop", "a.b", "orders");

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private Path folder;

    private Settings settings(String text) throws IOException {
        Files.writeString(folder.resolve(Project.FILE), text);
        Flags none = new Flags(null, null, null, null, null, null, null, null);
        return Settings.load(folder, none, new Variables(Map.of()));
    }

    @Test
    void each_proposal_is_read_back() throws IOException {
        Random random = new Random(SEED);
        int owned = 0;
        for (int round = 0; round < ROUNDS; round++) {
            List<String> live = new ArrayList<>();
            for (int i = random.nextInt(8); i >= 0; i--) {
                live.add(Stream.generate(() -> WORDS.get(random.nextInt(WORDS.size())))
                        .limit(1 + random.nextInt(3))
                        .collect(Collectors.joining(random.nextInt(4) == 0 ? "_" : "-")));
            }
            NamingProposal proposal = NamingProposal.of(live, null, List.of());

            Settings settings = settings(ProjectWriter.text(proposal, Map.of(), Map.of()));

            assertThat(settings.environments().all())
                    .as("%s", live)
                    .isEqualTo(proposal.environments().all());
            Environment standard = settings.environment().value();
            assertThat(settings.environments().isDefault(standard)).isTrue();
            List<String> found = live.stream()
                    .distinct()
                    .filter(name -> settings.names(standard, true)
                            .resolve(name)
                            .filter(each -> each.environment().equals(standard))
                            .isPresent())
                    .sorted()
                    .toList();
            assertThat(found).isEqualTo(proposal.tables().get(standard.name()));
            owned += found.size();
        }
        assertThat(owned).isGreaterThan(ROUNDS);
    }

    @Test
    void values_are_quoted() throws IOException {
        NamingProposal proposal = NamingProposal.of(List.of("orders"), null, List.of());
        String odd = "a \"b\" \\ c\u0007 # d";

        Settings settings = settings(ProjectWriter.text(proposal, Map.of(EnvironmentKey.PROFILE, odd), Map.of()));

        assertThat(settings.of(settings.environment().value())
                        .profile()
                        .orElseThrow()
                        .value())
                .isEqualTo(odd);
    }

    @Test
    void a_production_in_upper_case_is_protected() throws IOException {
        NamingProposal proposal = NamingProposal.of(List.of("shop-PROD-a", "shop-DEV-a"), null, List.of());

        Settings settings = settings(ProjectWriter.text(proposal, Map.of(), Map.of()));

        assertThat(settings.of(settings.named("PROD")).guarded().value()).isTrue();
        assertThat(settings.of(settings.named("DEV")).guarded().value()).isFalse();
    }
}
