package dev.ddbtool.plan.compare;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What a table must be: its schema file with policy and environment applied. Tables are created from it and compared with
 * it.
 *
 * @param usableKeys the customer managed keys of files that belong to the account and Region of the session
 */
record TargetTable(TableSchema file, Policy policy, Environment environment, Set<String> usableKeys) {

    /** The content of {@code CreateTable}: with the billing mode of the policy, and the throughput that it allows. */
    Table table() {
        Boolean protection = policy.deletionProtection();
        String billingMode = policy.billingMode(file.table());
        return file.table().with(copy -> {
            copy.deletionProtectionEnabled = protection == null ? copy.deletionProtectionEnabled : protection;
            copy.billingModeSummary = new BillingModeSummary(billingMode);
            if (billingMode.equals(BillingModeSummary.PAY_PER_REQUEST)) {
                copy.provisionedThroughput = null;
                copy.globalSecondaryIndexes = copy.globalSecondaryIndexes.stream()
                        .map(index -> index.withThroughput(null, index.onDemandThroughput()))
                        .toList();
            }
        });
    }

    Encryption encryption() {
        if (policy.encryption() != null) {
            return policy.encryption();
        }
        SseDescription sse = file.table().sseDescription();
        String key = file.table().keyArn();
        if (key != null) {
            return Encryption.customerKey(key, key);
        }
        return sse == null || sse.enabled() ? Encryption.AWS_MANAGED_KEY : Encryption.AWS_OWNED_KEY;
    }

    /**
     * The customer managed key of the file, if it must be neither used nor replaced without a decision: then the table
     * cannot be encrypted.
     */
    @Nullable
    String undecidedKey() {
        String key = file.table().keyArn();
        boolean decided = policy.encryption() == null ? key == null || usableKeys.contains(key) : policy.replacesKeys();
        return decided ? null : key;
    }

    /** Whether the encryption is known: an answer of an emulator may lack it. */
    boolean comparesEncryption() {
        return policy.encryption() != null || file.table().sseDescription() != null || !file.answer();
    }

    ContinuousBackups recovery() {
        ContinuousBackups inFile = file.continuousBackups();
        Policy.Recovery byPolicy = policy.recovery();
        if (byPolicy != null ? !byPolicy.on() : inFile != null && !inFile.recoveryEnabled()) {
            return ContinuousBackups.recoveryOff();
        }
        if (byPolicy != null && byPolicy.days() != null) {
            return ContinuousBackups.recoveryOn(byPolicy.days());
        }
        return ContinuousBackups.recoveryOn(
                inFile != null && inFile.recoveryEnabled()
                        ? inFile.recoveryPeriodInDays()
                        : ContinuousBackups.DEFAULT_RECOVERY_PERIOD_IN_DAYS);
    }

    /** Whether recovery is known: a raw answer of {@code DescribeTable} lacks it. */
    boolean comparesRecovery() {
        return policy.recovery() != null || file.continuousBackups() != null || !file.answer();
    }

    /** The settings that a raw answer of AWS lacks and the policy does not fix. They are not compared. */
    List<Setting> unknown() {
        List<Setting> unknown = new ArrayList<>();
        if (file.answer()) {
            if (file.timeToLive() == null) {
                unknown.add(Setting.TIME_TO_LIVE);
            }
            if (!comparesRecovery()) {
                unknown.add(Setting.POINT_IN_TIME_RECOVERY);
            }
            if (file.tags() == null) {
                unknown.add(Setting.TAG);
            }
        }
        return unknown;
    }

    /** The TTL attribute, or null for off. */
    @Nullable
    String timeToLive() {
        TimeToLive timeToLive = file.timeToLive();
        return timeToLive != null && timeToLive.enabled() ? timeToLive.attributeName() : null;
    }

    /** The tags of a new table: of the file, the environment, its name, and the options; later ones override. */
    Map<String, String> tags() {
        Map<String, String> tags = byKey(file.tags());
        tags.putAll(byKey(policy.tags()));
        tags.put(Tag.ENVIRONMENT, environment.name());
        tags.putAll(byKey(policy.givenTags()));
        return tags;
    }

    /** The tags that an existing table must have. The name of the environment only if the file or the policy has it. */
    Map<String, String> comparedTags() {
        Map<String, String> tags = byKey(file.tags());
        if (!policy.asExported()) {
            tags.putAll(byKey(policy.tags()));
        }
        tags.computeIfPresent(Tag.ENVIRONMENT, (key, value) -> environment.name());
        tags.putAll(byKey(policy.givenTags()));
        return tags;
    }

    /** Where the policy overrides what the file says. */
    List<PolicyOverride> overrides() {
        TargetTable asInFile = new TargetTable(file, Policy.AS_EXPORTED, environment, usableKeys);
        Table inFile = file.table();
        List<PolicyOverride> overrides = new ArrayList<>();
        if (inFile.billingModeSummary() != null) {
            overrides.add(new PolicyOverride(
                    Setting.BILLING_MODE, asInFile.table().billingModeSummary(), table().billingModeSummary()));
        }
        if (inFile.sseDescription() != null) {
            overrides.add(new PolicyOverride(
                    Setting.ENCRYPTION,
                    asInFile.encryption().description(),
                    encryption().description()));
        }
        if (inFile.deletionProtectionEnabled() != null) {
            overrides.add(new PolicyOverride(
                    Setting.DELETION_PROTECTION, inFile.deletionProtected(), table().deletionProtected()));
        }
        if (file.continuousBackups() != null) {
            overrides.add(new PolicyOverride(Setting.POINT_IN_TIME_RECOVERY, asInFile.recovery(), recovery()));
        }
        return overrides.stream()
                .filter(override -> !Objects.equals(override.schema(), override.policy()))
                .toList();
    }

    static Map<String, String> byKey(@Nullable List<Tag> tags) {
        Map<String, String> map = new LinkedHashMap<>();
        if (tags != null) {
            tags.forEach(tag -> map.put(tag.key(), tag.value()));
        }
        return map;
    }
}
