package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.TableSchema;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Plans of missing, existing, unusable and extra tables, and of single indexes. */
class PlannerTest {

    private static final TableNames NAMES = new TableNames("app", EnvironmentsFixture.of("staging,dev"));
    private static final Environment STAGING = new Environment("staging");
    private static final String ORDERS = "app-staging-orders";
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final Set<Remedy> CREATE = EnumSet.of(Remedy.CREATE);
    private static final Set<Remedy> RECONCILE = EnumSet.of(Remedy.CREATE, Remedy.RECONCILE);
    private static final Set<Remedy> ADD_GSI = EnumSet.of(Remedy.ADD_GSI);

    @Test
    void creates_a_missing_table_with_the_defaults() {
        TablePlan plan = missing(TableFixture.file(), Policy.STANDARD);

        assertThat(plan.table()).isEqualTo("orders");
        assertThat(plan.name()).isEqualTo(ORDERS);
        assertThat(plan.missing()).isTrue();
        assertThat(plan.differences())
                .containsExactly(new Difference(Setting.TABLE, null, "orders", null, Remedy.CREATE));
        assertThat(plan.blockers()).isEmpty();
        assertThat(PlanText.steps(plan.steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms Environment=staging", "UpdateContinuousBackups 35");
        assertThat(plan.steps()).allMatch(step -> step.remedy() == Remedy.CREATE);
        assertThat(plan.remaining(CREATE)).isEmpty();
    }

    @Test
    void creates_a_missing_table_in_one_call_then_turns_on_ttl_and_recovery() {
        TableFixture file = TableFixture.file()
                .keys("orderId / day:N")
                .local("by-sum", "orderId / sum")
                .global("by-day", "day", "a", "b")
                .stream("NEW_IMAGE")
                .tableClass("STANDARD_INFREQUENT_ACCESS")
                .deletionProtection(true)
                .maximums(10L, 20L)
                .tags("team=payments", "Environment=production")
                .ttl("expiresAt")
                .recovery(7);

        TablePlan plan = missing(file, Policy.STANDARD);

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms team=payments Environment=staging",
                        "UpdateTimeToLive expiresAt",
                        "UpdateContinuousBackups 7");
        assertThat(created(plan)).isEqualTo(file.schema().withName(ORDERS).table());
    }

    @Test
    void creates_on_demand_tables_unless_the_billing_of_the_file_is_requested() {
        TableFixture file = TableFixture.file().provisioned(5, 6).globalWithThroughput("by-day", "day", 7, 8);

        Table onDemand = created(missing(file, Policy.STANDARD));
        Table asExported = created(missing(file, Policy.AS_EXPORTED));

        assertThat(onDemand.billingMode()).isEqualTo("PAY_PER_REQUEST");
        assertThat(onDemand.provisionedThroughput()).isNull();
        assertThat(onDemand.globalSecondaryIndexes())
                .extracting(GlobalSecondaryIndex::indexName, GlobalSecondaryIndex::provisionedThroughput)
                .containsExactly(org.assertj.core.groups.Tuple.tuple("by-day", null));
        assertThat(asExported).isEqualTo(file.schema().withName(ORDERS).table());
    }

    @Test
    void keeps_the_on_demand_maximums_of_indexes() {
        TableFixture file = TableFixture.file().globalWithMaximum("by-day", "day", 10);

        assertThat(created(missing(file, Policy.STANDARD)))
                .isEqualTo(file.schema().withName(ORDERS).table());
    }

    @Test
    void applies_options_to_a_missing_table() {
        TableFixture file = TableFixture.file().customerKey(KEY).tags("team=payments", "Environment=production");

        assertThat(PlanText.steps(missing(file, Policy.STANDARD.with(policy -> {
                            policy.recovery = Policy.Recovery.OFF;
                            policy.chooseEncryption(Encryption.AWS_OWNED_KEY);
                            policy.tags = List.of(TableFixture.tag("team=us"), TableFixture.tag("Environment=blue"));
                            policy.givenTags = List.of(TableFixture.tag("cost=7"), TableFixture.tag("Environment=qa"));
                        }))
                        .steps()))
                .containsExactly("CreateTable app-staging-orders owned team=us Environment=qa cost=7");
        assertThat(PlanText.steps(missing(file, encryptedWith(Encryption.customerKey("alias/orders", KEY)))
                        .steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms:alias/orders team=payments Environment=staging",
                        "UpdateContinuousBackups 35");
        assertThat(PlanText.steps(
                        missing(file, encryptedWith(Encryption.AWS_MANAGED_KEY)).steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms team=payments Environment=staging",
                        "UpdateContinuousBackups 35");
    }

    private static Policy encryptedWith(Encryption key) {
        return Policy.STANDARD.with(policy -> policy.chooseEncryption(key));
    }

    @Test
    void uses_policy_or_service_defaults_for_absent_settings() {
        TableFixture file = TableFixture.file()
                .withoutTags()
                .timeToLive(null)
                .backups(null)
                .encryption(null)
                .tableClass(null)
                .deletionProtection(null)
                .stream(null);

        TablePlan plan = missing(file, Policy.STANDARD);

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms Environment=staging", "UpdateContinuousBackups 35");
        assertThat(created(plan).tableClassSummary()).isNull();
        assertThat(created(plan).deletionProtectionEnabled()).isNull();
        assertThat(created(plan).streamSpecification()).isNull();
    }

    @Test
    void creates_a_table_as_exported_with_every_setting_of_the_file() {
        TableFixture file = TableFixture.file()
                .provisioned(5, 6)
                .globalWithThroughput("by-day", "day", 7, 8)
                .encryption(SseDescription.AWS_OWNED_KEY)
                .deletionProtection(true)
                .recoveryOff();

        TablePlan plan = missing(file, Policy.AS_EXPORTED);

        assertThat(PlanText.steps(plan.steps()))
                .containsExactly("CreateTable app-staging-orders owned Environment=staging");
        assertThat(created(plan)).isEqualTo(file.schema().withName(ORDERS).table());
        assertThat(plan.overrides()).isEmpty();
    }

    @Test
    void names_what_the_policy_overrides() {
        TableFixture file = TableFixture.file()
                .provisioned(5, 6)
                .customerKey(KEY)
                .deletionProtection(true)
                .recovery(7);
        Policy noKms = Policy.EPHEMERAL.with(policy -> policy.chooseEncryption(Encryption.AWS_OWNED_KEY));
        List<PolicyOverride> overrides = List.of(
                new PolicyOverride(
                        Setting.BILLING_MODE,
                        new BillingModeSummary("PROVISIONED"),
                        new BillingModeSummary("PAY_PER_REQUEST")),
                new PolicyOverride(Setting.ENCRYPTION, SseDescription.kms(KEY), SseDescription.AWS_OWNED_KEY),
                new PolicyOverride(Setting.DELETION_PROTECTION, true, false),
                new PolicyOverride(
                        Setting.POINT_IN_TIME_RECOVERY,
                        ContinuousBackups.recoveryOn(7),
                        ContinuousBackups.recoveryOff()));

        assertThat(missing(file, noKms).overrides()).isEqualTo(overrides);
        assertThat(existing(file, TableFixture.live(), Policy.EPHEMERAL).overrides())
                .isEqualTo(overrides);
        assertThat(missing(file, Policy.EPHEMERAL).overrides())
                .as("the key of the file is not overridden: it blocks")
                .hasSize(3);
        assertThat(missing(TableFixture.file().recovery(7), Policy.STANDARD).overrides())
                .isEmpty();
        assertThat(missing(
                                TableFixture.file()
                                        .withoutBillingSummary()
                                        .encryption(null)
                                        .deletionProtection(null)
                                        .backups(null),
                                Policy.EPHEMERAL)
                        .overrides())
                .as("the file says nothing")
                .isEmpty();
    }

    @Test
    void uses_the_key_of_the_file_only_where_it_belongs() {
        TableFixture file = TableFixture.file().customerKey(KEY);
        Planner here = new Planner(NAMES, STAGING, Policy.AS_EXPORTED, Set.of(KEY));
        Planner standard = new Planner(NAMES, STAGING, Policy.STANDARD, Set.of(KEY));

        assertThat(PlanText.steps(missing(file, here).steps()))
                .contains("CreateTable app-staging-orders kms:" + KEY + " Environment=staging");
        assertThat(missing(file, Policy.AS_EXPORTED).blockers(CREATE)).hasSize(1);
        assertThat(missing(file, standard).blockers(CREATE)).hasSize(1);
        assertThat(missing(file, Policy.EPHEMERAL).blockers(CREATE)).hasSize(1);
    }

    @Test
    void lists_settings_that_a_raw_answer_lacks() {
        TableFixture answer =
                TableFixture.file().answer().withoutTags().timeToLive(null).backups(null);
        TableFixture file = TableFixture.file().withoutTags().timeToLive(null).backups(null);

        assertThat(planner(Policy.AS_EXPORTED).unknown(answer.schema()))
                .containsExactly(Setting.TIME_TO_LIVE, Setting.POINT_IN_TIME_RECOVERY, Setting.TAG);
        assertThat(planner(Policy.STANDARD).unknown(answer.schema()))
                .containsExactly(Setting.TIME_TO_LIVE, Setting.TAG);
        assertThat(planner(Policy.AS_EXPORTED).unknown(file.schema())).isEmpty();
        assertThat(existing(answer, TableFixture.live().recoveryOff().ttl("ttl"), Policy.AS_EXPORTED)
                        .differences())
                .isEmpty();
        assertThat(PlanText.steps(missing(answer, Policy.AS_EXPORTED).steps()))
                .containsExactly(
                        "CreateTable app-staging-orders kms Environment=staging", "UpdateContinuousBackups 35");
    }

    @Test
    void blocks_a_table_with_a_customer_managed_key_without_an_option() {
        TablePlan plan = missing(TableFixture.file().customerKey(KEY), Policy.STANDARD);

        assertThat(plan.blockers(CREATE))
                .extracting(Blocker::message)
                .singleElement()
                .asString()
                .contains(KEY);
        assertThat(plan.blockers(CREATE))
                .extracting(Blocker::hint)
                .singleElement()
                .asString()
                .contains("--kms-key ID");
        assertThat(plan.blockers(ADD_GSI)).isEmpty();
        assertThat(PlanText.steps(plan.steps())).noneMatch(step -> step.startsWith("CreateTable"));
    }

    @Test
    void blocks_a_table_with_more_than_fifty_tags() {
        String[] fifty = IntStream.range(0, 50).mapToObj(i -> "t" + i + "=x").toArray(String[]::new);

        assertThat(missing(TableFixture.file().tags(Arrays.copyOf(fifty, 49)), Policy.STANDARD)
                        .blockers())
                .isEmpty();
        assertThat(missing(TableFixture.file().tags(fifty), Policy.STANDARD).blockers(CREATE))
                .extracting(Blocker::message)
                .containsExactly("'app-staging-orders' would have 51 tags; the limit is 50");
    }

    @Test
    void lists_recorded_global_table_members_as_not_applied() {
        TableFixture file = TableFixture.file().replica("eu-central-1").strong("eu-north-1");

        assertThat(missing(file, Policy.STANDARD).notApplied())
                .containsExactly("Replicas", "GlobalTableWitnesses", "MultiRegionConsistency");
        assertThat(existing(file, TableFixture.live()).notApplied())
                .containsExactly("Replicas", "GlobalTableWitnesses", "MultiRegionConsistency");
        assertThat(existing(file, TableFixture.live()).differences()).isEmpty();
        assertThat(existing(
                                file,
                                TableFixture.live()
                                        .replica("us-east-1")
                                        .replica("eu-central-1")
                                        .strong("eu-north-1"))
                        .notApplied())
                .isEmpty();
        assertThat(missing(TableFixture.file(), Policy.STANDARD).notApplied()).isEmpty();
        assertThat(existing(TableFixture.file(), TableFixture.live()).notApplied())
                .isEmpty();
    }

    @Test
    void filters_one_plan_by_command() {
        TableFixture file =
                TableFixture.file().ttl("expiresAt").global("by-day", "day").tableClass("OTHER");

        TablePlan plan = existing(file, TableFixture.live());

        assertThat(plan.missing()).isFalse();
        assertThat(plan.steps(CREATE)).isEmpty();
        assertThat(PlanText.steps(plan.steps(RECONCILE))).containsExactly("UpdateTimeToLive expiresAt");
        assertThat(PlanText.steps(plan.steps(ADD_GSI))).containsExactly("UpdateTable index by-day orderId:S,day:S");
        assertThat(PlanText.differences(plan.remaining(CREATE)))
                .containsExactly("globalSecondaryIndex by-day add-gsi", "tableClass manual", "timeToLive reconcile");
        assertThat(PlanText.differences(plan.remaining(RECONCILE)))
                .containsExactly("globalSecondaryIndex by-day add-gsi", "tableClass manual");
    }

    @Test
    void warns_which_items_turning_on_ttl_deletes() {
        TableFixture file = TableFixture.file().ttl("expiresAt").stream("NEW_IMAGE");

        assertThat(existing(file, TableFixture.live()).warnings(RECONCILE))
                .containsExactly(
                        "turning on TTL deletes the items of 'app-staging-orders' whose 'expiresAt' is in the past");
        assertThat(existing(file, TableFixture.live().restoring()).warnings(RECONCILE))
                .hasSize(1);
        assertThat(existing(file, TableFixture.live().status("CREATING")).warnings(RECONCILE))
                .isEmpty();
        assertThat(existing(file, TableFixture.live().ttl("expiresAt")).warnings(RECONCILE))
                .isEmpty();
        assertThat(existing(file, TableFixture.live()).warnings(CREATE)).isEmpty();
    }

    @Test
    void a_step_that_is_held_back_leaves_its_difference() {
        TableFixture file = TableFixture.file().ttl("expiresAt").stream("NEW_IMAGE");

        TablePlan plan = existing(file, TableFixture.live()).without(Setting.TIME_TO_LIVE);

        assertThat(PlanText.steps(plan.steps(RECONCILE))).hasSize(1);
        assertThat(PlanText.differences(plan.resolved(RECONCILE))).containsExactly("stream reconcile");
        assertThat(PlanText.differences(plan.remaining(RECONCILE))).containsExactly("timeToLive reconcile");
        assertThat(plan.warnings(RECONCILE)).isEmpty();
    }

    @Test
    void names_the_table_in_warnings_of_its_file() {
        assertThat(missing(TableFixture.file().ttl("orderId"), Policy.STANDARD).warnings())
                .containsExactly(
                        "'app-staging-orders': TTL deletes nothing because attribute 'orderId' is a key of type"
                                + " 'S': use an attribute that holds numbers");
    }

    @Test
    void recognises_a_table_that_may_be_incomplete() {
        TableSchema file = TableFixture.file().schema();
        Planner planner = planner(Policy.STANDARD);

        assertThat(planner.mayBeIncomplete(
                        file, TableFixture.live().recoveryOff().table()))
                .isTrue();
        assertThat(List.of(
                        TableFixture.live(),
                        TableFixture.live().recoveryOff().status("UPDATING"),
                        TableFixture.live().recoveryOff().keys("customerId")))
                .noneMatch(live -> planner.mayBeIncomplete(file, live.table()));
    }

    @ParameterizedTest
    @CsvSource(textBlock = """
                    DELETING,                            wait until it is deleted
                    ARCHIVING,                           from the backup
                    ARCHIVED,                            from the backup
                    INACCESSIBLE_ENCRYPTION_CREDENTIALS, KMS key
                    REPLICATION_NOT_AUTHORIZED,          allow replication again
                    """)
    void blocks_every_command_once_for_an_unusable_table(String status, String advice) {
        TablePlan plan = existing(TableFixture.file(), TableFixture.live().status(status));

        for (Set<Remedy> command : List.of(CREATE, RECONCILE, ADD_GSI)) {
            assertThat(plan.blockers(command)).singleElement().satisfies(blocker -> {
                assertThat(blocker.message()).isEqualTo("table 'app-staging-orders' is " + status);
                assertThat(blocker.hint()).contains(advice);
            });
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"ACTIVE", "CREATING", "UPDATING", "SOMETHING_NEW"})
    void does_not_block_other_statuses(String status) {
        assertThat(existing(TableFixture.file(), TableFixture.live().status(status))
                        .blockers())
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"production, production", "Production, production", "dev, dev"})
    void blocks_changes_of_a_table_tagged_with_another_environment(String tag, String other) {
        TableFixture live = TableFixture.live().recoveryOff().tags("Environment=" + tag);
        TableFixture file = TableFixture.file().global("by-day", "day");

        TablePlan plan = existing(file, live);
        TablePlan unfinished = existing(file, live.status("CREATING"));

        for (List<Blocker> blockers :
                List.of(plan.blockers(RECONCILE), plan.blockers(ADD_GSI), unfinished.blockers(CREATE))) {
            assertThat(blockers).singleElement().satisfies(blocker -> {
                assertThat(blocker.message())
                        .isEqualTo("the Environment tag of 'app-staging-orders' is '" + other + "', not 'staging'");
                assertThat(blocker.hint()).contains("use -e " + other);
            });
        }
        assertThat(plan.blockers(CREATE)).as("nothing to create").isEmpty();
        assertThat(plan.blockers(RECONCILE).get(0).hint()).endsWith("add --tag Environment=staging");
        assertThat(plan.blockers(ADD_GSI).get(0).hint())
                .endsWith("fix the tag: aws dynamodb tag-resource --resource-arn"
                        + " arn:aws:dynamodb:eu-west-1:111122223333:table/app-staging-orders"
                        + " --tags Key=Environment,Value=staging");
    }

    @Test
    void blocks_every_index_of_a_table_tagged_with_another_environment() {
        TableFixture live = TableFixture.live().tags("Environment=production");
        TableFixture file = TableFixture.file().global("by-day", "day");

        assertThat(planner(Policy.STANDARD)
                        .planIndexes(file.schema(), live.table())
                        .blockers(ADD_GSI))
                .hasSize(1);
        assertThat(planIndex(live.table(), index("by-day", "day")).blockers(ADD_GSI))
                .hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"Environment=staging", "Environment=Staging", "Environment=qa", "environment=production"})
    void does_not_block_other_tags(String tag) {
        TableFixture live = TableFixture.live().recoveryOff().tags(tag);

        assertThat(existing(TableFixture.file().global("by-day", "day"), live).blockers())
                .isEmpty();
    }

    @Test
    void does_not_block_unknown_tags_or_unchanged_tables() {
        TableFixture elsewhere = TableFixture.live().tags("Environment=production");

        assertThat(existing(
                                TableFixture.file(),
                                TableFixture.live().recoveryOff().withoutTags())
                        .blockers())
                .isEmpty();
        assertThat(existing(TableFixture.file(), elsewhere).blockers()).isEmpty();
        assertThat(PlanText.differences(existing(TableFixture.file(), elsewhere).differences()))
                .containsExactly("tag Environment manual");
    }

    @Test
    void lifts_the_blocker_for_an_explicit_environment_tag() {
        LiveTable live =
                TableFixture.live().recoveryOff().tags("Environment=production").table();
        Policy given = withTag("Environment=staging");

        TablePlan plan = planner(given)
                .plan(List.of(TableFixture.file().schema()), Map.of(live.name(), live))
                .tables()
                .get(0);

        assertThat(plan.blockers()).isEmpty();
        assertThat(PlanText.steps(plan.steps())).containsExactly("UpdateContinuousBackups 35");
        assertThat(planner(withTag("team=payments"))
                        .plan(List.of(TableFixture.file().schema()), Map.of(live.name(), live))
                        .blockers(RECONCILE))
                .as("another tag does not")
                .hasSize(1);
    }

    @Test
    void blocks_an_index_of_an_unusable_table() {
        LiveTable live = TableFixture.live().status("DELETING").table();

        assertThat(planIndex(live, index("by-day", "day")).blockers(ADD_GSI)).hasSize(1);
        assertThat(planner(Policy.STANDARD)
                        .planIndexes(TableFixture.file().schema(), live)
                        .blockers(ADD_GSI))
                .hasSize(1);
    }

    @Test
    void reports_live_tables_without_a_file_as_extra() {
        Map<String, LiveTable> live = new LinkedHashMap<>();
        for (String name : List.of("app-staging-z", "app-dev-orders", "elsewhere", ORDERS, "app-staging-a")) {
            live.put(name, TableFixture.live().name(name).table());
        }
        live.put(
                "app-staging-b",
                TableFixture.live().name("app-staging-b").status("DELETING").table());

        Plan plan = planner(Policy.STANDARD).plan(List.of(TableFixture.file().schema()), live);

        assertThat(plan.tables())
                .extracting(TablePlan::table)
                .containsExactly("orders", "app-dev-orders", "a", "z", "elsewhere");
        assertThat(plan.tables())
                .extracting(TablePlan::name)
                .containsExactly(ORDERS, "app-dev-orders", "app-staging-a", "app-staging-z", "elsewhere");
        TablePlan extra = plan.tables().get(2);
        assertThat(extra.differences()).containsExactly(new Difference(Setting.TABLE, null, null, "a", Remedy.EXTRA));
        assertThat(extra.steps()).isEmpty();
        assertThat(extra.missing()).isFalse();
        assertThat(extra.live()).isEqualTo(live.get("app-staging-a"));
    }

    @Test
    void finds_all_blockers_of_all_tables() {
        TableSchema orders = TableFixture.file().customerKey(KEY).schema();
        TableSchema bills = TableFixture.file().name("bills").schema();
        LiveTable live =
                TableFixture.live().name("app-staging-bills").status("DELETING").table();

        Plan plan = planner(Policy.STANDARD).plan(List.of(orders, bills), Map.of("app-staging-bills", live));

        assertThat(plan.blockers(CREATE))
                .extracting(Blocker::message)
                .satisfiesExactly(
                        first -> assertThat(first).contains(KEY),
                        second -> assertThat(second).isEqualTo("table 'app-staging-bills' is DELETING"));
    }

    @Test
    void does_not_block_create_for_existing_differences() {
        TableFixture file = TableFixture.file().keys("customerId").global("by-day", "day:N");
        TableFixture live = TableFixture.live().global("by-day", "month");

        TablePlan plan = existing(file, live);

        assertThat(plan.differences()).isNotEmpty();
        assertThat(plan.blockers(RECONCILE)).isEmpty();
        assertThat(plan.blockers(ADD_GSI)).hasSize(1);
    }

    @Test
    void plans_an_index_with_all_attribute_definitions() {
        LiveTable live = TableFixture.live().global("by-sum", "sum:N").table();

        TablePlan plan = planIndex(live, index("by-day", "orderId day / sum"));

        assertThat(plan.table()).isEqualTo("orders");
        assertThat(plan.name()).isEqualTo(ORDERS);
        assertThat(PlanText.steps(plan.steps())).containsExactly("UpdateTable index by-day orderId:S,sum:N,day:S");
        assertThat(plan.differences())
                .containsExactly(new Difference(
                        Setting.GLOBAL_SECONDARY_INDEX,
                        "by-day",
                        index("by-day", "orderId day / sum"),
                        null,
                        Remedy.ADD_GSI));
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.awaitedIndexes()).isEmpty();
    }

