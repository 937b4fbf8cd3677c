package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

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

    private static final List<Rule> ALL = List.of(
            AttributeRules::typesAreThoseOfKeys,
            AttributeRules::namesHaveAllowedLength,
            AttributeRules::eachIsDefinedOnce,
            AttributeRules::eachIsUsed,
            AttributeRules::eachInUseIsDefined,
            KeyRules::tableKey,
            KeyRules::localIndexKeys,
            KeyRules::globalIndexKeys,
            IndexRules::tableName,
            IndexRules::counts,
            IndexRules::names,
            IndexRules::eachNameStandsOnce,
            ProjectionRules::types,
            ProjectionRules::nonKeyAttributes,
            ProjectionRules::nonKeyAttributesInAll,
            ThroughputRules::billingMode,
            ThroughputRules::provisioned,
            ThroughputRules::onDemand,
            SettingRules::stream,
            SettingRules::encryption,
            SettingRules::tableClass,
            SettingRules::timeToLive,
            SettingRules::recovery,
            VectorRules::settings,
            VectorRules::searchSchema,
            VectorRules::billing,
            TagRules::tags);

    private Rules() {}

    /** All that is wrong with one tag, wherever it stands. */
    public static List<Problem> check(Tag tag) {
        List<Problem> problems = new ArrayList<>();
        TagRules.checkTag(tag, "", (pointer, message) -> problems.add(new Problem(pointer, message)));
        return List.copyOf(problems);
    }

    /** All that is wrong with a table, in the order in which its members stand in a file. */
    public static List<Problem> check(TableSchema schema) {
        List<Problem> problems = new ArrayList<>();
        for (Rule rule : ALL) {
            rule.check(schema, (pointer, message) -> problems.add(new Problem(pointer, message)));
        }
        problems.sort(Comparator.comparing(Problem::pointer, new FileOrder()));
        return List.copyOf(problems);
    }
}
