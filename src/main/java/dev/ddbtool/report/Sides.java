package dev.ddbtool.report;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The two sides of a comparison, in words.
 *
 * @param schema the label of the values that a difference has from its schema
 * @param live the label of the values that it has from the live table
 * @param onlySchema describes a table that is not live
 * @param onlyLive describes a live table without a counterpart
 * @param change whether a difference is a change, from the live value to that of the schema
 */
public record Sides(String schema, String live, String onlySchema, String onlyLive, boolean change) {

    /** Schema files and live tables. */
    public static final Sides FILES_AND_TABLES = new Sides(
            "schema", "live", "in the schema files, but not live", "live, but not in the schema files", false);

    /** The live tables of two environments, of which the other takes the place of the schema files. */
    public static Sides environments(String other, String own) {
        return new Sides(other, own, "live only in " + other, "live only in " + own, false);
    }

    /** The schema files of two folders, of which the other takes the place of the live tables. */
    public static Sides folders(String other, String own) {
        return new Sides(own, other, "only in " + own, "only in " + other, true);
    }

    /** The commands that resolve differences apply only to schema files and live tables. */
    public boolean areFilesAndTables() {
        return equals(FILES_AND_TABLES);
    }

    /** The labels of the two sides, in the order of {@link #values}. */
    List<String> labels() {
        return change ? List.of(live, schema) : List.of(schema, live);
    }

    /** The values of the two sides. */
    List<String> values(Difference difference) {
        String inSchema = value(difference.schema());
        String inLive = value(difference.live());
        return change ? List.of(inLive, inSchema) : List.of(inSchema, inLive);
    }

    /** In a file, a setting can be absent without being off. */
    private String value(@Nullable Object value) {
        return value == null && change ? "absent" : ValueText.of(value);
    }

    /** A difference in one line. */
    String line(Difference difference) {
        if (difference.setting() == Setting.TABLE) {
            return difference.live() == null ? onlySchema : onlyLive;
        }
        List<String> values = values(difference);
        return ValueText.setting(difference) + ": "
                + (change
                        ? String.join(" -> ", values)
                        : schema + " " + values.get(0) + ", " + live + " " + values.get(1))
                + " [" + difference.remedy().word() + "]";
    }

    /** A setting that the policy overrides, in one line. */
    String line(PolicyOverride override) {
        return areFilesAndTables()
                ? ValueText.of(override)
                : override.setting().label() + ": " + schema + " " + ValueText.of(override.schema()) + ", " + live + " "
                        + ValueText.of(override.policy()) + ", explained by policy";
    }
}
