package dev.ddbtool.schema;

/** The table's storage class. */
public record TableClassSummary(String tableClass) {

    public static final String STANDARD = "STANDARD";
}
