package dev.ddbtool.report;

import java.util.function.Function;

/** Writes the report of a run in one format: the result to stdout, and the conversation to stderr. */
@FunctionalInterface
interface ReportWriter {

    void write(Report report, Display display);

    /** Writes the report as one document. Errors and the command that continues the run are also written to stderr. */
    static ReportWriter document(Function<Report, String> format) {
        return (report, display) -> {
            display.out().write(format.apply(report));
            new ErrorText(report, display).print();
        };
    }
}
