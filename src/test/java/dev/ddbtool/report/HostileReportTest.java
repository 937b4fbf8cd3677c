package dev.ddbtool.report;

import static java.util.stream.Collectors.toCollection;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import java.io.IOException;
import java.io.StringReader;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import javax.xml.parsers.DocumentBuilderFactory;
import javax.xml.parsers.ParserConfigurationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.w3c.dom.Document;
import org.w3c.dom.Element;
import org.xml.sax.InputSource;
import org.xml.sax.SAXException;

/** Text from AWS, from files and from the command line never changes the structure of a document. */
class HostileReportTest {

    /** What has a meaning in one of the formats. */
    private static final List<String> PIECES = List.of(
            "%",
            "%0A",
            "\n",
            "\r",
            ":",
            "::",
            ",",
            "::error::x",
            "|",
            "`",
            "```\n",
            "\\",
            "<b>",
            "</details>",
            "&",
            "&amp;",
            "]]>",
            "<!--",
            "@octocat",
            "#1",
            "*a*",
            "_a_",
            "[a](https://example.com)",
            "$a$",
            "\"",
            "'",
            " ",
            "\t",
            "\u0000",
            "\u001b[2J",
            "\u202e",
            "\ufffe",
            "\uffff",
            "\ud800",
            "\ud83d\ude00",
            "é",
            "a",
            "companies");

    /** The texts: each piece alone, and random sequences. */
    static Stream<String> texts() {
        Random random = new Random(3);
        return Stream.concat(
                PIECES.stream(),
                Stream.generate(() -> IntStream.range(0, 1 + random.nextInt(6))
                                .mapToObj(i -> PIECES.get(random.nextInt(PIECES.size())))
                                .reduce("", String::concat))
                        .limit(60));
    }

    private static Report report(List<TableResult> tables, String text) {
        return new Report(
                "diff",
                "production",
                "shop",
                text,
                "111122223333",
                text,
                Sides.environments(text, "production"),
                false,
                false,
                tables,
                "",
                List.of(new FileProblem("schemas/a.json", 3, "/Table", text)),
                List.of(text),
                List.of(),
                null,
                new Failure(text, text, text),
                null,
                List.of(),
                null,
                List.of(text),
                text,
                ExitCode.INTERRUPTED,
                new Locations(Path.of(""), Path.of("ddbtool.toml"), Map.of()),
                Instant.EPOCH);
    }

    private static Report hostile(String text) {
        return report(
                List.of(
                        TableResult.of(text, text, Outcome.DIFFERS)
                                .withDifferences(List.of(
                                        new Difference(Setting.TAG, text, text, text, Remedy.MANUAL),
                                        new Difference(Setting.STREAM, null, text, null, Remedy.RECONCILE)))
                                .withNotApplied(List.of(text))
                                .withNote(text),
                        TableResult.failed("b" + text, "b", new Failure(text, text, text)),
                        TableResult.of("c" + text, "c", Outcome.INVALID)
                                .withProblems(List.of(new FileProblem("schemas/b.json", 1, "/Table", text)))),
                text);
    }

    @ParameterizedTest
    @MethodSource("texts")
    void every_document_stays_valid(String text) {
        Report report = hostile(text);

        ReportFormats.check("markdown", MarkdownReport.of(report));
        ReportFormats.check("github", GitHubReport.of(report));
        ReportFormats.check("junit", JUnitReport.of(report));
    }

    /** Decodes as the runner of GitHub Actions does (actions/runner, ActionCommand). */
    @ParameterizedTest
    @MethodSource("texts")
    void annotations_contain_the_text(String text) {
        Matcher annotation = ReportFormats.ANNOTATION.matcher(GitHubReport.of(hostile(text)));

        assertThat(annotation.find()).isTrue();
        String shown = ControlCharacters.escaped(text);
        assertThat(decoded(annotation.group(3))).isEqualTo(shown + "\nhint: " + shown);
        List<String> messages = new ArrayList<>();
        while (annotation.find()) {
            messages.add(decoded(annotation.group(3)));
            assertThat(annotation.group(2).split(",", -1))
                    .allSatisfy(property -> assertThat(property).matches("(file|line|title)=.*"));
        }
        assertThat(messages).contains("stream: " + shown + " " + shown + ", production none [reconcile]");
    }

    private static String decoded(String text) {
        return text.replace("%3A", ":")
                .replace("%2C", ",")
                .replace("%0D", "\r")
                .replace("%0A", "\n")
                .replace("%25", "%");
    }

