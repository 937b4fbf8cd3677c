package dev.ddbtool.plan;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.schema.BillingModeSummary;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.StreamSpecification;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A live table against its schema file and the policy, by meaning: absent equals its default, what the live side does
 * not tell is not compared, and order counts in key schemas alone.
 */
final class Comparison {

    private final Table schema;
    private final TableSchema file;
    private final LiveTable live;
    private final Policy policy;
    private final Environment environment;

    /** The remedy of an additive setting: part of making the table as long as it is being made. */
    private final Remedy additive;

    private final List<Difference> differences = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();

    private Comparison(TableSchema file, LiveTable live, Policy policy, Environment environment) {
        this.file = file;
        this.schema = file.table();
        this.live = live;
        this.policy = policy;
        this.environment = environment;
        this.additive = live.beingCreated() ? Remedy.CREATE : Remedy.RECONCILE;
    }

    /** Compares everything; steps come in the order in which the service takes them. */
    static Comparison of(TableSchema file, LiveTable live, Policy policy, Environment environment) {
        Comparison comparison = new Comparison(file, live, policy, environment);
        comparison.keys();
        comparison.localIndexes();
        GlobalIndexes indexes = GlobalIndexes.compare(file.table(), live, policy);
        comparison.differences.addAll(indexes.differences());
        comparison.vectorIndexes();
        comparison.billing();
        comparison.tableClass();
        comparison.stream();
        comparison.deletionProtection();
        comparison.encryption();
        comparison.tags();
        comparison.recovery();
        comparison.timeToLive();
        comparison.steps.addAll(indexes.steps());
        comparison.blockers.addAll(indexes.blockers());
        return comparison;
    }

    List<Difference> differences() {
        return List.copyOf(differences);
    }

    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Blocker> blockers() {
        return List.copyOf(blockers);
    }

    private Table liveTable() {
        return live.schema().table();
    }

    private void differs(
            Setting setting, @Nullable String item, @Nullable Object wanted, @Nullable Object actual, Remedy remedy) {
        differences.add(new Difference(setting, item, wanted, actual, remedy));
    }

    private void keys() {
        Table lasting = live.lastingTable();
        if (!schema.keySchema().equals(liveTable().keySchema())) {
            differs(Setting.KEY_SCHEMA, null, schema.keySchema(), liveTable().keySchema(), Remedy.MANUAL);
        }
        schema.attributeDefinitions().forEach(wanted -> {
            String type = lasting.attributeType(wanted.attributeName());
            if (type != null && !type.equals(wanted.attributeType())) {
                differs(Setting.ATTRIBUTE_TYPE, wanted.attributeName(), wanted.attributeType(), type, Remedy.MANUAL);
            }
        });
    }

    private void localIndexes() {
        byName(
                Setting.LOCAL_SECONDARY_INDEX,
                Indexes.localByName(schema.localSecondaryIndexes()),
                Indexes.localByName(liveTable().localSecondaryIndexes()));
    }

    private void vectorIndexes() {
        byName(
                Setting.VECTOR_INDEX,
                Indexes.vectorByName(schema.vectorIndexes()),
                Indexes.vectorByName(liveTable().vectorIndexes()));
    }

    /** Indexes that only the table's creation can make: whatever differs is for a person. */
    private void byName(Setting setting, Map<String, ?> wanted, Map<String, ?> actual) {
        wanted.forEach((name, definition) -> {
            if (!definition.equals(actual.get(name))) {
                differs(setting, name, definition, actual.get(name), Remedy.MANUAL);
            }
        });
        actual.forEach((name, definition) -> {
            if (!wanted.containsKey(name)) {
                differs(setting, name, null, definition, Remedy.MANUAL);
            }
        });
    }

