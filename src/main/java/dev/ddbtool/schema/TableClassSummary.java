package dev.ddbtool.schema;

/** The storage class of a table or a replica. */
public record TableClassSummary(String tableClass) {

    public static final String STANDARD = "STANDARD";
}
