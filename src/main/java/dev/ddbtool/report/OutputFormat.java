package dev.ddbtool.report;

/** The formats of a report. Each has one writer. */
public enum OutputFormat {
    TEXT,
    JSON,
    MARKDOWN,
    GITHUB,
    JUNIT;

    private ReportWriter writer() {
        return switch (this) {
            case TEXT -> (report, display) -> new TextReport(report, display).print();
            case JSON -> ReportWriter.document(JsonReport::of);
            case MARKDOWN -> ReportWriter.document(MarkdownReport::of);
            case GITHUB -> ReportWriter.document(GitHubReport::of);
            case JUNIT -> ReportWriter.document(JUnitReport::of);
        };
    }

    /** Writes a report, and returns whether all of it was written. */
    public boolean write(Report report, Display display) {
        writer().write(report, display);
        boolean written = !display.console().outFailed();
        if (!written) {
            new ErrorText(report, display).printUnwritten();
        }
        display.console().flush();
        return written;
    }
}