    @Test
    void only_waits_for_an_index_that_is_being_built() {
        TableFixture live = TableFixture.live().global("by-day", "day");

        TablePlan built = planIndex(live.indexStatus("by-day", "ACTIVE").table(), index("by-day", "day"));
        TablePlan inWork = planIndex(live.indexStatus("by-day", "CREATING").table(), index("by-day", "day"));

        assertThat(List.of(built, inWork)).allSatisfy(plan -> {
            assertThat(plan.differences()).isEmpty();
            assertThat(plan.steps()).isEmpty();
            assertThat(plan.blockers()).isEmpty();
        });
        assertThat(built.awaitedIndexes()).isEmpty();
        assertThat(inWork.awaitedIndexes()).containsExactly("by-day");
    }

    @Test
    void compares_on_demand_maximums_only_if_given() {
        LiveTable live =
                TableFixture.live().globalWithMaximum("by-day", "day", 10).table();

        assertThat(planIndex(live, index("by-day", "day")).differences()).isEmpty();
        assertThat(planIndex(live, withMaximum("by-day", "day", 10)).differences())
                .isEmpty();
        assertThat(PlanText.differences(
                        planIndex(live, withMaximum("by-day", "day", 20)).differences()))
                .containsExactly("globalSecondaryIndex by-day manual");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    month:N       |       | partition key month:N, projection ALL
                    day / hour    |       | partition key day:S, sort key hour:S, projection ALL
                    day region    |       | partition key day:S + region:S, projection ALL
                    day:B         |       | partition key day:B, projection ALL
                    day           | b a   | partition key day:S, projection INCLUDE a,b
                    """)
    void blocks_an_index_with_another_live_definition_and_shows_both(
            String keys, @Nullable String included, String words) {
        String[] attributes = included == null ? new String[0] : included.split(" ", -1);
        LiveTable live = TableFixture.live().global("by-day", keys, attributes).table();

        TablePlan plan = planIndex(live, index("by-day", "day"));

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.blockers(ADD_GSI))
                .containsExactly(new Blocker(
                        Remedy.ADD_GSI,
                        "index 'by-day' of 'app-staging-orders' already exists with a different definition: live "
                                + words + "; requested partition key day:S, projection ALL",
                        "choose another index name, or delete the live index first: an index cannot be changed"));
    }

    @Test
    void blocks_another_type_of_a_defined_attribute() {
        LiveTable live = TableFixture.live().keys("orderId:N").table();

        TablePlan plan = planIndex(live, index("by-day", "day / orderId"));

        assertThat(plan.blockers(ADD_GSI))
                .containsExactly(new Blocker(
                        Remedy.ADD_GSI,
                        "attribute 'orderId' of 'app-staging-orders' is already defined as N; index 'by-day'"
                                + " requires S",
                        "use orderId:N: an attribute must have the same type in every key of a table"));
    }

    @Test
    void blocks_a_name_that_any_index_uses() {
        LiveTable live = TableFixture.live()
                .local("by-sum", "orderId / sum")
                .vector("alike", "", 8)
                .table();

        assertThat(planIndex(live, index("by-sum", "day")).blockers(ADD_GSI))
                .extracting(Blocker::message)
                .containsExactly("'app-staging-orders' already has a local index 'by-sum'");
        assertThat(planIndex(live, index("alike", "day")).blockers(ADD_GSI))
                .extracting(Blocker::message)
                .containsExactly("'app-staging-orders' already has a vector index 'alike'");
    }

    @Test
    void waits_for_a_vector_index_that_is_being_built() {
        TableFixture live = TableFixture.live().vector("alike", "", 8).indexStatus("alike", "CREATING");

        TablePlan plan = planIndexes(TableFixture.file().vector("alike", "", 8), live);

        assertThat(plan.steps()).isEmpty();
        assertThat(plan.blockers()).isEmpty();
        assertThat(plan.awaitedIndexes()).containsExactly("alike");
    }

    @Test
    void blocks_a_vector_index_with_another_live_definition_and_shows_both() {
        TableFixture file = TableFixture.file().vector("alike", "INLINE_FILTER:color HASH:tenant", 8, "b", "a");
        TableFixture live = TableFixture.live().vector("alike", "", 16, "none");

        assertThat(planIndexes(file, live).blockers(ADD_GSI))
                .containsExactly(new Blocker(
                        Remedy.ADD_GSI,
                        "index 'alike' of 'app-staging-orders' already exists with a different definition: live vector"
                                + " attribute embedding, 16 dimensions, COSINE; requested vector attribute embedding, 8"
                                + " dimensions, COSINE, search schema HASH tenant:S + INLINE_FILTER color:S, projection"
                                + " INCLUDE a,b",
                        "choose another index name, or delete the live index first: an index cannot be changed"));
    }

    @Test
    void blocks_a_vector_index_of_a_provisioned_table() {
        TableFixture file = TableFixture.file().vector("alike", "", 8);

        assertThat(planIndexes(file, TableFixture.live().provisioned(1, 1)).blockers(ADD_GSI))
                .containsExactly(new Blocker(
                        Remedy.ADD_GSI,
                        "'app-staging-orders' has billing mode PROVISIONED; vector index 'alike' requires"
                                + " PAY_PER_REQUEST",
                        "switch the table first: aws dynamodb update-table --table-name app-staging-orders"
                                + " --billing-mode PAY_PER_REQUEST"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    alike  | embedding | attribute 'embedding' of 'app-staging-orders' is already defined as S; it cannot hold the vectors of index 'alike'
                    by-sum | sum       | 'app-staging-orders' already has a global index 'by-sum'
                    """)
    void blocks_a_vector_index_that_conflicts_with_a_global_index(String name, String key, String message) {
        TableFixture file = TableFixture.file().vector(name, "", 8);

        assertThat(planIndexes(file, TableFixture.live().global("by-sum", key)).blockers(ADD_GSI))
                .extracting(Blocker::message)
                .containsExactly(message);
    }

