package dev.ddbtool.report;

import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import java.io.StringWriter;
import java.time.Duration;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.xml.stream.XMLOutputFactory;
import javax.xml.stream.XMLStreamException;
import javax.xml.stream.XMLStreamWriter;
import org.jspecify.annotations.Nullable;

/**
 * The report as JUnit XML: one test suite with one test case per table or file. It follows the XML Schema of Ant's JUnit
 * report (windyroad/JUnit-Schema), which CI servers read.
 */
final class JUnitReport {

    private static final DateTimeFormatter TIMESTAMP =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss", Locale.ROOT).withZone(ZoneOffset.UTC);

    private static final String FAILURE = "failure";
    private static final String ERROR = "error";

    private final Report report;
    private final XMLStreamWriter xml;

    private JUnitReport(Report report, XMLStreamWriter xml) {
        this.report = report;
        this.xml = xml;
    }

    /**
     * A test case.
     *
     * @param fault what is wrong; null if the test has passed
     */
    private record TestCase(
            String name, Duration time, @Nullable Fault fault) {

        boolean is(String element) {
            return fault != null && fault.element().equals(element);
        }
    }

    /** @param element {@code failure} if the check found something, {@code error} if it could not be done */
    private record Fault(String element, String type, String message, List<String> lines) {}

    static String of(Report report) {
        StringWriter text = new StringWriter();
        try {
            XMLStreamWriter xml = XMLOutputFactory.newDefaultFactory().createXMLStreamWriter(text);
            new JUnitReport(report, xml).write();
            xml.close();
        } catch (XMLStreamException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
        return text + "\n";
    }

    private void write() throws XMLStreamException {
        List<TestCase> cases = cases();
        xml.writeStartDocument("UTF-8", "1.0");
        line(0);
        xml.writeStartElement("testsuite");
        attribute("name", report.title());
        attribute("timestamp", TIMESTAMP.format(report.ended()));
        attribute("hostname", "localhost"); // as the schema says where the name is unknown
        attribute("tests", cases.size());
        attribute("failures", number(cases, FAILURE));
        attribute("errors", number(cases, ERROR));
        attribute("skipped", 0);
        attribute("time", seconds(cases.stream().map(TestCase::time).reduce(Duration.ZERO, Duration::plus)));
        properties();
        for (TestCase each : cases) {
            testCase(each);
        }
        output("system-out", new TableDetails(report).all());
        output("system-err", report.warnings().stream().map(warning -> "warning: " + warning));
        line(0);
        xml.writeEndElement();
        xml.writeEndDocument();
    }

    private static long number(List<TestCase> cases, String element) {
        return cases.stream().filter(each -> each.is(element)).count();
    }

    private List<TestCase> cases() {
        List<TestCase> cases = new ArrayList<>();
        report.tables()
                .forEach(table -> cases.add(new TestCase(
                        table.table(), Objects.requireNonNullElse(table.elapsed(), Duration.ZERO), fault(table))));
        Map<String, List<FileProblem>> byFile = report.problems().stream()
                .collect(Collectors.groupingBy(FileProblem::file, LinkedHashMap::new, Collectors.toList()));
        byFile.forEach((file, problems) -> cases.add(new TestCase(file, Duration.ZERO, fault(problems))));
        Failure error = report.error();
        if (error != null && !report.listsError()) {
            cases.add(new TestCase(report.title(), Duration.ZERO, fault(error)));
        }
        return cases;
    }

    private @Nullable Fault fault(TableResult table) {
        if (table.error() != null) {
            return fault(table.error());
        } else if (!table.problems().isEmpty()) {
            return fault(table.problems());
        } else if (!table.differences().isEmpty()) {
            return failure(
                    table.outcome().word(),
                    "difference",
                    table.differences().stream().map(report.sides()::line).toList());
        }
        return null;
    }

    private static Fault fault(List<FileProblem> problems) {
        return failure(
                "invalid",
                "problem",
                problems.stream().map(FileProblem::toString).toList());
    }

    private static Fault fault(Failure error) {
        String type = error.awsCode() == null ? "failed" : error.awsCode();
        String hint = error.hint() == null ? "" : "hint: " + error.hint();
        return new Fault(ERROR, type, error.message(), List.of(error.message(), hint));
    }

    private static Fault failure(String type, String noun, List<String> lines) {
        String message = lines.size() == 1 ? lines.get(0) : ValueText.count(lines.size(), noun);
        return new Fault(FAILURE, type, message, lines);
    }

    private void properties() throws XMLStreamException {
        Map<String, @Nullable String> values = new LinkedHashMap<>();
        values.put("environment", report.environment());
        values.put("prefix", report.prefix());
        values.put("region", report.region());
        values.put("account", report.account());
        values.put("endpoint", report.endpoint());
        values.put("exitCode", String.valueOf(report.exitCode().code()));
        line(1);
        xml.writeStartElement("properties");
        for (Map.Entry<String, @Nullable String> each : values.entrySet()) {
            if (each.getValue() != null) {
                line(2);
                xml.writeEmptyElement("property");
                attribute("name", each.getKey());
                attribute("value", each.getValue());
            }
        }
        line(1);
        xml.writeEndElement();
    }

    private void testCase(TestCase test) throws XMLStreamException {
        line(1);
        xml.writeStartElement("testcase");
        attribute("name", test.name());
        attribute("classname", "ddbtool." + report.command());
        attribute("time", seconds(test.time()));
        Fault fault = test.fault();
        if (fault != null) {
            line(2);
            xml.writeStartElement(fault.element());
            attribute("message", fault.message());
            attribute("type", fault.type());
            xml.writeCharacters(fault.lines().stream().map(JUnitReport::visible).collect(Collectors.joining("\n")));
            xml.writeEndElement();
            line(1);
        }
        xml.writeEndElement();
    }

    private void output(String element, Stream<String> lines) throws XMLStreamException {
        line(1);
        xml.writeStartElement(element);
        xml.writeCharacters(lines.map(JUnitReport::visible).collect(Collectors.joining("\n")));
        xml.writeEndElement();
    }

    private void line(int depth) throws XMLStreamException {
        xml.writeCharacters("\n" + "  ".repeat(depth));
    }

    private void attribute(String name, Object value) throws XMLStreamException {
        xml.writeAttribute(name, visible(String.valueOf(value)));
    }

    private static String seconds(Duration time) {
        return String.format(Locale.ROOT, "%.3f", time.toMillis() / 1000.0);
    }

    /** The text without invisible characters, and without the two other characters that XML 1.0 excludes ("Characters"). */
    private static String visible(String text) {
        return ControlCharacters.escaped(text).replace("\ufffe", "\\ufffe").replace("\uffff", "\\uffff");
    }
}
