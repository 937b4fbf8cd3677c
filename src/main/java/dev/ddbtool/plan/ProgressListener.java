package dev.ddbtool.plan;

/** Receives progress on the agenda's thread. */
public interface ProgressListener {

    /** A table is in a state; the detail may change while the state stays the same. */
    void state(TableResult soFar, String state, String detail);

    /** A step of a table is done. The result is what the report would contain if the run ended now. */
    void progress(TableResult soFar);
}
