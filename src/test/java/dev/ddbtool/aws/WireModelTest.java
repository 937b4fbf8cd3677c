package dev.ddbtool.aws;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.ddbtool.schema.KnownMembers;
import dev.ddbtool.schema.NotKept;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import software.amazon.awssdk.core.SdkField;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.ContinuousBackupsDescription;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.Tag;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveDescription;

class WireModelTest {

    /** What CreateTable calls otherwise than the descriptions, and where a file has it. */
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

    static Stream<Arguments> answers() {
        return Stream.of(
                Arguments.of("Table", TableDescription.builder().build()),
                Arguments.of(
                        "TimeToLiveDescription", TimeToLiveDescription.builder().build()),
                Arguments.of(
                        "ContinuousBackupsDescription",
                        ContinuousBackupsDescription.builder().build()),
                Arguments.of("Tags", Tag.builder().build()));
    }

    /** Fails when an SDK upgrade brings a member: keep it in the schema, or name it in NotKept with the reason. */
    @ParameterizedTest
    @MethodSource("answers")
    void every_member_that_the_sdk_reads_is_kept_or_left_out_knowingly(String path, SdkPojo model) {
        List<String> members = new ArrayList<>();
        walk(model, path, members);

        assertThat(members)
                .isNotEmpty()
                .allSatisfy(member -> assertThat(KnownMembers.isKept(member) ^ NotKept.contains(member))
                        .as("%s is kept, or named in NotKept, and not both", member)
                        .isTrue());
    }

    @Test
    void every_member_that_create_table_takes_is_kept_or_left_out_knowingly() {
        List<String> members = new ArrayList<>();
        walk(CreateTableRequest.builder().build(), "", members);

        assertThat(members).contains("TableName", "Tags.Key");
        assertThat(members).allSatisfy(member -> {
            String inFile = NAMES_IN_FILES.getOrDefault(member, "Table." + member);
            assertThat(KnownMembers.isKept(inFile) || NotKept.contains(inFile) || isNamedElsewhere(member))
                    .as("%s can come from a file, or is named in NotKept", member)
                    .isTrue();
        });
    }

    /** Whether NotKept has the setting among those that none of the four calls reports. */
    private static boolean isNamedElsewhere(String member) {
        String name = Map.of("ResourcePolicy", "resource policy", "GlobalTableSourceArn", "global table source")
                .getOrDefault(member, member);
        return NotKept.all().stream().anyMatch(entry -> entry.path().equals(name));
    }

    private static void walk(SdkPojo model, String path, List<String> members) {
        for (SdkField<?> field : model.sdkFields()) {
            String member = path.isEmpty() ? field.memberName() : path + "." + field.memberName();
            members.add(member);
            SdkPojo inside = WireModel.inside(field);
            if (inside != null && !NotKept.contains(member)) {
                walk(inside, member, members);
            }
        }
    }

    @Test
    void a_request_is_written_as_it_goes_over_the_wire() {
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
    void unknown_members_are_found_at_any_depth() throws Exception {
        JsonNode answer = new ObjectMapper().readTree("""
                        {"Table": {"TableName": "books", "New": {"Deep": 1},
                          "GlobalSecondaryIndexes": [{"IndexName": "a"}, {"IndexName": "b", "New": 1}],
                          "Replicas": [{"GlobalSecondaryIndexes": [{"WarmThroughput": {"New": null}}]}]},
                         "New": []}
                        """);

        Set<String> unknown =
                WireModel.unknownMembers(answer, DescribeTableResponse.builder().build());

        assertThat(unknown)
                .isEqualTo(new TreeSet<>(Set.of(
                        "New",
                        "Table.New",
                        "Table.GlobalSecondaryIndexes.New",
                        "Table.Replicas.GlobalSecondaryIndexes.WarmThroughput.New")));
    }
}
