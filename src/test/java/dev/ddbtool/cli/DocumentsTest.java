package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkSystemSetting;
import software.amazon.awssdk.profiles.ProfileFileSystemSetting;
import software.amazon.awssdk.utils.SystemSetting;

/** Compares the documentation with itself, the code and the messages. */
class DocumentsTest {

    static List<Path> pages() {
        return Documents.pages();
    }

    @ParameterizedTest
    @MethodSource("pages")
    void every_link_to_a_file_or_heading_works(Path page) {
        List<String> broken = new ArrayList<>();
        for (String link : Documents.links(page)) {
            if (!link.matches("[a-z]+:.*") && !leadsSomewhere(page, link)) {
                broken.add(link);
            }
        }
        assertThat(broken).as("broken links in " + page).isEmpty();
    }

    private static boolean leadsSomewhere(Path page, String link) {
        int hash = link.indexOf('#');
        String file = hash < 0 ? link : link.substring(0, hash);
        Path target = file.isEmpty() ? page : page.resolveSibling(file).normalize();
        if (!Files.exists(target)) {
            return false;
        }
        return hash < 0 || Documents.anchors(target).contains(link.substring(hash + 1));
    }

    @Test
    void every_page_is_in_the_index() {
        Path index = Documents.FOLDER.resolve("README.md");
        Path decisions = Documents.FOLDER.resolve("decisions");
        TreeSet<Path> linked = new TreeSet<>(List.of(index));
        for (Path page : List.of(index, decisions.resolve("README.md"))) {
            Documents.links(page)
                    .forEach(link -> linked.add(
                            page.resolveSibling(link.replaceFirst("#.*", "")).normalize()));
        }

        assertThat(linked).containsAll(Documents.files(".md"));
    }

    @Test
    void anchors_of_headings_match_those_of_github() {
        assertThat(Documents.anchors(Path.of("docs/iam.md"))).contains("init-export-diff", "create---reconcile");
    }

    // ---- ci

    private static final Path WORKFLOWS = Path.of(".github", "workflows");

    static List<Path> pipelines() {
        return Stream.of(Documents.FOLDER, WORKFLOWS)
                .flatMap(folder -> Documents.files(folder, ".yml").stream())
                .toList();
    }

    @ParameterizedTest
    @MethodSource("pipelines")
    void pipelines_pin_their_versions(Path pipeline) {
        String text = ExampleFiles.text(pipeline);

        assertThat(text).doesNotContain("\t");
        assertThat(lines(text, "\\buses: .*"))
                .allMatch(line -> line.matches("uses: [\\w/-]+@([0-9a-f]{40} # v[0-9.]+|COMMIT # vVERSION)"));
        assertThat(lines(text, "\\b(image|runs-on|runner|name): [\\w/.-]+(:|-[0-9]).*"))
                .isNotEmpty()
                .noneMatch(line -> line.contains("latest"));
    }

    @Test
    void all_pipelines_use_the_same_commit_of_an_action() {
        Map<String, Set<String>> commits = new TreeMap<>();
        for (Path pipeline : pipelines()) {
            for (String use : lines(ExampleFiles.text(pipeline), "(?<=\\buses: ).*")) {
                commits.computeIfAbsent(use.replaceFirst("@.*", ""), action -> new TreeSet<>())
                        .add(use);
            }
        }

        assertThat(commits).containsKey("actions/checkout");
        assertThat(commits.values()).allMatch(uses -> uses.size() == 1, "one commit");
    }

    @Test
    void the_workflows_get_only_the_permissions_that_they_require() {
        for (Path workflow : Documents.files(WORKFLOWS, ".yml")) {
            assertThat(ExampleFiles.text(workflow)).contains("\npermissions:\n  contents: read\n");
        }
    }