    @Test
    void blocks_more_than_five_vector_indexes() {
        TableFixture file = TableFixture.file();
        for (int i = 0; i < 6; i++) {
            file.vector("alike-" + i, "", 8);
        }

        assertThat(planIndexes(file, TableFixture.live().vector("alike-0", "", 8))
                        .blockers(ADD_GSI))
                .extracting(Blocker::message)
                .containsExactly("'app-staging-orders' would have 6 vector indexes; the limit is 5");
    }

    private static TablePlan planIndexes(TableFixture file, TableFixture live) {
        return planner(Policy.STANDARD).planIndexes(file.schema(), live.table());
    }

    @Test
    void accepts_key_attributes_in_a_projection() {
        LiveTable live = TableFixture.live().keys("orderId / day").table();

        assertThat(planIndex(live, index("by-sum", "sum", "a", "day", "sum")).blockers(ADD_GSI))
                .isEmpty();
    }

    @ParameterizedTest
    @CsvSource({"19, 0, ", "20, 0, 21", "20, 1, "})
    void blocks_more_than_twenty_global_indexes(int there, int beingDeleted, @Nullable Integer tooMany) {
        TableFixture live = TableFixture.live();
        for (int i = 0; i < there; i++) {
            live.global("by-" + i, "a" + i);
        }
        if (beingDeleted > 0) {
            live.indexStatus("by-0", "DELETING");
        }

        TablePlan plan = planIndex(live.table(), index("by-day", "day"));

        if (tooMany == null) {
            assertThat(plan.blockers()).isEmpty();
        } else {
            assertThat(plan.blockers(ADD_GSI))
                    .containsExactly(new Blocker(
                            Remedy.ADD_GSI,
                            "'app-staging-orders' would have " + tooMany + " global secondary indexes; the limit is 20",
                            "delete an unused index"));
        }
    }