    private void billing() {
        String wanted = policy.billing() == Policy.Billing.ON_DEMAND
                ? BillingModeSummary.PAY_PER_REQUEST
                : schema.billingMode();
        boolean defaultAllowed = policy.billing() == null && liveTable().onDemand();
        if (!liveTable().billingMode().equals(wanted) && !defaultAllowed) {
            differs(
                    Setting.BILLING_MODE,
                    null,
                    new BillingModeSummary(wanted),
                    new BillingModeSummary(liveTable().billingMode()),
                    Remedy.MANUAL);
        }
        if (policy.billingAsExported()
                && !schema.onDemand()
                && !liveTable().onDemand()
                && !Objects.equals(schema.provisionedThroughput(), liveTable().provisionedThroughput())) {
            differs(
                    Setting.PROVISIONED_THROUGHPUT,
                    null,
                    schema.provisionedThroughput(),
                    liveTable().provisionedThroughput(),
                    Remedy.MANUAL);
        }
        if (schema.onDemand()
                && liveTable().onDemand()
                && !Objects.equals(schema.onDemandThroughput(), liveTable().onDemandThroughput())) {
            differs(
                    Setting.ON_DEMAND_THROUGHPUT,
                    null,
                    schema.onDemandThroughput(),
                    liveTable().onDemandThroughput(),
                    Remedy.MANUAL);
        }
    }

    private void tableClass() {
        TableClassSummary actual = liveTable().tableClassSummary();
        if (actual != null && !actual.tableClass().equals(schema.tableClass())) {
            differs(Setting.TABLE_CLASS, null, new TableClassSummary(schema.tableClass()), actual, Remedy.MANUAL);
        }
    }

    private void stream() {
        String wanted = schema.streamViewType();
        String actual = liveTable().streamViewType();
        if (Objects.equals(wanted, actual)) {
            return;
        }
        boolean missing = wanted != null && actual == null;
        differs(
                Setting.STREAM,
                null,
                wanted == null ? StreamSpecification.OFF : new StreamSpecification(true, wanted),
                actual == null ? StreamSpecification.OFF : new StreamSpecification(true, actual),
                missing ? additive : Remedy.MANUAL);
        if (missing) {
            steps.add(new Step.EnableStream(additive, Objects.requireNonNull(wanted)));
        }
    }

    private void deletionProtection() {
        boolean wanted = schema.deletionProtected();
        boolean actual = liveTable().deletionProtected();
        if (wanted == actual) {
            return;
        }
        differs(Setting.DELETION_PROTECTION, null, wanted, actual, wanted ? additive : Remedy.MANUAL);
        if (wanted) {
            steps.add(new Step.EnableDeletionProtection(additive));
        }
    }

    private void encryption() {
        SseDescription actual = liveTable().sseDescription();
        if (actual == null) {
            return;
        }
        String customerKey = Target.customerKey(schema);
        Encryption given = policy.encryption();
        Encryption wanted = given == null ? fromFile(customerKey) : given;
        boolean defaultAllowed = given == null && customerKey == null;
        if (wanted.isMetBy(actual) || (defaultAllowed && Encryption.AWS_MANAGED_KEY.isMetBy(actual))) {
            return;
        }
        // whose key it is could not be found out: then only whether KMS is on can be compared with the AWS-managed key
        boolean managedAllowed = wanted.equals(Encryption.AWS_MANAGED_KEY) || defaultAllowed;
        if (managedAllowed && actual.enabled() && live.unreadMembers().containsKey(LiveTable.KEY_OWNER)) {
            return;
        }
        boolean missing = wanted.kms() && !actual.enabled();
        differs(Setting.ENCRYPTION, null, wanted.description(), actual, missing ? additive : Remedy.MANUAL);
        if (missing && given == null && customerKey != null) {
            blockers.add(Planner.customerKeyBlocker(additive, customerKey));
        } else if (missing) {
            steps.add(new Step.EnableEncryption(additive, wanted));
        }
    }

    private Encryption fromFile(@Nullable String customerKey) {
        SseDescription sse = schema.sseDescription();
        if (customerKey != null) {
            return Encryption.customerKey(customerKey, customerKey);
        }
        return sse != null && sse.enabled() ? Encryption.AWS_MANAGED_KEY : Encryption.AWS_OWNED_KEY;
    }

