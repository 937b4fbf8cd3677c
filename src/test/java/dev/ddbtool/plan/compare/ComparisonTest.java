package dev.ddbtool.plan.compare;

import static dev.ddbtool.plan.compare.ComparisonCase.when;
import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** A schema file and a policy against a live table: each case has the expected differences and steps. */
class ComparisonTest {

    private static final Environment STAGING = new Environment("staging");
    private static final Environments KNOWN = EnvironmentsFixture.of("staging,dev");
    private static final String KEY = "arn:aws:kms:eu-west-1:111122223333:key/1234abcd-12ab-34cd-56ef-1234567890ab";
    private static final String OTHER_KEY =
            "arn:aws:kms:eu-west-1:111122223333:key/0987dcba-09fe-87dc-65ba-ab0987654321";
    private static final Encryption GIVEN_KEY = Encryption.customerKey("alias/orders", KEY);

    static Stream<ComparisonCase> keys() {
        return Stream.of(
                when("nothing differs"),
                when("statistics, the physical name and the order of definitions are never compared")
                        .file(t -> t.keys("orderId / day:N"))
                        .live(t -> t.type("day", "N").keys("orderId / day:N")),
                when("another partition key").live(t -> t.keys("customerId")).differs("keySchema manual"),
                when("a sort key that the live table lacks")
                        .file(t -> t.keys("orderId / day"))
                        .differs("keySchema manual"),
                when("partition and sort key exchanged")
                        .file(t -> t.keys("orderId / day"))
                        .live(t -> t.keys("day / orderId"))
                        .differs("keySchema manual"),
                when("a key attribute of a different type")
                        .live(t -> t.keys("orderId:N"))
                        .differs("attributeType orderId manual"));
    }

    static Stream<ComparisonCase> localIndexes() {
        return Stream.of(
                when("equal local indexes in another order")
                        .file(t -> t.local("by-day", "orderId / day").local("by-sum", "orderId / sum"))
                        .live(t -> t.local("by-sum", "orderId / sum").local("by-day", "orderId / day")),
                when("included attributes in another order")
                        .file(t -> t.local("by-day", "orderId / day", "a", "b"))
                        .live(t -> t.local("by-day", "orderId / day", "b", "a")),
                when("a local index is missing")
                        .file(t -> t.local("by-day", "orderId / day"))
                        .differs("localSecondaryIndex by-day manual"),
                when("a local index that no file has")
                        .live(t -> t.local("by-day", "orderId / day"))
                        .differs("localSecondaryIndex by-day manual"),
                when("a local index with another sort key")
                        .file(t -> t.local("by-day", "orderId / day"))
                        .live(t -> t.local("by-day", "orderId / month"))
                        .differs("localSecondaryIndex by-day manual"),
                when("a local index with another projection")
                        .file(t -> t.local("by-day", "orderId / day"))
                        .live(t -> t.local("by-day", "orderId / day", "a"))
                        .differs("localSecondaryIndex by-day manual"));
    }

    static Stream<ComparisonCase> vectorIndexes() {
        return Stream.of(
                when("equal vector indexes, filters and included attributes in another order")
                        .file(t -> t.vector("alike", "HASH:tenant INLINE_FILTER:a INLINE_FILTER:b", 8, "x", "y"))
                        .live(t -> t.vector("alike", "INLINE_FILTER:b HASH:tenant INLINE_FILTER:a", 8, "y", "x")),
                when("equal vector indexes without a projection")
                        .both(t -> t.vector("alike", "HASH:tenant", 8, "none")),
                when("partition attributes of a vector index in another order")
                        .file(t -> t.vector("alike", "HASH:a HASH:b", 8))
                        .live(t -> t.vector("alike", "HASH:b HASH:a", 8))
                        .differs("vectorIndex alike manual"),
                when("a vector index with another filter")
                        .file(t -> t.vector("alike", "INLINE_FILTER:a", 8))
                        .live(t -> t.vector("alike", "INLINE_FILTER:b", 8))
                        .differs("vectorIndex alike manual"),
                when("a vector index of other dimensions")
                        .file(t -> t.vector("alike", "", 8))
                        .live(t -> t.vector("alike", "", 16))
                        .differs("vectorIndex alike manual"),
                when("a vector index is missing")
                        .file(t -> t.vector("alike", "", 8))
                        .differs("vectorIndex alike add-gsi")
                        .steps("UpdateTable index alike orderId:S"),
                when("a global and a vector index are missing: the second comes with the attributes of the first")
                        .file(t -> t.vector("alike", "HASH:tenant INLINE_FILTER:day", 8)
                                .global("by-day", "day"))
                        .differs("globalSecondaryIndex by-day add-gsi", "vectorIndex alike add-gsi")
                        .steps(
                                "UpdateTable index by-day orderId:S,day:S",
                                "UpdateTable index alike orderId:S,day:S,tenant:S"),
                when("a vector index that is being deleted counts as missing, and its attributes go with it")
                        .file(t -> t.vector("alike", "HASH:tenant", 8))
                        .live(t -> t.vector("alike", "HASH:color", 8).indexStatus("alike", "DELETING"))
                        .differs("vectorIndex alike add-gsi")
                        .steps("UpdateTable index alike orderId:S,tenant:S"),
                when("a vector index that is still being built is there")
                        .both(t -> t.vector("alike", "", 8).indexStatus("alike", "CREATING")),
                when("a vector index whose attribute has a different type")
                        .file(t -> t.vector("alike", "HASH:day", 8))
                        .live(t -> t.global("by-day", "day:N").vector("alike", "HASH:day", 8))
                        .differs("attributeType day manual", "globalSecondaryIndex by-day manual"),
                when("a vector index that no file has")
                        .live(t -> t.vector("alike", "", 8))
                        .differs("vectorIndex alike manual"));
    }