    @Test
    void blocks_more_than_a_hundred_projected_attributes() {
        TableFixture live = TableFixture.live()
                .global("by-a", "a", attributes(20))
                .global("by-b", "b", attributes(20))
                .local("by-c", "orderId / c", attributes(20))
                .global("by-e", "e", attributes(20))
                .vector("alike", "", 8, attributes(20));

        assertThat(planIndex(live.table(), index("by-day", "day", attributes(20)))
                        .blockers())
                .isEmpty();
        assertThat(planIndex(live.local("by-d", "orderId / d", "one").table(), index("by-day", "day", attributes(20)))
                        .blockers(ADD_GSI))
                .containsExactly(new Blocker(
                        Remedy.ADD_GSI,
                        "the indexes of 'app-staging-orders' would project 101 non-key attributes; the limit is 100",
                        "project fewer attributes, or ALL"));
    }

    @Test
    void applies_limits_to_all_indexes_of_a_file() {
        TableFixture file = TableFixture.file();
        for (int i = 0; i < 11; i++) {
            file.global("by-" + i, "a" + i);
        }
        TableFixture live = TableFixture.live();
        for (int i = 0; i < 10; i++) {
            live.global("other-" + i, "a" + i);
        }

        assertThat(planner(Policy.STANDARD)
                        .planIndexes(file.schema(), live.table())
                        .blockers(ADD_GSI))
                .extracting(Blocker::message)
                .containsExactly("'app-staging-orders' would have 21 global secondary indexes; the limit is 20");
    }