    private void tags() {
        List<Tag> actualTags = live.schema().tags();
        if (actualTags == null) {
            return;
        }
        Map<String, String> actual = byKey(actualTags);
        List<Tag> missing = new ArrayList<>();
        wantedTags().forEach((key, value) -> {
            String liveValue = actual.get(key);
            if (liveValue == null) {
                differs(Setting.TAG, key, value, null, additive);
                missing.add(new Tag(key, value));
            } else if (!liveValue.equals(value) && !isTheFilesOwnEnvironment(key, liveValue)) {
                differs(Setting.TAG, key, value, liveValue, Remedy.MANUAL);
            }
        });
        if (!missing.isEmpty()) {
            steps.add(new Step.AddTags(additive, missing));
            Planner.tagBlocker(additive, live.name(), actual.size() + missing.size())
                    .ifPresent(blockers::add);
        }
    }

    /** The tags that an existing table must have; the environment's only where the file has one, or one was given. */
    private Map<String, String> wantedTags() {
        Map<String, String> wanted = file.tags() == null ? new LinkedHashMap<>() : byKey(file.tags());
        wanted.computeIfPresent(Tag.ENVIRONMENT, (key, value) -> environment.name());
        wanted.putAll(byKey(policy.tags()));
        return wanted;
    }

    private boolean isTheFilesOwnEnvironment(String key, String liveValue) {
        return key.equals(Tag.ENVIRONMENT)
                && !byKey(policy.tags()).containsKey(key)
                && file.tags() != null
                && liveValue.equals(byKey(file.tags()).get(key));
    }

    private static Map<String, String> byKey(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** A table that is still being made gets recovery as a new one does, since no one can have turned it off. */
    private void recovery() {
        ContinuousBackups actual = live.schema().continuousBackups();
        if (actual == null) {
            return;
        }
        ContinuousBackups wanted = file.continuousBackups();
        if (policy.recoveryOff()) {
            if (actual.recoveryEnabled()) {
                differs(Setting.POINT_IN_TIME_RECOVERY, null, ContinuousBackups.recoveryOff(), actual, Remedy.MANUAL);
            }
        } else if (policy.recovery() != null || live.beingCreated() || (wanted != null && wanted.recoveryEnabled())) {
            recoveryOn(
                    wanted != null && wanted.recoveryEnabled()
                            ? wanted.recoveryPeriodInDays()
                            : ContinuousBackups.DEFAULT_RECOVERY_PERIOD_IN_DAYS,
                    actual);
        }
    }

    private void recoveryOn(int days, ContinuousBackups actual) {
        boolean moreWanted = !actual.recoveryEnabled() || actual.knownRecoveryPeriodInDays(days) < days;
        boolean lessWanted = actual.recoveryEnabled() && actual.knownRecoveryPeriodInDays(days) > days;
        if (moreWanted || lessWanted) {
            differs(
                    Setting.POINT_IN_TIME_RECOVERY,
                    null,
                    ContinuousBackups.recoveryOn(days),
                    actual,
                    moreWanted ? additive : Remedy.MANUAL);
        }
        if (moreWanted) {
            steps.add(new Step.EnableRecovery(additive, days));
        }
    }

    private void timeToLive() {
        TimeToLive wanted = file.timeToLive();
        TimeToLive actual = live.schema().timeToLive();
        if (wanted == null || actual == null || (!wanted.enabled() && !actual.enabled())) {
            return;
        }
        boolean same =
                wanted.enabled() && actual.enabled() && Objects.equals(wanted.attributeName(), actual.attributeName());
        if (same) {
            return;
        }
        boolean missing = wanted.enabled() && !actual.enabled();
        differs(Setting.TIME_TO_LIVE, null, wanted, actual, missing ? additive : Remedy.MANUAL);
        if (missing && wanted.attributeName() != null) {
            steps.add(new Step.EnableTimeToLive(additive, wanted.attributeName()));
        }
    }
}