    @ParameterizedTest
    @MethodSource("texts")
    void test_cases_contain_the_text(String text) throws ParserConfigurationException, IOException, SAXException {
        Document document = DocumentBuilderFactory.newDefaultInstance()
                .newDocumentBuilder()
                .parse(new InputSource(new StringReader(JUnitReport.of(hostile(text)))));

        String shown =
                ControlCharacters.escaped(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff");
        Element first = (Element) document.getElementsByTagName("testcase").item(0);
        assertThat(first.getAttribute("name")).isEqualTo(shown);
        assertThat(first.getElementsByTagName("failure").item(0).getTextContent())
                .isEqualTo("tag " + shown + ": " + shown + " " + shown + ", production " + shown + " [manual]\n"
                        + "stream: " + shown + " " + shown + ", production none [reconcile]");
    }

    /** In code, GitHub interprets nothing. Outside, there are only words of ddbtool. */
    @ParameterizedTest
    @MethodSource("texts")
    void comments_contain_the_text_only_as_code(String text) {
        String comment = MarkdownReport.of(hostile(text));

        String outside = comment.replaceAll("`[^`\n]*`|<code>[^<>`|*_@\n]*</code>", "");

        assertThat(outside).matches("[a-zA-Z0-9 ,:.#*|<>/\n-]*");
        assertThat(comment).contains("- " + MarkdownText.code(text) + "\n");
        assertThat(Pattern.compile("&#([0-9]+);")
                        .matcher(MarkdownText.html(text).replaceAll("</?code>", ""))
                        .replaceAll(
                                code -> Matcher.quoteReplacement(Character.toString(Integer.parseInt(code.group(1))))))
                .isEqualTo(ControlCharacters.escaped(text));
    }

    private static List<TableResult> differing(int number) {
        return IntStream.range(0, number)
                .mapToObj(i -> TableResult.of("table-" + i, "shop-table-" + i, Outcome.DIFFERS)
                        .withDifferences(
                                List.of(new Difference(Setting.TIME_TO_LIVE, null, true, false, Remedy.RECONCILE))))
                .collect(toCollection(ArrayList::new));
    }

    @Test
    void the_annotations_that_github_would_drop_are_counted_in_the_last_one() {
        List<String> ten = GitHubReport.of(report(differing(8), "text")).lines().toList();
        List<String> eleven =
                GitHubReport.of(report(differing(9), "text")).lines().toList();
        List<String> many =
                GitHubReport.of(report(differing(90), "text")).lines().toList();

        assertThat(ten.stream().filter(line -> line.startsWith("::error"))).hasSize(10);
        assertThat(ten).noneMatch(line -> line.contains(" more "));
        assertThat(eleven.stream().filter(line -> line.startsWith("::error"))).hasSize(10);
        assertThat(eleven.get(9))
                .isEqualTo("::error title=2 more errors::table-7 differs: TTL: text on, production off [reconcile]%0A"
                        + "table-8 differs: TTL: text on, production off [reconcile]");
        assertThat(many.get(9)).startsWith("::error title=83 more errors::").endsWith("%0A…");
    }

    @Test
    void the_tables_that_failed_come_first() {
        List<TableResult> tables = differing(2);
        tables.add(TableResult.failed("worst", "shop-worst", new Failure("denied", null, null)));
        Report report = report(tables, "text");

        assertThat(MarkdownReport.of(report)).containsSubsequence("| `worst` |", "| `table-0` |");
        assertThat(GitHubReport.of(report)).containsSubsequence("title=worst failed::denied", "title=table-0 differs");
    }

    /** Names, messages and warnings of the greatest length. */
    @Test
    void a_comment_never_exceeds_the_limit() {
        String text = "|".repeat(3_000);
        List<TableResult> tables = new ArrayList<>();
        for (int i = 0; i < 400; i++) {
            tables.add(TableResult.of(i + "|".repeat(250), "x", Outcome.DIFFERS)
                    .withNote(text)
                    .withDifferences(List.of(new Difference(Setting.TAG, text, text, text, Remedy.MANUAL))));
        }

        String comment = MarkdownReport.of(report(tables, text));

        assertThat(comment)
                .hasSizeLessThan(65_536)
                .containsPattern("\nand [0-9]+ more tables\n")
                .contains("\nand 400 more tables in detail\n");
        ReportFormats.check("markdown", comment);
    }

    @Test
    void a_row_names_the_first_settings_and_counts_the_others() {
        List<Difference> differences = IntStream.range(0, 7)
                .mapToObj(i -> new Difference(Setting.TAG, "k" + i, "a", "b", Remedy.MANUAL))
                .toList();
        TableResult table = TableResult.of("a", "shop-a", Outcome.DIFFERS).withDifferences(differences);

        assertThat(MarkdownReport.of(report(List.of(table), "text")))
                .contains("| `a` | differs | `tag k0`, `tag k1`, `tag k2`, `tag k3`, `tag k4`, and 2 more |\n");
    }
}