    @Test
    void does_not_block_existing_indexes_beyond_the_limits() {
        TableFixture live = TableFixture.live();
        for (int i = 0; i < 21; i++) {
            live.global("by-" + i, "a" + i);
        }

        assertThat(planIndex(live.table(), index("by-3", "a3")).blockers()).isEmpty();
    }

    @Test
    void uses_the_throughput_of_the_table_for_a_new_index_without_its_own() {
        LiveTable live = TableFixture.live().provisioned(5, 6).table();
        GlobalSecondaryIndex own = new GlobalSecondaryIndex(
                "by-day",
                TableFixture.elements("day"),
                TableFixture.projection(),
                new ProvisionedThroughput(7, 8),
                new OnDemandThroughput(1L, 1L));

        assertThat(planned(planIndex(live, index("by-day", "day"))).provisionedThroughput())
                .isEqualTo(new ProvisionedThroughput(5, 6));
        assertThat(planned(planIndex(live, own)).provisionedThroughput()).isEqualTo(new ProvisionedThroughput(7, 8));
        assertThat(planned(planIndex(live, own)).onDemandThroughput()).isNull();
        assertThat(planned(planIndex(TableFixture.live().table(), own)).provisionedThroughput())
                .isNull();
        assertThat(planned(planIndex(TableFixture.live().table(), own)).onDemandThroughput())
                .isEqualTo(new OnDemandThroughput(1L, 1L));
    }

