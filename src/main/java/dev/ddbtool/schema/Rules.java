package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Everything that DynamoDB would refuse in a table's description, found before it is asked. */
public final class Rules {

    /** Judges one thing in a table's description. */
    @FunctionalInterface
    interface Rule {
        void check(TableSchema schema, Findings findings);
    }

    /** Takes what a rule finds. */
    @FunctionalInterface
    interface Findings {
        void add(String pointer, String message);
    }

    /** A rule, and the members of the table that it needs whole: with an element missing, it would report false problems. */
    private record Entry(Rule rule, List<String> needs) {

        boolean applies(Set<String> incomplete) {
            return needs.stream().noneMatch(incomplete::contains);
        }
    }

    private static final List<Entry> ALL = List.of(
            rule(AttributeRules::typesAreThoseOfKeys),
            rule(AttributeRules::namesHaveAllowedLength),
            rule(AttributeRules::eachIsDefinedOnce),
            rule(AttributeRules::eachIsUsed, "KeySchema", Index.LOCAL, Index.GLOBAL, Index.VECTOR),
            rule(AttributeRules::eachInUseIsDefined, "AttributeDefinitions"),
            rule(KeyRules::tableKey, "KeySchema"),
            rule(KeyRules::localIndexKeys, "KeySchema"),
            rule(KeyRules::globalIndexKeys),
            rule(IndexRules::tableName, "TableName"),
            rule(IndexRules::counts),
            rule(IndexRules::names),
            rule(IndexRules::eachNameStandsOnce),
            rule(ProjectionRules::types),
            rule(ProjectionRules::nonKeyAttributes),
            rule(ProjectionRules::nonKeyAttributesInAll),
            rule(ThroughputRules::billingMode),
            rule(ThroughputRules::provisioned, "BillingModeSummary", "ProvisionedThroughput"),
            rule(ThroughputRules::onDemand, "BillingModeSummary"),
            rule(SettingRules::stream),
            rule(SettingRules::encryption),
            rule(SettingRules::tableClass),
            rule(SettingRules::timeToLive),
            rule(SettingRules::recovery),
            rule(VectorRules::settings),
            rule(VectorRules::searchSchema),
            rule(VectorRules::billing, "BillingModeSummary"),
            rule(TagRules::tags));

    /** What DynamoDB accepts, but is probably a mistake. */
    private static final List<Entry> WARNINGS = List.of(rule(SettingRules::timeToLiveIsANumber));

    private Rules() {}

    private static Entry rule(Rule rule, String... needs) {
        return new Entry(
                rule, Stream.of(needs).map(member -> "/Table/" + member).toList());
    }

    /** All that is wrong with one tag, wherever it stands. */
    public static List<Problem> check(Tag tag) {
        List<Problem> problems = new ArrayList<>();
        TagRules.checkTag(tag, "", (pointer, message) -> problems.add(new Problem(pointer, message)));
        return List.copyOf(problems);
    }

    /** All that is wrong with a table, in the order in which its members stand in a file. */
    public static List<Problem> check(TableSchema schema) {
        return check(schema, Set.of());
    }

    /**
     * The same for a table of which only a part could be read.
     *
     * @param incomplete pointers to the members of which something was left out
     */
    static List<Problem> check(TableSchema schema, Set<String> incomplete) {
        return check(ALL, schema, incomplete);
    }

    /** What is probably a mistake, although DynamoDB accepts it. */
    public static List<Problem> warnings(TableSchema schema) {
        return check(WARNINGS, schema, Set.of());
    }

    private static List<Problem> check(List<Entry> entries, TableSchema schema, Set<String> incomplete) {
        List<Problem> problems = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.applies(incomplete)) {
                entry.rule().check(schema, (pointer, message) -> problems.add(new Problem(pointer, message)));
            }
        }
        problems.sort(Comparator.comparing(Problem::pointer, new FileOrder()));
        return List.copyOf(problems);
    }
}
