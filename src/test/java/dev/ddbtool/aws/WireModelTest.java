package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.ddbtool.schema.OmittedMember;
import dev.ddbtool.schema.file.KnownMembers;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.core.protocol.MarshallingType;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeContinuousBackupsResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.DescribeTimeToLiveResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;

class WireModelTest {

    /** Members of CreateTable with other names than in descriptions, and their names in a file. */
    private static final Map<String, String> NAMES_IN_FILES = Map.of(
            "BillingMode", "Table.BillingModeSummary.BillingMode",
            "SSESpecification", "Table.SSEDescription",
            "SSESpecification.Enabled", "Table.SSEDescription.Status",
            "SSESpecification.SSEType", "Table.SSEDescription.SSEType",
            "SSESpecification.KMSMasterKeyId", "Table.SSEDescription.KMSMasterKeyArn",
            "TableClass", "Table.TableClassSummary.TableClass",
            "Tags", "Tags",
            "Tags.Key", "Tags.Key",
            "Tags.Value", "Tags.Value");

    /**
     * Members of CreateTable that never come from a file, with the entry of {@link OmittedMember} that has the reason.
     */
    static final Map<String, String> NEVER_SENT = Map.of(
            "WarmThroughput", "Table.WarmThroughput",
            "GlobalSecondaryIndexes.WarmThroughput", "Table.GlobalSecondaryIndexes.WarmThroughput",
            "GlobalTableSettingsReplicationMode", "Table.GlobalTableSettingsReplicationMode",
            "ResourcePolicy", "resource policy",
            "GlobalTableSourceArn", "global table source");

    static Stream<SdkPojo> answers() {
        return Stream.of(
                DescribeTableResponse.builder().build(),
                DescribeTimeToLiveResponse.builder().build(),
                DescribeContinuousBackupsResponse.builder().build(),
                ListTagsOfResourceResponse.builder().build());
    }

    /** Fails when an SDK upgrade adds a member: keep it in the schema, or name it in OmittedMember with the reason. */
    @ParameterizedTest
    @MethodSource("answers")
    void keeps_or_lists_every_member_that_the_sdk_reads(SdkPojo model) {
        assertThat(members(model))
                .isNotEmpty()
                .allSatisfy(member -> assertThat(KnownMembers.isKept(member) ^ OmittedMember.contains(member))
                        .as("%s is kept, or named in OmittedMember, and not both", member)
                        .isTrue());
    }

    /** Fails when an SDK upgrade removes a member, or a path has a typo. */
    @Test
    void lists_no_member_that_the_sdk_does_not_read() {
        Set<String> read =
                answers().flatMap(model -> members(model).stream()).collect(Collectors.toCollection(TreeSet::new));

        assertThat(KnownMembers.all())
                .hasSizeGreaterThan(70)
                .allMatch(KnownMembers::isKept)
                .isSubsetOf(read);
        assertThat(OmittedMember.all())
                .extracting(OmittedMember::path)
                .filteredOn(path -> !read.contains(path))
                .as("what the service returns beyond the model, the AWS CLI around a response, and other calls")
                .containsExactly(
                        "Table.TableThroughputModeSummary",
                        "ResponseMetadata",
                        "resource policy",
                        "global table source",
                        "auto scaling",
                        "Kinesis destinations",
                        "contributor insights",
                        "alarms");
    }

    /** Fails when an SDK upgrade adds a setting: send it, or say why it is never sent. */
    @Test
    void covers_every_member_of_create_table() {
        List<String> members = members(CreateTableRequest.builder().build());

        assertThat(members).containsAll(NAMES_IN_FILES.keySet()).containsAll(NEVER_SENT.keySet());
        assertThat(OmittedMember.all()).extracting(OmittedMember::path).containsAll(NEVER_SENT.values());
        assertThat(members)
                .filteredOn(member -> NEVER_SENT.keySet().stream().noneMatch(each -> isIn(member, each)))
                .allSatisfy(member -> assertThat(
                                KnownMembers.isKept(NAMES_IN_FILES.getOrDefault(member, "Table." + member)))
                        .as("%s can come from a file, or is named in NEVER_SENT", member)
                        .isTrue());
    }

    private static boolean isIn(String member, String holder) {
        return member.equals(holder) || member.startsWith(holder + ".");
    }

    private static List<String> members(SdkPojo model) {
        List<String> members = new ArrayList<>();
        walk(model, "", members);
        return members;
    }