    @Test
    void plans_only_the_indexes_of_a_file() {
        TableFixture file = TableFixture.file()
                .ttl("expiresAt")
                .tableClass("OTHER")
                .global("by-day", "day")
                .global("by-hour", "hour")
                .globalWithMaximum("by-sum", "sum", 10);
        TableFixture live = TableFixture.live()
                .global("by-hour", "hour")
                .indexStatus("by-hour", "CREATING")
                .global("by-sum", "sum")
                .global("by-year", "year")
                .indexStatus("by-year", "CREATING");

        TablePlan plan = planner(Policy.STANDARD).planIndexes(file.schema(), live.table());

        assertThat(plan.table()).isEqualTo("orders");
        assertThat(plan.name()).isEqualTo(ORDERS);
        assertThat(PlanText.differences(plan.differences())).containsExactly("globalSecondaryIndex by-day add-gsi");
        assertThat(PlanText.steps(plan.steps()))
                .containsExactly("UpdateTable index by-day orderId:S,hour:S,sum:S,year:S,day:S");
        assertThat(plan.awaitedIndexes()).containsExactly("by-hour");
        assertThat(plan.blockers()).isEmpty();
    }

    @Test
    void blocks_an_index_of_a_file_with_another_live_definition() {
        TablePlan plan = planner(Policy.STANDARD)
                .planIndexes(
                        TableFixture.file().global("by-day", "day").schema(),
                        TableFixture.live().global("by-day", "month").table());

        assertThat(plan.blockers(ADD_GSI))
                .extracting(Blocker::message)
                .singleElement()
                .asString()
                .contains("live partition key month:S")
                .contains("requested partition key day:S");
    }

