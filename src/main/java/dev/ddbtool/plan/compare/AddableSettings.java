package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.StreamSpecification;
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
 * Compares the settings that can be added to an existing table. They are turned on if missing, and never turned off or
 * changed.
 */
final class AddableSettings {

    private final TableSchema file;
    private final Table schema;
    private final LiveTable live;
    private final Table table;
    private final Policy policy;
    private final Environment environment;
    private final Environments known;
    private final ComparisonResult result;

    /** The remedy for missing settings: CREATE while the table is being created, otherwise RECONCILE. */
    private final Remedy additive;

    AddableSettings(
            TableSchema file,
            LiveTable live,
            Policy policy,
            Environment environment,
            Environments known,
            ComparisonResult result) {
        this.file = file;
        this.schema = file.table();
        this.live = live;
        this.table = live.schema().table();
        this.policy = policy;
        this.environment = environment;
        this.known = known;
        this.result = result;
        this.additive = live.beingCreated() ? Remedy.CREATE : Remedy.RECONCILE;
    }

    /** Steps are in a safe order: recovery before TTL, which deletes items. */
    void compare() {
        stream();
        deletionProtection();
        encryption();
        tags();
        recovery();
        timeToLive();
    }

    private void stream() {
        String wanted = schema.streamViewType();
        String actual = table.streamViewType();
        if (Objects.equals(wanted, actual)) {
            return;
        }
        boolean missing = wanted != null && actual == null;
        result.differs(
                Setting.STREAM,
                wanted == null ? StreamSpecification.OFF : new StreamSpecification(true, wanted),
                actual == null ? StreamSpecification.OFF : new StreamSpecification(true, actual),
                missing ? additive : Remedy.MANUAL);
        if (missing) {
            result.plan(new Step.EnableStream(additive, Objects.requireNonNull(wanted)));
        }
    }

    private void deletionProtection() {
        boolean wanted = schema.deletionProtected();
        boolean actual = table.deletionProtected();
        if (wanted == actual) {
            return;
        }
        result.differs(Setting.DELETION_PROTECTION, wanted, actual, wanted ? additive : Remedy.MANUAL);
        if (wanted) {
            result.plan(new Step.EnableDeletionProtection(additive));
        }
    }

    private void encryption() {
        SseDescription actual = table.sseDescription();
        if (actual == null) {
            return;
        }
        String customerKey = schema.keyArn();
        Encryption given = policy.encryption();
        Encryption wanted = given == null ? fromFile(customerKey) : given;
        boolean defaultAllowed = given == null && customerKey == null;
        if (wanted.matches(actual) || (defaultAllowed && Encryption.AWS_MANAGED_KEY.matches(actual))) {
            return;
        }
        // the owner of the key is unknown: compare only whether KMS is on
        boolean managedAllowed = wanted.equals(Encryption.AWS_MANAGED_KEY) || defaultAllowed;
        if (managedAllowed && actual.enabled() && live.unreadMembers().containsKey(LiveTable.KEY_OWNER)) {
            return;
        }
        boolean missing = wanted.kms() && !actual.enabled();
        result.differs(Setting.ENCRYPTION, wanted.description(), actual, missing ? additive : Remedy.MANUAL);
        if (missing && given == null && customerKey != null) {
            result.block(Blocker.customerKey(additive, customerKey));
        } else if (missing) {
            result.plan(new Step.EnableEncryption(additive, wanted));
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
                result.differs(Setting.TAG, key, value, null, additive);
                missing.add(new Tag(key, value));
            } else if (!liveValue.equals(value) && !isEnvironmentOfFile(key, liveValue)) {
                result.differs(Setting.TAG, key, value, liveValue, Remedy.MANUAL);
            }
        });
        if (!missing.isEmpty()) {
            result.plan(new Step.AddTags(additive, missing));
            Blocker.tooManyTags(additive, live.name(), actual.size() + missing.size())
                    .ifPresent(result::block);
        }
    }

    /**
     * The tags that an existing table must have. The environment tag is included only if the file or an option has it.
     */
    private Map<String, String> wantedTags() {
        Map<String, String> wanted = file.tags() == null ? new LinkedHashMap<>() : byKey(file.tags());
        wanted.computeIfPresent(Tag.ENVIRONMENT, (key, value) -> environment.name());
        wanted.putAll(byKey(policy.tags()));
        return wanted;
    }

    /** Whether the live environment tag has the value of the file, and does not name another known environment. */
    private boolean isEnvironmentOfFile(String key, String liveValue) {
        return key.equals(Tag.ENVIRONMENT)
                && !byKey(policy.tags()).containsKey(key)
                && file.tags() != null
                && liveValue.equals(byKey(file.tags()).get(key))
                && known.another(liveValue, environment).isEmpty();
    }

    private static Map<String, String> byKey(List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        tags.forEach(tag -> map.put(tag.key(), tag.value()));
        return map;
    }

    /** A table in CREATING gets point-in-time recovery like a new table, because nobody can turn it off yet. */
    private void recovery() {
        ContinuousBackups actual = live.schema().continuousBackups();
        if (actual == null) {
            return;
        }
        ContinuousBackups wanted = file.continuousBackups();
        if (policy.recoveryOff()) {
            if (actual.recoveryEnabled()) {
                result.differs(Setting.POINT_IN_TIME_RECOVERY, ContinuousBackups.recoveryOff(), actual, Remedy.MANUAL);
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
            result.differs(
                    Setting.POINT_IN_TIME_RECOVERY,
                    ContinuousBackups.recoveryOn(days),
                    actual,
                    moreWanted ? additive : Remedy.MANUAL);
        }
        if (moreWanted) {
            result.plan(new Step.EnableRecovery(additive, days));
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
        result.differs(Setting.TIME_TO_LIVE, wanted, actual, missing ? additive : Remedy.MANUAL);
        if (missing && wanted.attributeName() != null) {
            result.plan(new Step.EnableTimeToLive(additive, wanted.attributeName()));
        }
    }
}
