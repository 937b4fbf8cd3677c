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
        return switch (Outcomes.urgency(outcome)) {
            case FAILURE -> colour(RED);
            case ATTENTION -> colour(YELLOW);
            case CHANGE -> colour(GREEN);
            case NONE -> "";
        };
    }

    private String colour(String code) {
        return on ? "\u001b[" + code + "m" : "";
    }
}