    @Test
    void compares_the_tags_of_a_new_table_with_all_that_it_was_created_with() {
        TableFixture file = TableFixture.file().withoutTags();
        LiveTable untagged = TableFixture.live().tags().table();
        Planner planner = planner(Policy.AS_EXPORTED);

        assertThat(PlanText.differences(planner.compare(missing(file, planner), untagged)))
                .containsExactly("tag Environment reconcile");
        assertThat(existing(file, TableFixture.live().tags(), Policy.AS_EXPORTED)
                        .differences())
                .isEmpty();
    }

    @Test
    void finds_remaining_differences_with_the_schema_of_the_plan() {
        LiveTable provisioned = TableFixture.live().provisioned(5, 5).table();
        Planner planner = planner(Policy.STANDARD);
        TableFixture file = TableFixture.file().provisioned(5, 5);
        TablePlan made = missing(file, Policy.STANDARD);
        TablePlan changed = existing(file, TableFixture.live());
        TablePlan index = planIndex(provisioned, index("by-sum", "sum"));

        assertThat(PlanText.differences(planner.compare(made, provisioned))).containsExactly("billingMode manual");
        assertThat(PlanText.differences(planner.compare(changed, provisioned))).containsExactly("billingMode manual");
        assertThat(planner.compare(index, provisioned)).isEmpty();
    }

