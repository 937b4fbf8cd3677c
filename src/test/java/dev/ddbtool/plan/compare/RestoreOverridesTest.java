package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TimeToLive;
import java.util.Objects;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** What the restore call overrides, and the table that results. */
class RestoreOverridesTest {

    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Policy ON_DEMAND =
            Policy.AS_EXPORTED.with(copy -> copy.billingMode = BillingModeSummary.PAY_PER_REQUEST);

    private static TargetTable target(TableFixture file, Policy policy) {
        return new TargetTable(file.schema(), policy, new Environment("production"), Set.of());
    }

    private static RestoreOverrides gone(TableFixture file, TableFixture backup) {
        return gone(file, backup, Policy.AS_EXPORTED);
    }

    private static RestoreOverrides gone(TableFixture file, TableFixture backup, Policy policy) {
        return RestoreOverrides.ofFile(target(file, policy), backup.schema().table());
    }

    private static Table billing(RestoreOverrides overrides) {
        return Objects.requireNonNull(overrides.billing());
    }

    private static TableFixture provisioned() {
        return TableFixture.file().provisioned(5, 2).globalWithThroughput("by-day", "day", 3, 1);
    }

    private static TableFixture onDemand() {
        return TableFixture.file().global("by-day", "day");
    }

    @Test
    void a_backup_like_its_file_needs_no_overrides() {
        RestoreOverrides overrides = gone(provisioned(), provisioned().provisioned(9, 9));

        assertThat(overrides.encryption()).isNull();
        assertThat(overrides.billing()).isNull();
    }

    @Test
    void a_gone_table_gets_the_encryption_of_its_file() {
        TableFixture owned = TableFixture.file().encryption(SseDescription.AWS_OWNED_KEY);

        assertThat(gone(TableFixture.file(), owned).encryption()).isEqualTo(Encryption.AWS_MANAGED_KEY);
        assertThat(gone(owned, TableFixture.file()).encryption()).isEqualTo(Encryption.AWS_OWNED_KEY);
    }

    @Test
    void a_gone_table_keeps_the_encryption_of_its_backup_if_that_of_the_file_is_undecided_or_the_backup_has_none() {
        TableFixture owned = TableFixture.file().encryption(SseDescription.AWS_OWNED_KEY);

        assertThat(gone(TableFixture.file().customerKey(KEY), owned).encryption())
                .isNull();
        assertThat(gone(TableFixture.file(), TableFixture.file().encryption(null))
                        .encryption())
                .isNull();
    }

    @Test
    void an_on_demand_backup_is_restored_with_the_provisioned_units_of_its_file() {
        Table billing = billing(gone(provisioned(), onDemand()));

        assertThat(billing.billingMode()).isEqualTo(BillingModeSummary.PROVISIONED);
        assertThat(billing.provisionedThroughput()).isEqualTo(new ProvisionedThroughput(5L, 2L));
        assertThat(billing.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndex::provisionedThroughput)
                .containsExactly(new ProvisionedThroughput(3L, 1L));
    }

    @Test
    void a_provisioned_backup_is_restored_on_demand_if_its_file_is() {
        Table billing = billing(gone(onDemand(), provisioned()));

        assertThat(billing.billingMode()).isEqualTo(BillingModeSummary.PAY_PER_REQUEST);
        assertThat(billing.provisionedThroughput()).isNull();
        assertThat(billing.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndex::provisionedThroughput)
                .containsOnlyNulls();
    }

    @Test
    void an_option_overrides_the_billing_mode_and_the_encryption_of_the_file() {
        Policy chosen = ON_DEMAND.with(copy -> {
            copy.encryption = Encryption.customerKey(KEY, KEY);
            copy.replacesKeys = true;
        });

        RestoreOverrides overrides = gone(provisioned(), provisioned(), chosen);

        assertThat(billing(overrides).billingMode()).isEqualTo(BillingModeSummary.PAY_PER_REQUEST);
        assertThat(overrides.encryption()).isEqualTo(Encryption.customerKey(KEY, KEY));
    }

    @Test
    void an_index_without_units_in_the_file_keeps_the_billing_mode_of_the_backup() {
        TableFixture file = TableFixture.file().provisioned(5, 2);

        assertThat(gone(file, onDemand()).billing()).isNull();
        assertThat(gone(file.global("by-day", "day"), onDemand()).billing()).isNull();
    }

    @Test
    void a_copy_of_a_live_table_is_like_its_source_unless_options_choose_otherwise() {
        Table source =
                provisioned().encryption(SseDescription.AWS_OWNED_KEY).schema().table();
        Policy chosen = ON_DEMAND.with(copy -> copy.encryption = Encryption.AWS_MANAGED_KEY);

        RestoreOverrides alike = RestoreOverrides.ofOptions(Policy.AS_EXPORTED, source);
        RestoreOverrides other = RestoreOverrides.ofOptions(chosen, source);

        assertThat(alike.encryption()).isNull();
        assertThat(alike.billing()).isNull();
        assertThat(other.encryption()).isEqualTo(Encryption.AWS_MANAGED_KEY);
        assertThat(billing(other).onDemand()).isTrue();
        assertThat(RestoreOverrides.ofOptions(ON_DEMAND, onDemand().schema().table())
                        .billing())
                .isNull();
    }

    @Test
    void a_restore_leaves_out_tags_ttl_recovery_stream_protection_and_class() {
        Table content = provisioned().stream("NEW_IMAGE")
                .deletionProtection(true)
                .tableClass("STANDARD_INFREQUENT_ACCESS")
                .schema()
                .table();

        LiveTable restored = new RestoreOverrides(content, Encryption.AWS_OWNED_KEY, null).restored("app-orders");

        assertThat(restored.name()).isEqualTo("app-orders");
        assertThat(restored.schema().tags()).isEmpty();
        assertThat(restored.schema().timeToLive()).isEqualTo(TimeToLive.OFF);
        assertThat(restored.schema().continuousBackups()).isEqualTo(ContinuousBackups.recoveryOff());
        Table table = restored.schema().table();
        assertThat(table.streamViewType()).isNull();
        assertThat(table.deletionProtected()).isFalse();
        assertThat(table.sseDescription()).isEqualTo(SseDescription.AWS_OWNED_KEY);
        assertThat(table.provisionedThroughput()).isEqualTo(new ProvisionedThroughput(5L, 2L));
        assertThat(Objects.requireNonNull(table.tableClassSummary()).tableClass())
                .isEqualTo("STANDARD");
    }
}
