package dev.ddbtool.convert;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Locale;
import java.util.UUID;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * The names of tables inside templates. Each depends only on the logical name, so that more tables do not change it: another
 * name would mean another table.
 */
final class ResourceName {

    /** Names whose words can be joined in CamelCase without becoming ambiguous. */
    private static final Pattern KEBAB_CASE = Pattern.compile("[a-z][a-z0-9]*(-[a-z][a-z0-9]*)*");

    /** Identifiers of HCL, as far as table names can contain them (HCL specification, "Identifiers"). */
    private static final Pattern IDENTIFIER = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    /** Characters of a logical ID (CloudFormation User Guide, "Resources"). */
    private static final int LONGEST_LOGICAL_ID = 255;

    private static final int DIGITS = 8;

    private ResourceName() {}

    /** A CloudFormation logical ID: letters and digits. */
    static String cloudFormation(String table) {
        String joined = Arrays.stream(table.split("[^A-Za-z0-9]+", -1))
                .filter(word -> !word.isEmpty())
                .map(word -> word.substring(0, 1).toUpperCase(Locale.ROOT) + word.substring(1))
                .collect(Collectors.joining());
        if (KEBAB_CASE.matcher(table).matches()) {
            return joined;
        }
        return joined.substring(0, Math.min(joined.length(), LONGEST_LOGICAL_ID - DIGITS)) + digits(table);
    }

    /** A Terraform resource name. */
    static String terraform(String table) {
        return IDENTIFIER.matcher(table).matches()
                ? table
                : "_" + table.replaceAll("[^A-Za-z0-9_-]", "_") + "_" + digits(table);
    }

    /** Digits that distinguish names which become equal otherwise, such as {@code a_b} and {@code a.b}. */
    private static String digits(String table) {
        return UUID.nameUUIDFromBytes(table.getBytes(StandardCharsets.UTF_8))
                .toString()
                .substring(0, DIGITS);
    }
}
