package dev.ddbtool.report;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;

/**
 * The two sides of a comparison, in words.
 *
 * @param schema the label of the values that a difference has from its schema
 * @param live the label of the values that it has from the live table
 * @param onlySchema describes a table that is not live
 * @param onlyLive describes a live table without a counterpart
 */
public record Sides(String schema, String live, String onlySchema, String onlyLive) {

    /** Schema files and live tables. */
    public static final Sides FILES_AND_TABLES =
            new Sides("schema", "live", "in the schema files, but not live", "live, but not in the schema files");

    /** The live tables of two environments, of which the other takes the place of the schema files. */
    public static Sides environments(String other, String own) {
        return new Sides(other, own, "live only in " + other, "live only in " + own);
    }

    /** The commands that resolve differences apply only to schema files and live tables. */
    public boolean areFilesAndTables() {
        return equals(FILES_AND_TABLES);
    }

    /** A difference in one line. */
    String line(Difference difference) {
        if (difference.setting() == Setting.TABLE) {
            return difference.live() == null ? onlySchema : onlyLive;
        }
        return ValueText.setting(difference) + ": " + schema + " " + ValueText.of(difference.schema()) + ", " + live
                + " " + ValueText.of(difference.live()) + " ["
                + difference.remedy().word() + "]";
    }

    /** A setting that the policy overrides, in one line. */
    String line(PolicyOverride override) {
        return areFilesAndTables()
                ? ValueText.of(override)
                : override.setting().label() + ": " + schema + " " + ValueText.of(override.schema()) + ", " + live + " "
                        + ValueText.of(override.policy()) + ", explained by policy";
    }
}