    static Stream<ComparisonCase> globalIndexes() {
        return Stream.of(
                when("equal global indexes in another order")
                        .file(t -> t.global("by-day", "day").global("by-customer", "customer / day"))
                        .live(t -> t.global("by-customer", "customer / day").global("by-day", "day")),
                when("included attributes of a global index in another order")
                        .file(t -> t.global("by-day", "day", "a", "b"))
                        .live(t -> t.global("by-day", "day", "b", "a")),
                when("equal indexes with several attributes in their keys")
                        .both(t -> t.global("by-place", "country region city street / day:N hour:N")),
                when("several attributes in another order")
                        .file(t -> t.global("by-place", "country region / day"))
                        .live(t -> t.global("by-place", "region country / day"))
                        .differs("globalSecondaryIndex by-place manual"),
                when("several sort attributes in another order")
                        .file(t -> t.global("by-place", "country / day hour"))
                        .live(t -> t.global("by-place", "country / hour day"))
                        .differs("globalSecondaryIndex by-place manual"),
                when("a global index is missing")
                        .file(t -> t.global("by-day", "day:N / orderId"))
                        .differs("globalSecondaryIndex by-day add-gsi")
                        .steps("UpdateTable index by-day orderId:S,day:N"),
                when("two global indexes are missing: the second comes with the attributes of the first")
                        .file(t -> t.global("by-day", "day").global("by-sum", "sum:N"))
                        .differs("globalSecondaryIndex by-day add-gsi", "globalSecondaryIndex by-sum add-gsi")
                        .steps(
                                "UpdateTable index by-day orderId:S,day:S",
                                "UpdateTable index by-sum orderId:S,day:S,sum:N"),
                when("a global index that no file has")
                        .live(t -> t.global("by-day", "day"))
                        .differs("globalSecondaryIndex by-day manual"),
                when("a global index with another key")
                        .file(t -> t.global("by-day", "day"))
                        .live(t -> t.global("by-day", "month"))
                        .differs("globalSecondaryIndex by-day manual"),
                when("a global index with another projection")
                        .file(t -> t.global("by-day", "day"))
                        .live(t -> t.global("by-day", "day", "a"))
                        .differs("globalSecondaryIndex by-day manual"),
                when("a global index whose attribute has a different type")
                        .file(t -> t.global("by-day", "day:N"))
                        .live(t -> t.global("by-day", "day:S"))
                        .differs("attributeType day manual"),
                when("an index that is being deleted counts as missing, and its attributes go with it")
                        .file(t -> t.global("by-day", "day:N"))
                        .live(t -> t.global("by-day", "month").indexStatus("by-day", "DELETING"))
                        .differs("globalSecondaryIndex by-day add-gsi")
                        .steps("UpdateTable index by-day orderId:S,day:N"),
                when("an attribute of an index that is being deleted may have any type")
                        .file(t -> t.global("by-date", "day:N"))
                        .live(t -> t.global("by-day", "day:S").indexStatus("by-day", "DELETING"))
                        .differs("globalSecondaryIndex by-date add-gsi")
                        .steps("UpdateTable index by-date orderId:S,day:N"),
                when("attributes of the table's key stay when an index goes")
                        .file(t -> t.global("by-n", "n"))
                        .live(t -> t.global("old", "gone / orderId").indexStatus("old", "DELETING"))
                        .differs("globalSecondaryIndex by-n add-gsi")
                        .steps("UpdateTable index by-n orderId:S,n:S"),
                when("attributes that other keys use stay when an index goes")
                        .file(t -> t.local("by-l", "orderId / l")
                                .vector("alike", "INLINE_FILTER:v", 8)
                                .global("by-g", "g")
                                .global("by-n", "n"))
                        .live(t -> t.local("by-l", "orderId / l")
                                .vector("alike", "INLINE_FILTER:v", 8)
                                .global("by-g", "g")
                                .global("old", "orderId l v g / gone")
                                .indexStatus("by-g", "ACTIVE")
                                .indexStatus("old", "DELETING"))
                        .differs("globalSecondaryIndex by-n add-gsi")
                        .steps("UpdateTable index by-n orderId:S,l:S,v:S,g:S,n:S"),
                when("an index in no file that is being deleted is not reported")
                        .live(t -> t.global("by-day", "day").indexStatus("by-day", "DELETING")),
                when("an index that is still being built is there")
                        .both(t -> t.global("by-day", "day").indexStatus("by-day", "CREATING")),
                when("an index has other maximums")
                        .file(t -> t.globalWithMaximum("by-day", "day", 10))
                        .live(t -> t.globalWithMaximum("by-day", "day", 20))
                        .differs("globalSecondaryIndex by-day manual"),
                when("an index has a maximum that the file lacks")
                        .file(t -> t.global("by-day", "day"))
                        .live(t -> t.globalWithMaximum("by-day", "day", 20))
                        .differs("globalSecondaryIndex by-day manual"),
                when("maximums of indexes are not compared against a provisioned table")
                        .file(t -> t.globalWithMaximum("by-day", "day", 10))
                        .live(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .differs("billingMode manual"),
                when("throughput of indexes is not compared, since auto scaling moves it")
                        .file(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .live(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 9, 9)),
                when("throughput of indexes is compared with --billing as-exported")
                        .file(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .live(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 9, 9))
                        .givenAsExported()
                        .differs("globalSecondaryIndex by-day manual"),
                when("equal throughput of indexes with --billing as-exported")
                        .both(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .givenAsExported(),
                when("throughput of indexes is not compared if the live table is on-demand")
                        .file(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .live(t -> t.global("by-day", "day"))
                        .givenAsExported()
                        .differs("billingMode manual"),
                when("throughput of indexes is not compared if the file is on-demand")
                        .file(t -> t.global("by-day", "day"))
                        .live(t -> t.provisioned(1, 1).globalWithThroughput("by-day", "day", 1, 1))
                        .givenAsExported()
                        .differs("billingMode manual"));
    }

    static Stream<ComparisonCase> billing() {
        return Stream.of(
                when("no billing summary, but throughput, is PROVISIONED")
                        .file(t -> t.provisioned(1, 1).withoutBillingSummary())
                        .live(t -> t.provisioned(1, 1)),
                when("a provisioned file, an on-demand table: a switch by hand is a difference")
                        .file(t -> t.provisioned(5, 5))
                        .differs("billingMode manual"),
                when("no billing summary and no throughput is PAY_PER_REQUEST").file(t -> t.withoutBillingSummary()),
                when("a provisioned file, an on-demand table, --billing on-demand")
                        .file(t -> t.provisioned(5, 5))
                        .givenOnDemand(),
                when("a provisioned file, an on-demand table, --billing as-exported")
                        .file(t -> t.provisioned(5, 5))
                        .givenAsExported()
                        .differs("billingMode manual"),
                when("both provisioned: as the file").both(t -> t.provisioned(5, 5)),
                when("both provisioned, --billing on-demand")
                        .both(t -> t.provisioned(5, 5))
                        .givenOnDemand()
                        .differs("billingMode manual"),
                when("an on-demand file, a provisioned table")
                        .live(t -> t.provisioned(5, 5))
                        .differs("billingMode manual"),
                when("an on-demand file, a provisioned table, --billing as-exported")
                        .live(t -> t.provisioned(5, 5))
                        .givenAsExported()
                        .differs("billingMode manual"),
                when("throughput is not compared, since auto scaling moves it")
                        .file(t -> t.provisioned(5, 5))
                        .live(t -> t.provisioned(50, 5)),
                when("throughput is compared with --billing as-exported")
                        .file(t -> t.provisioned(5, 5))
                        .live(t -> t.provisioned(5, 50))
                        .givenAsExported()
                        .differs("provisionedThroughput manual"),
                when("equal throughput with --billing as-exported")
                        .both(t -> t.provisioned(5, 5))
                        .givenAsExported(),
                when("equal maximums").both(t -> t.maximums(100L, null)),
                when("other maximums")
                        .file(t -> t.maximums(100L, 100L))
                        .live(t -> t.maximums(100L, 200L))
                        .differs("onDemandThroughput manual"),
                when("maximums that the file lacks")
                        .live(t -> t.maximums(100L, 100L))
                        .differs("onDemandThroughput manual"),
                when("maximums that the live table lacks")
                        .file(t -> t.maximums(100L, 100L))
                        .differs("onDemandThroughput manual"),
                when("maximums are not compared against a provisioned table")
                        .file(t -> t.maximums(100L, 100L))
                        .live(t -> t.provisioned(1, 1))
                        .differs("billingMode manual"),
                when("maximums are not compared if the file is provisioned")
                        .file(t -> t.provisioned(1, 1))
                        .live(t -> t.maximums(100L, 100L))
                        .differs("billingMode manual"),
                when("maximums that neither a provisioned file nor --billing on-demand has")
                        .file(t -> t.provisioned(1, 1))
                        .live(t -> t.maximums(100L, 100L))
                        .givenOnDemand()
                        .differs("onDemandThroughput manual"));
    }

    static Stream<ComparisonCase> classStreamAndProtection() {
        return Stream.of(
                when("no table class in the file is STANDARD").file(t -> t.tableClass(null)),
                when("another table class")
                        .file(t -> t.tableClass("STANDARD_INFREQUENT_ACCESS"))
                        .differs("tableClass manual"),
                when("a table class that the file lacks")
                        .file(t -> t.tableClass(null))
                        .live(t -> t.tableClass("STANDARD_INFREQUENT_ACCESS"))
                        .differs("tableClass manual"),
                when("a table class that an emulator does not report")
                        .file(t -> t.tableClass("STANDARD_INFREQUENT_ACCESS"))
                        .live(t -> t.tableClass(null)),
                when("no stream in the file is off").file(t -> t.stream(null)),
                when("equal streams").both(t -> t.stream("NEW_IMAGE")),
                when("the stream is off")
                        .file(t -> t.stream("NEW_IMAGE"))
                        .differs("stream reconcile")
                        .steps("UpdateTable stream NEW_IMAGE"),
                when("the stream is off, as no stream at all")
                        .file(t -> t.stream("KEYS_ONLY"))
                        .live(t -> t.stream(null))
                        .differs("stream reconcile")
                        .steps("UpdateTable stream KEYS_ONLY"),
                when("another view type")
                        .file(t -> t.stream("NEW_IMAGE"))
                        .live(t -> t.stream("OLD_IMAGE"))
                        .differs("stream manual"),
                when("a stream that the file has off")
                        .live(t -> t.stream("OLD_IMAGE"))
                        .differs("stream manual"),
                when("no deletion protection in the file is off").file(t -> t.deletionProtection(null)),
                when("equal deletion protection").both(t -> t.deletionProtection(true)),
                when("deletion protection is off")
                        .file(t -> t.deletionProtection(true))
                        .differs("deletionProtection reconcile")
                        .steps("UpdateTable protection"),
                when("deletion protection that the file has off")
                        .live(t -> t.deletionProtection(true))
                        .differs("deletionProtection manual"));
    }

    static Stream<ComparisonCase> encryption() {
        SseDescription owned = SseDescription.AWS_OWNED_KEY;
        return Stream.of(
                when("KMS in the file, the AWS owned key live")
                        .live(t -> t.encryption(owned))
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms"),
                when("KMS being turned on counts as on")
                        .live(t -> t.encryption(new SseDescription("ENABLING", "KMS", null))),
                when("the AWS owned key in both: as the file").both(t -> t.encryption(owned)),
                when("no encryption in the file is KMS").file(t -> t.encryption(null)),
                when("no encryption in the file, the AWS owned key live")
                        .file(t -> t.encryption(null))
                        .live(t -> t.encryption(owned))
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms"),
                when("no encryption in an answer of an emulator is unknown")
                        .file(t -> t.answer().encryption(null))
                        .live(t -> t.encryption(owned)),
                when("the AWS owned key in the file, KMS live")
                        .file(t -> t.encryption(owned))
                        .differs("encryption manual"),
                when("the AWS owned key in the file, a customer managed key live")
                        .file(t -> t.encryption(owned))
                        .live(t -> t.customerKey(KEY))
                        .differs("encryption manual"),
                when("the AWS managed key in the file, a customer managed key live")
                        .live(t -> t.customerKey(KEY))
                        .differs("encryption manual"),
                when("encryption that an emulator does not report").live(t -> t.encryption(null)),
                when("--no-sse and the AWS owned key")
                        .live(t -> t.encryption(owned))
                        .given(Encryption.AWS_OWNED_KEY),
                when("--no-sse and KMS live").given(Encryption.AWS_OWNED_KEY).differs("encryption manual"),
                when("the same customer managed key").both(t -> t.customerKey(KEY)),
                when("another customer managed key")
                        .file(t -> t.customerKey(KEY))
                        .live(t -> t.customerKey(OTHER_KEY))
                        .differs("encryption manual"),
                when("a customer managed key in the file, the AWS managed one live")
                        .file(t -> t.customerKey(KEY))
                        .differs("encryption manual"),
                when("a customer managed key in the file, the AWS owned key live: no key is carried over silently")
                        .file(t -> t.customerKey(KEY))
                        .live(t -> t.encryption(owned))
                        .differs("encryption reconcile"),
                when("--kms-key and that key live")
                        .file(t -> t.customerKey(OTHER_KEY))
                        .live(t -> t.customerKey(KEY))
                        .given(GIVEN_KEY),
                when("--kms-key and the AWS owned key live")
                        .file(t -> t.customerKey(OTHER_KEY))
                        .live(t -> t.encryption(owned))
                        .given(GIVEN_KEY)
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms:alias/orders"),
                when("--kms-key and the AWS managed key live").given(GIVEN_KEY).differs("encryption manual"),
                when("--kms-key alias/aws/dynamodb and the AWS managed key live")
                        .file(t -> t.customerKey(KEY))
                        .given(Encryption.AWS_MANAGED_KEY),
                when("--kms-key alias/aws/dynamodb and a customer managed key live, as in the file")
                        .both(t -> t.customerKey(KEY))
                        .given(Encryption.AWS_MANAGED_KEY)
                        .differs("encryption manual"),
                when("--kms-key alias/aws/dynamodb and the AWS owned key, as in the file")
                        .both(t -> t.encryption(owned))
                        .given(Encryption.AWS_MANAGED_KEY)
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms"),
                when("a key whose owner is unknown may be the AWS managed one")
                        .live(t -> t.customerKey(KEY).unread(LiveTable.KEY_OWNER)),
                when("--kms-key alias/aws/dynamodb and a key whose owner is unknown")
                        .live(t -> t.customerKey(KEY).unread(LiveTable.KEY_OWNER))
                        .given(Encryption.AWS_MANAGED_KEY),
                when("--kms-key and another key whose owner is unknown")
                        .live(t -> t.customerKey(OTHER_KEY).unread(LiveTable.KEY_OWNER))
                        .given(GIVEN_KEY)
                        .differs("encryption manual"),
                when("no KMS, independent of the owner of a key")
                        .live(t -> t.encryption(owned).unread(LiveTable.KEY_OWNER))
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms"),
                when("a customer managed key that is disabled in the file is ignored")
                        .file(t -> t.encryption(new SseDescription("DISABLED", "KMS", KEY)))
                        .live(t -> t.encryption(owned)));
    }

    static Stream<ComparisonCase> tags() {
        return Stream.of(
                when("the same tags in another order")
                        .file(t -> t.tags("team=payments", "Environment=production", "cost=7"))
                        .live(t -> t.tags("cost=7", "Environment=staging", "team=payments")),
                when("further live tags").live(t -> t.tags("Environment=staging", "team=payments")),
                when("tags are missing")
                        .file(t -> t.tags("team=payments", "Environment=production", "cost=7"))
                        .differs("tag team reconcile", "tag cost reconcile")
                        .steps("TagResource team=payments cost=7"),
                when("a tag with another value")
                        .file(t -> t.tags("team=payments"))
                        .live(t -> t.tags("team=billing"))
                        .differs("tag team manual"),
                when("tags that the file does not contain are not compared")
                        .file(t -> t.withoutTags())
                        .live(t -> t.tags()),
                when("tags that an emulator does not report")
                        .file(t -> t.tags("team=payments"))
                        .live(t -> t.withoutTags()),
                when("the environment's tag is missing: it comes with the name of this environment")
                        .live(t -> t.tags())
                        .differs("tag Environment reconcile")
                        .steps("TagResource Environment=staging"),
                when("the environment's tag as the file has it")
                        .file(t -> t.tags("Environment=blue"))
                        .live(t -> t.tags("Environment=blue")),
                when("the environment's tag as the file has it, where tables are not as exported")
                        .file(t -> t.tags("Environment=blue"))
                        .live(t -> t.tags("Environment=blue"))
                        .policy(Policy.STANDARD)
                        .differs("tag Environment manual"),
                when("tags of an environment as exported are only for new tables")
                        .given(policy -> policy.tags = List.of(TableFixture.tag("team=payments"))),
                when("tags of another environment")
                        .policy(Policy.STANDARD.with(
                                policy -> policy.tags = List.of(TableFixture.tag("team=payments"))))
                        .file(t -> t.tags("team=billing"))
                        .live(t -> t.tags("team=billing"))
                        .differs("tag team manual"),
                when("a tag Environment of the policy is the name of the environment")
                        .policy(Policy.STANDARD.with(
                                policy -> policy.tags = List.of(TableFixture.tag("Environment=qa"))))
                        .file(t -> t.withoutTags())
                        .live(t -> t.tags())
                        .differs("tag Environment reconcile")
                        .steps("TagResource Environment=staging"),
                when("the environment's tag as the file has it, of another known environment")
                        .live(t -> t.tags("Environment=production"))
                        .differs("tag Environment manual"),
                when("--tag Environment also overrides the value of the file")
                        .file(t -> t.tags("Environment=blue"))
                        .live(t -> t.tags("Environment=blue"))
                        .givenTags("Environment=qa")
                        .differs("tag Environment manual"),
                when("the environment's tag with another value")
                        .live(t -> t.tags("Environment=qa"))
                        .differs("tag Environment manual"),
                when("the environment's tag is in neither").file(t -> t.tags()).live(t -> t.tags()),
                when("the environment's tag is in no file").file(t -> t.tags()).live(t -> t.tags("Environment=qa")),
                when("--tag Environment overrides ours")
                        .live(t -> t.tags("Environment=qa"))
                        .givenTags("Environment=qa"),
                when("--tag Environment is strict").givenTags("Environment=qa").differs("tag Environment manual"),
                when("--tag that the table lacks")
                        .givenTags("team=payments")
                        .differs("tag team reconcile")
                        .steps("TagResource team=payments"),
                when("--tag overrides the file")
                        .file(t -> t.tags("team=billing"))
                        .live(t -> t.tags("team=billing"))
                        .givenTags("team=payments")
                        .differs("tag team manual"),
                when("--tag also applies if the file has no tags")
                        .file(t -> t.withoutTags())
                        .givenTags("team=payments")
                        .differs("tag team reconcile")
                        .steps("TagResource team=payments"));
    }

    static Stream<ComparisonCase> recovery() {
        return Stream.of(
                when("recovery is off")
                        .live(t -> t.recoveryOff())
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("recovery is off: the days are the file's")
                        .file(t -> t.recovery(7))
                        .live(t -> t.recoveryOff())
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 7"),
                when("recovery being turned on counts as on").live(t -> t.recoveryOfUnknownDays("ENABLING")),
                when("fewer days")
                        .live(t -> t.recovery(34))
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("more days")
                        .file(t -> t.recovery(7))
                        .live(t -> t.recovery(8))
                        .differs("pointInTimeRecovery manual"),
                when("days that the endpoint does not report")
                        .file(t -> t.recovery(7))
                        .live(t -> t.recoveryOfUnknownDays("ENABLED")),
                when("days that the file does not contain are 35")
                        .file(t -> t.recoveryOfUnknownDays("ENABLED"))
                        .live(t -> t.recovery(7))
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("off in both: as the file").both(t -> t.recoveryOff()),
                when("off in the file, on live: never turned off")
                        .file(t -> t.recoveryOff())
                        .live(t -> t.recovery(3))
                        .differs("pointInTimeRecovery manual"),
                when("not in the file, off live")
                        .file(t -> t.backups(null))
                        .live(t -> t.recoveryOff())
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("not in the file, on live").file(t -> t.backups(null)),
                when("not in the file, which is an answer of AWS")
                        .file(t -> t.answer().backups(null))
                        .live(t -> t.recoveryOff()),
                when("not in the file, which is an answer of AWS, and fixed by the policy")
                        .file(t -> t.answer().backups(null))
                        .live(t -> t.recoveryOff())
                        .policy(Policy.STANDARD)
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("recovery that an emulator does not report").live(t -> t.backups(null)),
                when("a response without recovery means off")
                        .live(t -> t.backups(new ContinuousBackups("ENABLED", null)))
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("--no-pitr and recovery off").live(t -> t.recoveryOff()).givenNoRecovery(),
                when("--no-pitr and recovery on: never turned off")
                        .givenNoRecovery()
                        .differs("pointInTimeRecovery manual"),
                when("--no-pitr if the file has nothing")
                        .file(t -> t.backups(null))
                        .givenNoRecovery()
                        .differs("pointInTimeRecovery manual"));
    }

    static Stream<ComparisonCase> timeToLive() {
        return Stream.of(
                when("equal TTL").both(t -> t.ttl("expiresAt")),
                when("TTL being turned on counts as on")
                        .file(t -> t.ttl("expiresAt"))
                        .live(t -> t.timeToLive(new TimeToLive("ENABLING", "expiresAt"))),
                when("TTL is off")
                        .file(t -> t.ttl("expiresAt"))
                        .differs("timeToLive reconcile")
                        .steps("UpdateTimeToLive expiresAt"),
                when("TTL is being turned off")
                        .file(t -> t.ttl("expiresAt"))
                        .live(t -> t.timeToLive(new TimeToLive("DISABLING", "expiresAt")))
                        .differs("timeToLive reconcile")
                        .steps("UpdateTimeToLive expiresAt"),
                when("another TTL attribute")
                        .file(t -> t.ttl("expiresAt"))
                        .live(t -> t.ttl("ttl"))
                        .differs("timeToLive manual"),
                when("TTL that the file has off").live(t -> t.ttl("ttl")).differs("timeToLive manual"),
                when("TTL that the file does not contain is not compared")
                        .file(t -> t.timeToLive(null))
                        .live(t -> t.ttl("ttl")),
                when("TTL that an endpoint does not report")
                        .file(t -> t.ttl("ttl"))
                        .live(t -> t.timeToLive(null)));
    }

    /** The three policies, for the four settings that they can fix. */
    static Stream<ComparisonCase> policies() {
        SseDescription owned = SseDescription.AWS_OWNED_KEY;
        return Stream.of(
                when("standard: a provisioned file, an on-demand table")
                        .file(t -> t.provisioned(5, 5).globalWithThroughput("by-day", "day", 1, 1))
                        .live(t -> t.global("by-day", "day"))
                        .policy(Policy.STANDARD),
                when("standard: a provisioned table, as the file")
                        .both(t -> t.provisioned(5, 5).globalWithThroughput("by-day", "day", 1, 1))
                        .policy(Policy.STANDARD)
                        .differs("billingMode manual"),
                when("standard: recovery off in the file, on live")
                        .file(t -> t.recoveryOff())
                        .policy(Policy.STANDARD),
                when("standard: recovery on with the days of the file")
                        .both(t -> t.recovery(7))
                        .policy(Policy.STANDARD),
                when("standard: recovery off, as in the file")
                        .both(t -> t.recoveryOff())
                        .policy(Policy.STANDARD)
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 35"),
                when("recovery on with the days of the policy")
                        .live(t -> t.recovery(3))
                        .given(policy -> policy.recovery = Policy.Recovery.on(7))
                        .differs("pointInTimeRecovery reconcile")
                        .steps("UpdateContinuousBackups 7"),
                when("standard: the AWS owned key in the file, KMS live")
                        .file(t -> t.encryption(owned))
                        .policy(Policy.STANDARD),
                when("standard: the AWS owned key, as in the file")
                        .both(t -> t.encryption(owned))
                        .policy(Policy.STANDARD)
                        .differs("encryption reconcile")
                        .steps("UpdateTable kms"),
                when("standard: a customer managed key, as in the file")
                        .both(t -> t.customerKey(KEY))
                        .policy(Policy.STANDARD)
                        .differs("encryption manual"),
                when("standard: a customer managed key in the file is not replaced silently")
                        .file(t -> t.customerKey(KEY))
                        .live(t -> t.encryption(owned))
                        .policy(Policy.STANDARD)
                        .differs("encryption reconcile"),
                when("standard: deletion protection as in the file")
                        .file(t -> t.deletionProtection(true))
                        .policy(Policy.STANDARD)
                        .differs("deletionProtection reconcile")
                        .steps("UpdateTable protection"),
                when("ephemeral: cheap tables for files with everything on")
                        .file(t -> t.provisioned(5, 5).customerKey(KEY).deletionProtection(true))
                        .live(t -> t.encryption(owned).recoveryOff())
                        .policy(Policy.EPHEMERAL),
                when("ephemeral: everything on, as in the file")
                        .both(t -> t.deletionProtection(true))
                        .policy(Policy.EPHEMERAL)
                        .differs("encryption manual", "deletionProtection manual", "pointInTimeRecovery manual"),
                when("--deletion-protection on")
                        .given(policy -> policy.deletionProtection = true)
                        .differs("deletionProtection reconcile")
                        .steps("UpdateTable protection"),
                when("--as-exported in a standard environment")
                        .both(t -> t.provisioned(5, 5).encryption(owned).recoveryOff())
                        .policy(Policy.STANDARD.with(Policy.Copy::settingsAsExported)));
    }

    static Stream<ComparisonCase> tablesOnTheirWay() {
        return Stream.of(
                when("a table that is being created: its settings are part of creating it")
                        .file(t -> t.stream("NEW_IMAGE")
                                .deletionProtection(true)
                                .ttl("expiresAt")
                                .global("by-day", "day"))
                        .live(t -> t.status("CREATING")
                                .encryption(SseDescription.AWS_OWNED_KEY)
                                .recoveryOff()
                                .tags())
                        .differs(
                                "globalSecondaryIndex by-day add-gsi",
                                "stream create",
                                "encryption create",
                                "deletionProtection create",
                                "timeToLive create",
                                "pointInTimeRecovery create",
                                "tag Environment create")
                        .steps(
                                "UpdateTable stream NEW_IMAGE",
                                "UpdateTable protection",
                                "UpdateTable kms",
                                "TagResource Environment=staging",
                                "UpdateContinuousBackups 35",
                                "UpdateTimeToLive expiresAt",
                                "UpdateTable index by-day orderId:S,day:S"),
                when("a table that is being created gets recovery as a new one does")
                        .file(t -> t.backups(null))
                        .live(t -> t.status("CREATING").recoveryOff())
                        .differs("pointInTimeRecovery create")
                        .steps("UpdateContinuousBackups 35"),
                when("a table that is being created with --no-pitr")
                        .live(t -> t.status("CREATING").recoveryOff())
                        .givenNoRecovery(),
                when("a table that is being created with another key")
                        .live(t -> t.status("CREATING").keys("customerId"))
                        .differs("keySchema manual"),
                when("a table that is being restored: its settings are reconciled, recovery before TTL")
                        .file(t -> t.ttl("expiresAt").stream("NEW_IMAGE"))
                        .live(t -> t.restoring()
                                .encryption(SseDescription.AWS_OWNED_KEY)
                                .recoveryOff()
                                .tags())
                        .differs(
                                "stream reconcile",
                                "encryption reconcile",
                                "timeToLive reconcile",
                                "pointInTimeRecovery reconcile",
                                "tag Environment reconcile")
                        .steps(
                                "UpdateTable stream NEW_IMAGE",
                                "UpdateTable kms",
                                "TagResource Environment=staging",
                                "UpdateContinuousBackups 35",
                                "UpdateTimeToLive expiresAt"),
                when("a table that is being updated")
                        .file(t -> t.ttl("expiresAt"))
                        .live(t -> t.status("UPDATING"))
                        .differs("timeToLive reconcile")
                        .steps("UpdateTimeToLive expiresAt"));
    }

    @ParameterizedTest
    @MethodSource({
        "keys",
        "localIndexes",
        "vectorIndexes",
        "globalIndexes",
        "billing",
        "classStreamAndProtection",
        "encryption",
        "tags",
        "recovery",
        "timeToLive",
        "policies",
        "tablesOnTheirWay"
    })
    void finds_differences_and_the_steps_that_remove_them(ComparisonCase row) {
        ComparisonResult comparison = compare(row.file, row.live, row.policy());

        assertThat(PlanText.differences(comparison.differences())).containsExactlyElementsOf(row.differences);
        assertThat(PlanText.steps(comparison.steps())).containsExactlyElementsOf(row.steps);
    }

    @Test
    void reports_both_values_in_the_form_of_the_file() {
        TableFixture file = TableFixture.file().provisioned(5, 5).tableClass("STANDARD_INFREQUENT_ACCESS").stream(
                        "NEW_IMAGE")
                .deletionProtection(true)
                .encryption(SseDescription.AWS_OWNED_KEY)
                .tags("team=payments", "cost=7")
                .ttl("expiresAt")
                .recovery(7);
        TableFixture live = TableFixture.live()
                .provisioned(9, 9)
                .customerKey(KEY)
                .tags("team=billing")
                .recovery(35);

        ComparisonResult comparison =
                compare(file, live, Policy.AS_EXPORTED.with(policy -> policy.comparesThroughput = true));

        assertThat(comparison.differences())
                .containsExactly(
                        difference(
                                Setting.PROVISIONED_THROUGHPUT,
                                new ProvisionedThroughput(5, 5),
                                new ProvisionedThroughput(9, 9),
                                Remedy.MANUAL),
                        difference(
                                Setting.STREAM,
                                new StreamSpecification(true, "NEW_IMAGE"),
                                StreamSpecification.OFF,
                                Remedy.RECONCILE),
                        difference(
                                Setting.ENCRYPTION,
                                SseDescription.AWS_OWNED_KEY,
                                SseDescription.kms(KEY),
                                Remedy.MANUAL),
                        difference(
                                Setting.TABLE_CLASS,
                                new TableClassSummary("STANDARD_INFREQUENT_ACCESS"),
                                new TableClassSummary("STANDARD"),
                                Remedy.MANUAL),
                        difference(Setting.DELETION_PROTECTION, true, false, Remedy.RECONCILE),
                        difference(Setting.TIME_TO_LIVE, TimeToLive.on("expiresAt"), TimeToLive.OFF, Remedy.RECONCILE),
                        difference(
                                Setting.POINT_IN_TIME_RECOVERY,
                                ContinuousBackups.recoveryOn(7),
                                ContinuousBackups.recoveryOn(35),
                                Remedy.MANUAL),
                        new Difference(Setting.TAG, "team", "payments", "billing", Remedy.MANUAL),
                        new Difference(Setting.TAG, "cost", "7", null, Remedy.RECONCILE));
    }

    @Test
    void reports_values_of_billing_and_of_settings_that_are_off() {
        TableFixture file = TableFixture.file().customerKey(KEY).maximums(1L, 2L);
        TableFixture live = TableFixture.live().stream("OLD_IMAGE").customerKey(OTHER_KEY);

        assertThat(compare(file, live, Policy.AS_EXPORTED).differences())
                .containsExactly(
                        difference(Setting.ON_DEMAND_THROUGHPUT, new OnDemandThroughput(1L, 2L), null, Remedy.MANUAL),
                        difference(
                                Setting.STREAM,
                                StreamSpecification.OFF,
                                new StreamSpecification(true, "OLD_IMAGE"),
                                Remedy.MANUAL),
                        difference(
                                Setting.ENCRYPTION,
                                SseDescription.kms(KEY),
                                SseDescription.kms(OTHER_KEY),
                                Remedy.MANUAL));
        assertThat(compare(
                                TableFixture.file(),
                                TableFixture.live().provisioned(1, 1),
                                Policy.STANDARD.with(policy -> policy.recovery = Policy.Recovery.OFF))
                        .differences())
                .containsExactly(
                        difference(
                                Setting.BILLING_MODE,
                                new BillingModeSummary("PAY_PER_REQUEST"),
                                new BillingModeSummary("PROVISIONED"),
                                Remedy.MANUAL),
                        difference(
                                Setting.POINT_IN_TIME_RECOVERY,
                                ContinuousBackups.recoveryOff(),
                                ContinuousBackups.recoveryOn(35),
                                Remedy.MANUAL));
    }

    @Test
    void reports_values_of_keys_and_indexes() {
        TableFixture file = TableFixture.file().global("by-day", "day").vector("alike", "", 8);
        TableFixture live = TableFixture.live().keys("orderId:N / n").local("by-sum", "orderId / sum");

        assertThat(compare(file, live, Policy.AS_EXPORTED).differences())
                .containsExactly(
                        difference(
                                Setting.KEY_SCHEMA,
                                TableFixture.elements("orderId"),
                                TableFixture.elements("orderId / n"),
                                Remedy.MANUAL),
                        new Difference(Setting.ATTRIBUTE_TYPE, "orderId", "S", "N", Remedy.MANUAL),
                        new Difference(
                                Setting.LOCAL_SECONDARY_INDEX,
                                "by-sum",
                                null,
                                live.schema().table().localSecondaryIndexes().get(0),
                                Remedy.MANUAL),
                        new Difference(
                                Setting.GLOBAL_SECONDARY_INDEX,
                                "by-day",
                                new GlobalSecondaryIndex(
                                        "by-day",
                                        TableFixture.elements("day"),
                                        new Projection(Projection.ALL, List.of()),
                                        null,
                                        null),
                                null,
                                Remedy.ADD_GSI),
                        new Difference(
                                Setting.VECTOR_INDEX,
                                "alike",
                                new VectorIndex(
                                        "alike",
                                        List.of(),
                                        new Projection(Projection.ALL, List.of()),
                                        new VectorIndex.VectorAttribute("embedding"),
                                        8L,
                                        "COSINE"),
                                null,
                                Remedy.ADD_GSI));
    }

    @Test
    void blocks_a_customer_managed_key_without_an_option() {
        TableFixture file = TableFixture.file().customerKey(KEY);
        TableFixture live = TableFixture.live().encryption(SseDescription.AWS_OWNED_KEY);

        assertThat(compare(file, live, Policy.AS_EXPORTED).blockers())
                .containsExactly(new Blocker(
                        Remedy.RECONCILE,
                        "the schema file names the KMS key '" + KEY + "', which requires --kms-key",
                        "name the key for this environment with --kms-key ID (or encryption in ddbtool.toml), or use the AWS managed key with"
                                + " --kms-key alias/aws/dynamodb"));
        assertThat(compare(file, live, Policy.STANDARD.with(policy -> policy.chooseEncryption(GIVEN_KEY)))
                        .blockers())
                .isEmpty();
    }

    @Test
    void blocks_missing_tags_beyond_fifty() {
        String[] fortyNine =
                IntStream.range(0, 49).mapToObj(i -> "t" + i + "=x").toArray(String[]::new);
        TableFixture live = TableFixture.live().tags(fortyNine);

        assertThat(compare(TableFixture.file().tags("a=1"), live, Policy.AS_EXPORTED)
                        .blockers())
                .isEmpty();
        assertThat(compare(TableFixture.file().tags("a=1", "b=2"), live, Policy.AS_EXPORTED)
                        .blockers())
                .containsExactly(new Blocker(
                        Remedy.RECONCILE,
                        "'app-staging-orders' would have 51 tags; the limit is 50",
                        "remove a --tag option, or a tag from the schema file or ddbtool.toml"));
    }

    private static ComparisonResult compare(TableFixture file, TableFixture live, Policy policy) {
        TargetTable target = new TargetTable(file.schema(), policy, STAGING, Set.of());
        return Comparison.of(target, target.comparedTags(), live.table(), KNOWN);
    }

    private static Difference difference(Setting setting, Object schema, @Nullable Object live, Remedy remedy) {
        return new Difference(setting, null, schema, live, remedy);
    }
}