    @Test
    void the_page_about_ci_lists_the_inputs_of_the_action() {
        String action = ExampleFiles.text(Path.of("action.yml"));
        String inputs = action.substring(action.indexOf("\ninputs:\n"), action.indexOf("\nruns:\n"));
        String page = ExampleFiles.text(Documents.FOLDER.resolve("ci.md"));

        assertThat(lines(inputs, "(?<=\\n  )[a-z0-9]+(?=:\\n)"))
                .contains("version", "sha256")
                .isEqualTo(lines(page.substring(page.indexOf("| input |")), "(?<=\\n\\| `)[a-z0-9]+(?=` \\|)"));
    }

    // ---- CHANGELOG.md

    @Test
    void the_changelog_has_the_form_of_keep_a_changelog() {
        String text = ExampleFiles.text(Path.of("CHANGELOG.md"));
        List<String> versions = lines(text, "(?m)^## .*");

        assertThat(versions).first().isEqualTo("## [Unreleased]");
        assertThat(versions.subList(1, versions.size()))
                .allMatch(line -> line.matches("## \\[\\d+\\.\\d+\\.\\d+] - \\d{4}-\\d\\d-\\d\\d"));
        assertThat(lines(text, "(?m)^### .*"))
                .allMatch(line -> line.matches("### (Added|Changed|Deprecated|Removed|Fixed|Security)"));
        assertThat(lines(text, "(?m)^\\[.*](?=: )")).isEqualTo(lines(text, "(?m)(?<=^## )\\[.*?]"));
    }

    // ---- quotes of files

    /** The quotes of a page: a comment {@code <!-- file: NAME -->}, then a code block with lines of that file. */
    @ParameterizedTest
    @MethodSource("pages")
    void quotes_of_files_are_equal_to_the_files(Path page) {
        for (MatchResult quote : quotes(page)) {
            assertThat("\n" + ExampleFiles.text(Path.of(quote.group(1)))).contains("\n" + quote.group(2));
        }
    }

    private static List<MatchResult> quotes(Path page) {
        return Pattern.compile("<!-- file: (\\S+) -->\n```\\w+\n(.*?)```\n", Pattern.DOTALL)
                .matcher(ExampleFiles.text(page))
                .results()
                .toList();
    }

    @Test
    void the_page_about_integration_tests_quotes_whole_files() {
        assertThat(quotes(Documents.FOLDER.resolve("integration-tests.md")))
                .hasSize(3)
                .allSatisfy(quote ->
                        assertThat(ExampleFiles.text(Path.of(quote.group(1)))).endsWith(quote.group(2)));
    }

    private static List<String> lines(String text, String pattern) {
        return Pattern.compile(pattern)
                .matcher(text)
                .results()
                .map(match -> match.group())
                .toList();
    }

    // ---- architecture.md

    @Test
    void every_class_that_the_architecture_page_names_exists() {
        String code = Stream.of("src/main/java", "src/test/java")
                .flatMap(folder -> sources(folder).stream())
                .map(ExampleFiles::text)
                .collect(Collectors.joining());
        Set<String> named =
                new TreeSet<>(Documents.codes(ExampleFiles.text(Documents.FOLDER.resolve("architecture.md"))));
        named.removeIf(
                name -> !name.matches("[A-Z][a-z]+[A-Za-z]*") || name.matches("(Describe|List|Create)[A-Z].*s?"));

        Set<String> declared = Pattern.compile("\\b(?:class|record|interface|enum) (\\w+)")
                .matcher(code)
                .results()
                .map(declaration -> declaration.group(1))
                .collect(Collectors.toSet());

        assertThat(named).hasSizeGreaterThan(40).isSubsetOf(declared);
    }

    // ---- environment-variables.md

    private static final Path VARIABLES = Documents.FOLDER.resolve("environment-variables.md");
    private static final String SDK_HEADING = "## Read by the AWS SDK";

    @Test
    void the_page_of_variables_lists_exactly_the_variables_of_the_code() {
        TreeSet<String> read = new TreeSet<>(readByTheCode());
        read.addAll(readByTheLauncher());

        assertThat(tableVariables(text(true))).isEqualTo(read);
    }