    @ParameterizedTest
    @EnumSource(Setting.class)
    void gives_every_setting_a_json_name_and_a_text_label(Setting setting) {
        assertThat(setting.word()).matches("[a-z][a-zA-Z]+");
        assertThat(setting.label()).isNotBlank();
    }

    private static Planner planner(Policy policy) {
        return new Planner(NAMES, STAGING, policy, Set.of());
    }

    private static TablePlan missing(TableFixture file, Policy policy) {
        return missing(file, planner(policy));
    }

    private static TablePlan missing(TableFixture file, Planner planner) {
        return planner.plan(List.of(file.schema()), Map.of()).tables().get(0);
    }

    private static Policy withTag(String pair) {
        return Policy.STANDARD.with(policy -> policy.givenTags = List.of(TableFixture.tag(pair)));
    }

    private static TablePlan existing(TableFixture file, TableFixture live) {
        return existing(file, live, Policy.STANDARD);
    }

    private static TablePlan existing(TableFixture file, TableFixture live, Policy policy) {
        return planner(policy)
                .plan(List.of(file.schema()), Map.of(ORDERS, live.table()))
                .tables()
                .get(0);
    }

    private static Table created(TablePlan plan) {
        return ((Step.CreateTable) plan.steps().get(0)).table();
    }

    private static GlobalSecondaryIndex planned(TablePlan plan) {
        return (GlobalSecondaryIndex) ((Step.CreateIndex) plan.steps().get(0)).definition();
    }

    /** An index whose keys are written as in {@link TableFixture}. */
    private static GlobalSecondaryIndex index(String name, String keys, String... included) {
        return new GlobalSecondaryIndex(
                name, TableFixture.elements(keys), TableFixture.projection(included), null, null);
    }

    private static GlobalSecondaryIndex withMaximum(String name, String keys, long read) {
        return new GlobalSecondaryIndex(
                name, TableFixture.elements(keys), TableFixture.projection(), null, new OnDemandThroughput(read, null));
    }

    /** Plans an index; {@code sum} is a number, every other attribute a string. */
    private static TablePlan planIndex(LiveTable live, GlobalSecondaryIndex index) {
        Map<String, String> types = new LinkedHashMap<>();
        index.keySchema()
                .forEach(key ->
                        types.put(key.attributeName(), key.attributeName().equals("sum") ? "N" : "S"));
        return planner(Policy.STANDARD).planIndex("orders", live, index, types);
    }

    private static String[] attributes(int count) {
        return IntStream.range(0, count).mapToObj(i -> "x" + i).toArray(String[]::new);
    }
}
