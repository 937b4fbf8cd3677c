package dev.ddbtool.report;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.io.StringReader;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.List;
import java.util.regex.Pattern;
import javax.xml.XMLConstants;
import javax.xml.transform.stream.StreamSource;
import javax.xml.validation.Schema;
import javax.xml.validation.SchemaFactory;
import org.xml.sax.SAXException;

/** What makes a document of each format valid. */
public final class ReportFormats {

    /** The part of the format of JUnit reports that ddbtool writes. */
    private static final Path JUNIT = Path.of("src/test/resources/junit/JUnit.xsd");

    private static final Schema SCHEMA = schema();

    static final Pattern ANNOTATION = Pattern.compile("::(error|warning) ([^:\n\r]*)::([^\n\r]*)");

    private ReportFormats() {}

    private static Schema schema() {
        try {
            return SchemaFactory.newInstance(XMLConstants.W3C_XML_SCHEMA_NS_URI).newSchema(JUNIT.toFile());
        } catch (SAXException e) {
            throw new AssertionError(e);
        }
    }

    /** Checks stdout: exactly one valid document. */
    public static void check(String format, String document) {
        switch (format) {
            case "markdown" -> markdown(document);
            case "github" -> gitHub(document);
            case "junit" -> junit(document);
            default -> throw new AssertionError(format);
        }
    }

    private static void junit(String document) {
        assertThatCode(() -> SCHEMA.newValidator().validate(new StreamSource(new StringReader(document))))
                .as(document)
                .doesNotThrowAnyException();
    }

    private static void gitHub(String document) {
        List<String> lines = document.lines().toList();
        assertThat(lines.subList(0, lines.size() - 1))
                .allSatisfy(line -> assertThat(line).matches(ANNOTATION));
        assertThat(lines.get(lines.size() - 1)).matches("(exit code )?[0-9].*");
        assertThat(lines.stream().filter(line -> line.startsWith("::error"))).hasSizeLessThanOrEqualTo(10);
        assertThat(lines.stream().filter(line -> line.startsWith("::warning"))).hasSizeLessThanOrEqualTo(10);
    }

    /** One heading first, tables with complete rows, and everything closed that was opened. */
    private static void markdown(String document) {
        assertThat(document).startsWith("### ddbtool").hasSizeLessThan(MarkdownReport.LIMIT);
        Deque<Integer> widths = new ArrayDeque<>();
        boolean fenced = false;
        int open = 0;
        for (String line : document.lines().toList()) {
            if (line.startsWith("```")) {
                fenced = !fenced;
            } else if (!fenced) {
                open += line.startsWith("<details>") ? 1 : line.startsWith("</details>") ? -1 : 0;
                assertThat(open).isBetween(0, 1);
                if (line.startsWith("|")) {
                    int width = (int) line.chars().filter(each -> each == '|').count();
                    assertThat(widths.isEmpty() ? width : widths.peek())
                            .as(line)
                            .isEqualTo(width);
                    widths.push(width);
                } else {
                    widths.clear();
                }
            }
        }
        assertThat(fenced).isFalse();
        assertThat(open).isZero();
    }
}
