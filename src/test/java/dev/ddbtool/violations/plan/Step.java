package dev.ddbtool.violations.plan;

/** Named as the real one. */
public interface Step {

    /** Deletes a table. */
    record DeleteTable() implements Step {}
}