    @Test
    void the_sdk_reads_the_documented_variables() {
        List<String> known = Stream.concat(
                        Stream.of(SdkSystemSetting.values()), Stream.of(ProfileFileSystemSetting.values()))
                .map(SystemSetting::environmentVariable)
                .toList();

        assertThat(tableVariables(text(false))).isNotEmpty().allMatch(known::contains);
    }

    private static String text(boolean before) {
        String text = ExampleFiles.text(VARIABLES);
        int at = text.indexOf(SDK_HEADING);
        return before ? text.substring(0, at) : text.substring(at);
    }

    private static Set<String> tableVariables(String text) {
        Set<String> names = new TreeSet<>();
        Pattern.compile("(?m)^\\| `([A-Z_0-9]+)` \\|")
                .matcher(text)
                .results()
                .forEach(match -> names.add(match.group(1)));
        return names;
    }

    private static List<String> readByTheCode() {
        List<String> names = new ArrayList<>();
        Pattern read = Pattern.compile(
                "(?:\\.get\\(|key\\(variables, |[vV]ariable\\(|value\\()\"([A-Z][A-Z_]+)\"(?:, \"([A-Z_]+)\")?");
        for (Path file : sources("src/main/java/dev/ddbtool")) {
            read.matcher(ExampleFiles.text(file))
                    .results()
                    .flatMap(match -> Stream.of(match.group(1), match.group(2)))
                    .filter(Objects::nonNull)
                    .forEach(names::add);
        }
        // the variable of a key has a second variable for its type
        names.addAll(List.of("PARTITION_KEY_TYPE", "SORT_KEY_TYPE"));
        return names;
    }

    private static List<String> readByTheLauncher() {
        return Pattern.compile("\\$\\{([A-Z][A-Z_]+)-")
                .matcher(ExampleFiles.text(Path.of("src/main/launcher/ddbtool")))
                .results()
                .map(match -> match.group(1))
                .toList();
    }

    private static List<Path> sources(String folder) {
        try (Stream<Path> files = Files.walk(Path.of(folder))) {
            return files.filter(file -> file.toString().endsWith(".java"))
                    .sorted()
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    // ---- troubleshooting.md

    private static final Path TROUBLE = Documents.FOLDER.resolve("troubleshooting.md");

    /** The messages in the first column, with ellipses for any words. */
    static List<String> messages() {
        List<String> messages = new ArrayList<>();
        boolean table = false;
        for (String line : ExampleFiles.text(TROUBLE).split("\n", -1)) {
            if (line.startsWith("| message |")) {
                table = true;
            } else if (!line.startsWith("|")) {
                table = false;
            } else if (table && line.startsWith("| `")) {
                messages.add(Documents.codes(line).get(0));
            }
        }
        return messages;
    }

    /** The messages in the table of faults, in transcripts and in the code. */
    @ParameterizedTest
    @MethodSource("messages")
    void the_messages_in_troubleshooting_exist(String message) {
        String faults = ExampleFiles.text(Documents.FOLDER.resolve("reliability.md"));
        String transcripts = String.join("\n", consoleLines());
        String pattern = Stream.of(message.split("…", -1))
                .map(Pattern::quote)
                .reduce((a, b) -> a + ".+?" + b)
                .orElse("");
        Pattern seen = Pattern.compile(pattern.replace("N problems", "\\E\\d+ problems?\\Q"));

        assertThat(seen.matcher(faults).find() || seen.matcher(transcripts).find())
                .as("'" + message + "' is in docs/reliability.md or in a transcript")
                .isTrue();
    }

    private static List<String> consoleLines() {
        List<String> lines = new ArrayList<>();
        List<Path> files = new ArrayList<>(Documents.pages());
        try (Stream<Path> more = Files.list(Path.of("src/test/resources/transcripts"))) {
            more.forEach(files::add);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        files.forEach(file -> lines.addAll(Documents.blockLines(file, List.of("console"))));
        return lines;
    }
}
