package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environments;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Compares the settings that can be added to an existing table. They are turned on if missing, and never turned off or
 * changed.
 */
final class AddableSettings {

    private final TargetTable target;
    private final Table schema;
    private final Map<String, String> tags;
    private final LiveTable live;
    private final Table table;
    private final Environments known;
    private final ComparisonResult result;

    /** The remedy for missing settings: CREATE while the table is being created, otherwise RECONCILE. */
    private final Remedy additive;

    AddableSettings(
            TargetTable target, Map<String, String> tags, LiveTable live, Environments known, ComparisonResult result) {
        this.target = target;
        this.schema = target.table();
        this.tags = tags;
        this.live = live;
        this.table = live.schema().table();
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
        Encryption wanted = target.encryption();
        if (actual == null || !target.comparesEncryption() || wanted.matches(actual)) {
            return;
        }
        // the owner of the key is unknown: compare only whether KMS is on
        if (wanted.equals(Encryption.AWS_MANAGED_KEY)
                && actual.enabled()
                && live.unreadMembers().containsKey(LiveTable.KEY_OWNER)) {
            return;
        }
        boolean missing = wanted.kms() && !actual.enabled();
        result.differs(Setting.ENCRYPTION, wanted.description(), actual, missing ? additive : Remedy.MANUAL);
        String undecided = target.undecidedKey();
        if (missing && undecided != null) {
            result.block(Blocker.customerKey(additive, undecided));
        } else if (missing) {
            result.plan(new Step.EnableEncryption(additive, wanted));
        }
    }

    private void tags() {
        List<Tag> actualTags = live.schema().tags();
        if (actualTags == null) {
            return;
        }
        Map<String, String> actual = TargetTable.byKey(actualTags);
        List<Tag> missing = new ArrayList<>();
        tags.forEach((key, value) -> {
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
     * Whether the live environment tag has the value of the file, and does not name another known environment: an export
     * of the table must be in sync with it.
     */
    private boolean isEnvironmentOfFile(String key, String liveValue) {
        return key.equals(Tag.ENVIRONMENT)
                && target.policy().asExported()
                && !TargetTable.byKey(target.policy().givenTags()).containsKey(key)
                && liveValue.equals(TargetTable.byKey(target.file().tags()).get(key))
                && known.another(liveValue, target.environment()).isEmpty();
    }

    private void recovery() {
        ContinuousBackups actual = live.schema().continuousBackups();
        ContinuousBackups wanted = target.recovery();
        if (actual == null || !target.comparesRecovery()) {
            return;
        }
        if (wanted.recoveryEnabled()) {
            recoveryOn(wanted.recoveryPeriodInDays(), actual);
        } else if (actual.recoveryEnabled()) {
            result.differs(Setting.POINT_IN_TIME_RECOVERY, wanted, actual, Remedy.MANUAL);
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
        TimeToLive wanted = target.file().timeToLive();
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