    private static void walk(SdkPojo model, String path, List<String> members) {
        for (SdkField<?> field : model.sdkFields()) {
            String member = path.isEmpty() ? field.memberName() : path + "." + field.memberName();
            assertThat(field.marshallingType())
                    .as("%s: WireModel looks into structures and lists of them, not yet into maps", member)
                    .isNotEqualTo(MarshallingType.MAP);
            members.add(member);
            SdkPojo inside = WireModel.inside(field);
            if (inside != null && !OmittedMember.contains(member)) {
                walk(inside, member, members);
            }
        }
    }

    /** The members of a model that a JSON object lacks, without their children. */
    static List<String> absent(SdkPojo model, JsonNode json) {
        List<String> absent = new ArrayList<>();
        collectAbsent(model, json, "", absent);
        return absent;
    }

    private static void collectAbsent(SdkPojo model, JsonNode json, String path, List<String> absent) {
        for (SdkField<?> field : model.sdkFields()) {
            JsonNode value = json.path(field.memberName());
            String member = path.isEmpty() ? field.memberName() : path + "." + field.memberName();
            SdkPojo inside = WireModel.inside(field);
            if (value.isMissingNode()) {
                absent.add(member);
            } else if (inside != null) {
                (value.isArray() ? value : List.of(value))
                        .forEach(element -> collectAbsent(inside, element, member, absent));
            }
        }
    }

    @Test
    void writes_a_request_as_it_is_sent() {
        CreateTableRequest request = CreateTableRequest.builder()
                .tableName("books")
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType("HASH")
                        .build())
                .attributeDefinitions(AttributeDefinition.builder()
                        .attributeName("id")
                        .attributeType("S")
                        .build())
                .deletionProtectionEnabled(true)
                .provisionedThroughput(throughput -> throughput.readCapacityUnits(1L))
                .build();

        assertThat(WireModel.toMap(request))
                .isEqualTo(Map.of(
                        "TableName", "books",
                        "KeySchema", List.of(Map.of("AttributeName", "id", "KeyType", "HASH")),
                        "AttributeDefinitions", List.of(Map.of("AttributeName", "id", "AttributeType", "S")),
                        "DeletionProtectionEnabled", true,
                        "ProvisionedThroughput", Map.of("ReadCapacityUnits", 1L)));
        assertThat(WireModel.toMap(request).keySet())
                .as("in the order of the model")
                .containsExactlyElementsOf(request.sdkFields().stream()
                        .map(SdkField::memberName)
                        .filter(WireModel.toMap(request)::containsKey)
                        .toList());
    }

    @Test
    void finds_unknown_members_at_any_depth() throws Exception {
        JsonNode answer = new ObjectMapper().readTree("""
                        {"Table": {"TableName": "books", "New": {"Deep": 1},
                          "TableThroughputModeSummary": {"TableThroughputMode": "PAY_PER_REQUEST"},
                          "GlobalSecondaryIndexes": [{"IndexName": "a"}, {"IndexName": "b", "New": 1}],
                          "Replicas": [{"GlobalSecondaryIndexes": [{"WarmThroughput": {"New": null}}]}]},
                         "New": []}
                        """);

        Set<String> unknown = WireModel.unknownMembers(
                answer.traverse(), DescribeTableResponse.builder().build());

        assertThat(unknown)
                .isEqualTo(new TreeSet<>(Set.of(
                        "New",
                        "Table.New",
                        "Table.GlobalSecondaryIndexes.New",
                        "Table.Replicas.GlobalSecondaryIndexes.WarmThroughput.New")));
    }

    /** Adds an unknown member to each structure of each response; in lists, only to the second element. */
    @ParameterizedTest
    @MethodSource("answers")
    void finds_unknown_members_in_every_structure(SdkPojo model) throws Exception {
        Set<String> expected = new TreeSet<>();

        assertThat(WireModel.unknownMembers(withNewcomers(model, "", expected).traverse(), model))
                .isNotEmpty()
                .isEqualTo(expected);
    }

    private static JsonNode withNewcomers(SdkPojo model, String path, Set<String> newcomers) {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        newcomers.add(path + "Newcomer");
        json.putObject("Newcomer").put("Enabled", true);
        for (SdkField<?> field : model.sdkFields()) {
            SdkPojo inside = WireModel.inside(field);
            if (inside != null) {
                JsonNode value = withNewcomers(inside, path + field.memberName() + ".", newcomers);
                if (field.marshallingType() == MarshallingType.LIST) {
                    json.putArray(field.memberName()).add(json.objectNode()).add(value);
                } else {
                    json.set(field.memberName(), value);
                }
            }
        }
        return json;
    }
}
