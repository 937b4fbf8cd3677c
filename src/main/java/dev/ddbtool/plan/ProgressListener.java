package dev.ddbtool.plan;

/** Is told what happens while it happens, on the agenda's thread. */
public interface ProgressListener {

    /** A table has come into another state, or is still in it; the detail may change within one state. */
    void state(TableResult soFar, String state, String detail);

    /** Something about a table is done; the result is what would be reported if the run ended here. */
    void progress(TableResult soFar);
}
