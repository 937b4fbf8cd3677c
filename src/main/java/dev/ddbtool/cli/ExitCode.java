package dev.ddbtool.cli;

import java.util.Collection;
import java.util.Comparator;

/** The exit codes, in the order in which the first that applies wins. */
enum ExitCode {
    DEFECT(70, "a defect of ddbtool"),
    INTERRUPTED(130, "interrupted (Ctrl-C)"),
    TERMINATED(143, "terminated (SIGTERM)"),
    USAGE(2, "wrong usage"),
    SCHEMA(3, "a schema file is missing, unreadable or invalid"),
    REFUSED(5, "refused: blocked plan, wrong account, or not confirmed"),
    FAILED(4, "AWS refused or could not be reached, nothing was found, or some tables failed"),
    UNFINISHED(6, "started but not finished before the time limit: run again"),
    DIFFERENCES(1, "differences found"),
    OK(0, "done, or nothing to do, or in sync");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    int code() {
        return code;
    }

    String meaning() {
        return meaning;
    }

    /** The one that wins. */
    static ExitCode first(Collection<ExitCode> codes) {
        return codes.stream().min(Comparator.naturalOrder()).orElse(OK);
    }
}
