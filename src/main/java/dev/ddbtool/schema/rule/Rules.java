package dev.ddbtool.schema.rule;

import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.Index;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Finds everything in a table that DynamoDB would reject, before any call. */
public final class Rules {

    /** Checks one aspect of a table. */
    @FunctionalInterface
    interface Rule {
        void check(TableSchema schema, Violations violations);
    }

    /**
     * A rule, and the members that must be complete for it: if an element is missing, it would report false problems.
     */
    private record Entry(Rule rule, List<String> needs) {

        boolean applies(Set<String> incomplete) {
            return needs.stream().noneMatch(incomplete::contains);
        }
    }

    private static final List<Entry> ALL = List.of(
            rule(AttributeRules::typesAreThoseOfKeys),
            rule(AttributeRules::namesHaveAllowedLength),
            rule(AttributeRules::noDuplicateDefinitions),
            rule(AttributeRules::noUnusedDefinitions, "KeySchema", Index.LOCAL, Index.GLOBAL, Index.VECTOR),
            rule(AttributeRules::noMissingDefinitions, "AttributeDefinitions"),
            rule(KeyRules::tableKey, "KeySchema"),
            rule(KeyRules::localIndexKeys, "KeySchema"),
            rule(KeyRules::globalIndexKeys),
            rule(IndexRules::tableName, "TableName"),
            rule(IndexRules::counts),
            rule(IndexRules::names),
            rule(IndexRules::noDuplicateNames),
            rule(ProjectionRules::types),
            rule(ProjectionRules::nonKeyAttributes),
            rule(ProjectionRules::nonKeyAttributesOfTable),
            rule(ThroughputRules::billingMode),
            rule(ThroughputRules::provisioned, "BillingModeSummary", "ProvisionedThroughput"),
            rule(ThroughputRules::onDemand, "BillingModeSummary", "ProvisionedThroughput"),
            rule(SettingRules::stream),
            rule(SettingRules::encryption),
            rule(SettingRules::tableClass),
            rule(SettingRules::timeToLive),
            rule(SettingRules::recovery),
            rule(VectorRules::settings),
            rule(VectorRules::searchSchema),
            rule(VectorRules::billing, "BillingModeSummary", "ProvisionedThroughput"),
            rule(TagRules::tags));

    private Rules() {}

    private static Entry rule(Rule rule, String... needs) {
        return new Entry(
                rule, Stream.of(needs).map(member -> "/Table/" + member).toList());
    }

    /** Checks a single tag. */
    public static List<Violation> check(Tag tag) {
        List<Violation> problems = new ArrayList<>();
        TagRules.checkTag(tag, "", (pointer, message) -> problems.add(new Violation(pointer, message)));
        return List.copyOf(problems);
    }

    /** Checks a table. The violations are in the order of the rules. */
    public static List<Violation> check(TableSchema schema) {
        return check(schema, Set.of());
    }

    /**
     * Checks a table that could be read only in part.
     *
     * @param incomplete pointers to the members that are incomplete
     */
    public static List<Violation> check(TableSchema schema, Set<String> incomplete) {
        List<Violation> problems = new ArrayList<>();
        for (Entry entry : ALL) {
            if (entry.applies(incomplete)) {
                entry.rule().check(schema, (pointer, message) -> problems.add(new Violation(pointer, message)));
            }
        }
        return List.copyOf(problems);
    }
}
