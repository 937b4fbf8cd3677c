package dev.ddbtool.report;

import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;

/** The exit codes, ordered by precedence: the first that applies wins. */
public enum ExitCode {
    INTERNAL_ERROR(70, "internal error"),
    HUNG_UP(129, "terminal closed"),
    INTERRUPTED(130, "interrupted"),
    TERMINATED(143, "terminated"),
    USAGE(2, "usage error, or an invalid project file"),
    SCHEMA(3, "a schema file is missing, unreadable or invalid"),
    REFUSED(5, "refused: the plan is blocked, the account is wrong, or you did not confirm"),
    FAILED(
            4,
            "AWS refused a request or is unreachable, a named table is not live, nothing was found, some tables failed, or"
                    + " the report could not be written"),
    UNFINISHED(6, "not finished (time limit reached, or credentials expired after a change started): run it again"),
    DIFFERENCES(1, "differences found (diff), or existing tables still differ (create, reconcile, restore)"),
    OK(0, "done, nothing to do, or in sync");

    private final int code;
    private final String meaning;

    ExitCode(int code, String meaning) {
        this.code = code;
        this.meaning = meaning;
    }

    public int code() {
        return code;
    }

    public String meaning() {
        return meaning;
    }

    public boolean isSignal() {
        return this == HUNG_UP || this == INTERRUPTED || this == TERMINATED;
    }

    /** All exit codes and their meanings, by number, as the help lists them. */
    public static Map<String, String> listed() {
        Map<String, String> list = new LinkedHashMap<>();
        Arrays.stream(values())
                .sorted((a, b) -> Integer.compare(a.code, b.code))
                .forEach(each -> {
                    String number = Integer.toString(each.code);
                    list.put(" ".repeat(3 - number.length()) + number, each.meaning);
                });
        return list;
    }

    /** The exit code with the highest precedence. */
    public static ExitCode first(Collection<ExitCode> codes) {
        return codes.stream().min(ExitCode::compareTo).orElse(OK);
    }
}
