package dev.ddbtool.plan;

/** What resolves a difference: the command that carries out the step, or a manual change. */
public enum Remedy {
    /** The table is missing: {@code create} creates it. */
    CREATE("create"),
    /** The table is missing: {@code restore} restores it. */
    RESTORE("restore"),
    /** A global or vector index is missing: {@code add-gsi} adds it. */
    ADD_GSI("add-gsi"),
    /** An additive setting of an existing table: {@code reconcile} turns it on. */
    RECONCILE("reconcile"),
    /** Reported with both values, never changed. */
    MANUAL("manual"),
    /** Live, but in no schema file: reported, never changed. */
    EXTRA("extra"),
    /** The table of an ephemeral environment: {@code destroy} deletes it. */
    DESTROY("destroy");

    private final String word;

    Remedy(String word) {
        this.word = word;
    }

    /** The word in text and in the JSON report. */
    public String word() {
        return word;
    }
}
