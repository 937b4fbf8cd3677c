package dev.ddbtool.report;

import dev.ddbtool.plan.Outcome;

/** Colours, as escape sequences. They only repeat what the text says. */
public record Paint(boolean on) {

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    String error() {
        return colour(RED);
    }

    /** The colour of an outcome, or empty. */
    String outcome(Outcome outcome) {
        return switch (outcome) {
            case CREATED, INDEX_CREATED, WRITTEN, RECONCILED, RESTORED, DESTROYED -> colour(GREEN);
            case PLANNED, DIFFERS, IN_PROGRESS, MISSING, EXTRA -> colour(YELLOW);
            case BLOCKED, FAILED, INVALID, INTERRUPTED -> colour(RED);
            case IN_SYNC, UNCHANGED, VALID -> "";
        };
    }

    private String colour(String code) {
        return on ? "\u001b[" + code + "m" : "";
    }
}
