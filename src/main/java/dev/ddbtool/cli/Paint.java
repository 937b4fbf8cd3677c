package dev.ddbtool.cli;

import dev.ddbtool.plan.Outcome;

/** Colours, which repeat what the words say already. */
record Paint(boolean on) {

    private static final String RED = "31";
    private static final String GREEN = "32";
    private static final String YELLOW = "33";

    String error(String text) {
        return in(RED, text);
    }

    String outcome(Outcome outcome, String text) {
        return switch (outcome) {
            case CREATED, INDEX_CREATED, WRITTEN, RECONCILED -> in(GREEN, text);
            case PLANNED, DIFFERS, IN_PROGRESS, MISSING, EXTRA -> in(YELLOW, text);
            case BLOCKED, FAILED, INVALID, INTERRUPTED -> in(RED, text);
            case IN_SYNC, UNCHANGED, VALID -> text;
        };
    }

    private String in(String color, String text) {
        return on ? "\u001b[" + color + "m" + text + "\u001b[0m" : text;
    }
}
