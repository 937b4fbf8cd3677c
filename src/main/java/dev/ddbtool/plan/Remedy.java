package dev.ddbtool.plan;

/** What removes a difference: the command that carries the step out, or nobody but a person. */
public enum Remedy {
    /** The table is missing: {@code create} makes it. */
    CREATE("create"),
    /** A global secondary index is missing: {@code add-gsi} makes it. */
    ADD_GSI("add-gsi"),
    /** An additive setting of an existing table: {@code create --reconcile} turns it on. */
    RECONCILE("reconcile"),
    /** Reported with both values, never changed. */
    MANUAL("manual"),
    /** Live, but in no schema file: reported, never changed. */
    EXTRA("extra");

    private final String word;

    Remedy(String word) {
        this.word = word;
    }

    /** The word that people and the JSON report read. */
    public String word() {
        return word;
    }
}
