package dev.ddbtool.schema.rule;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.file.KnownMembers;
import dev.ddbtool.schema.file.LocatedTree;
import dev.ddbtool.schema.file.SchemaReader;
import dev.ddbtool.schema.file.SyntaxException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.function.IntFunction;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Each row changes one line of a valid file, and has the expected problems with their lines. */
class RulesTest {

    private static final int ATTRIBUTES = 2;
    private static final int NAME = 3;
    private static final int KEYS = 4;
    private static final int BILLING = 5;
    private static final int MORE = 6;
    private static final int LOCAL = 7;
    private static final int GLOBAL = 8;
    private static final int TOP = 10;

    private static final List<String> GOOD = List.of(
            "{ \"Table\": {",
            attributes("id", "at:N", "owner"),
            "\"TableName\": \"companies\",",
            keys("id", "RANGE:at"),
            "\"BillingModeSummary\": {\"BillingMode\": \"PAY_PER_REQUEST\"},",
            "\"DeletionProtectionEnabled\": false,",
            "\"LocalSecondaryIndexes\": [],",
            "\"GlobalSecondaryIndexes\": [" + index("by-owner", keys("owner")) + "]",
            "},",
            "\"Tags\": [] }");

    static Stream<Arguments> bad_files() {
        return Stream.of(
                row(
                        ATTRIBUTES,
                        attributes("id:BOOL", "at:N", "owner"),
                        "2: invalid AttributeType 'BOOL' of attribute 'id': use 'S' (string), 'N' (number) or 'B' (binary)"),
                row(
                        ATTRIBUTES,
                        attributes("id", "id", "at", "owner"),
                        "2: duplicate attribute 'id' in AttributeDefinitions: remove one"),
                row(
                        ATTRIBUTES,
                        attributes("id", "at", "owner", "color"),
                        "2: attribute 'color' is defined but no key uses it: remove it from AttributeDefinitions, which list key attributes only"),
                row(
                        ATTRIBUTES,
                        attributes("id", "at"),
                        "8: attribute 'owner' in the key of index 'by-owner' is not defined: add it to AttributeDefinitions with type S, N or B"),
                row(
                        ATTRIBUTES,
                        attributes("at", "owner"),
                        "4: attribute 'id' in the key of the table is not defined: add it to AttributeDefinitions with type S, N or B"),
                row(
                        NAME,
                        "\"TableName\": \"com/panies\",",
                        "3: invalid TableName 'com/panies': use up to 255 letters, digits, '_', '.' and '-'"),
                row(
                        KEYS,
                        keys("RANGE:id", "at"),
                        "4: KeySchema of the table has a RANGE element before a HASH element: put all HASH elements first"),
                row(
                        KEYS,
                        keys("RANGE:id"),
                        "2: attribute 'at' is defined but no key uses it: remove it from AttributeDefinitions, which list key attributes only",
                        "4: missing HASH element in the KeySchema of the table: add the partition key"),
                row(
                        KEYS,
                        keys("id", "at"),
                        "4: too many HASH elements in the key of the table; the limit is 1: remove 'at'"),
                row(
                        KEYS,
                        keys("id", "RANGE:at", "RANGE:owner"),
                        "4: too many RANGE elements in the key of the table; the limit is 1: remove 'owner'"),
                row(
                        KEYS,
                        "\"KeySchema\": [],",
                        "2: attribute 'id' is defined but no key uses it: remove it from AttributeDefinitions, which list key attributes only",
                        "2: attribute 'at' is defined but no key uses it: remove it from AttributeDefinitions, which list key attributes only",
                        "4: missing HASH element in the KeySchema of the table: add the partition key"),
                row(
                        KEYS,
                        keys("id", "RANGE:id", "RANGE:at"),
                        "4: duplicate attribute 'id' in the key of the table: remove one",
                        "4: too many RANGE elements in the key of the table; the limit is 1: remove 'at'"),
                row(
                        KEYS,
                        keys("id", "SORT:at"),
                        "4: unknown KeyType 'SORT' in the key of the table: use 'HASH' (partition) or 'RANGE' (sort)"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner", "RANGE:owner"))),
                        "8: duplicate attribute 'owner' in the key of index 'by-owner': remove one"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("RANGE:owner", "id"))),
                        "8: KeySchema of index 'by-owner' has a RANGE element before a HASH element: put all HASH elements first"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("RANGE:owner"))),
                        "8: missing HASH element in the KeySchema of index 'by-owner': add the partition key"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("PARTITION:owner"))),
                        "8: missing HASH element in the KeySchema of index 'by-owner': add the partition key",
                        "8: unknown KeyType 'PARTITION' in the key of index 'by-owner': use 'HASH' (partition) or 'RANGE' (sort)"),
                row(
                        LOCAL,
                        local(index("local", keys("id", "RANGE:size"))),
                        "7: attribute 'size' in the key of index 'local' is not defined: add it to AttributeDefinitions with type S, N or B"),
                row(
                        LOCAL,
                        local(index("local", keys("owner", "RANGE:at"))),
                        "7: the HASH element of local index 'local' is 'owner', but the table's is 'id': use the same attribute, or a global index"),
                row(
                        LOCAL,
                        local(index("local", keys("id", "RANGE:at", "RANGE:owner"))),
                        "7: too many RANGE elements in the key of index 'local'; the limit is 1: remove 'owner'"),
                row(
                        LOCAL,
                        local(index("local", keys("id"))),
                        "7: KeySchema of local index 'local' has no RANGE element: add a sort key that differs from the table's"),
                row(
                        GLOBAL,
                        global(index("by", keys("owner"))),
                        "8: invalid IndexName 'by': use 3 to 255 letters, digits, '_', '.' and '-'"),
                row(
                        GLOBAL,
                        global(index("by owner", keys("owner"))),
                        "8: invalid IndexName 'by owner': use 3 to 255 letters, digits, '_', '.' and '-'"),
                row(
                        GLOBAL,
                        global(index("o".repeat(256), keys("owner"))),
                        "8: invalid IndexName '" + "o".repeat(80)
                                + "…': use 3 to 255 letters, digits, '_', '.' and '-'"),
                row(
                        LOCAL,
                        local(index("by-owner", keys("id", "RANGE:owner"))),
                        "8: duplicate IndexName 'by-owner', first used in LocalSecondaryIndexes: rename one of them"),
                row(
                        LOCAL,
                        local(times(6, n -> index("local" + n, keys("id", "RANGE:owner")))),
                        "7: LocalSecondaryIndexes has 6 indexes; the limit is 5: remove some"),
                row(
                        GLOBAL,
                        global(times(21, n -> index("global" + n, keys("owner")))),
                        "8: GlobalSecondaryIndexes has 21 indexes; the limit is 20: remove some, or request a higher quota"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "SOME")),
                        "8: unknown ProjectionType 'SOME' of index 'by-owner': use 'ALL', 'KEYS_ONLY' or 'INCLUDE'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "INCLUDE")),
                        "8: index 'by-owner' has ProjectionType 'INCLUDE' but no NonKeyAttributes: list 1 to 20, or use 'KEYS_ONLY'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "KEYS_ONLY", "a")),
                        "8: index 'by-owner' has NonKeyAttributes although its ProjectionType is 'KEYS_ONLY': remove them, or use 'INCLUDE'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "ALL", "a")),
                        "8: index 'by-owner' has NonKeyAttributes although its ProjectionType is 'ALL': remove them, or use 'INCLUDE'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "INCLUDE", numbered(21))),
                        "8: index 'by-owner' has 21 NonKeyAttributes; the limit is 20: list fewer, or project ALL"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "INCLUDE", "a", "a")),
                        "8: duplicate attribute 'a' in NonKeyAttributes of index 'by-owner': remove one"),
                row(
                        GLOBAL,
                        global(times(
                                6, n -> index("by-owner" + n, keys("owner"), "INCLUDE", numbered(n < 5 ? 20 : 1)))),
                        "8: with index 'by-owner5', all local and global indexes have 101 NonKeyAttributes; the limit is 100: list fewer, or project ALL"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "INCLUDE", "x".repeat(256))),
                        "8: attribute name '" + "x".repeat(80)
                                + "…' has 256 bytes; the allowed length is 1 to 255: use another name"),
                row(
                        BILLING,
                        "\"BillingModeSummary\": {\"BillingMode\": \"ON_DEMAND\"},",
                        "5: unknown BillingMode 'ON_DEMAND': use 'PROVISIONED' or 'PAY_PER_REQUEST'"),
                row(
                        MORE,
                        provisioned(5, 0) + ",",
                        "6: the table has ProvisionedThroughput, but the billing mode is PAY_PER_REQUEST: remove it, or set BillingModeSummary.BillingMode to 'PROVISIONED'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner") + provisioned(1, 1) + ",")),
                        "8: index 'by-owner' has ProvisionedThroughput, but the billing mode is PAY_PER_REQUEST: remove it, or set BillingModeSummary.BillingMode to 'PROVISIONED'"),
                row(
                        BILLING,
                        "\"BillingModeSummary\": {\"BillingMode\": \"PROVISIONED\"}, " + provisioned(1, 1) + ",",
                        "8: index 'by-owner' has no ProvisionedThroughput, but the billing mode is PROVISIONED: add it, or set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'"),
                row(
                        MORE,
                        "\"OnDemandThroughput\": {\"MaxReadRequestUnits\": 0, \"MaxWriteRequestUnits\": -2},",
                        "6: MaxReadRequestUnits of the table is '0'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "6: MaxWriteRequestUnits of the table is '-2'; the allowed range is 1 to 1000000000000: use a number in this range"),
                row(
                        MORE,
                        "\"OnDemandThroughput\": {\"MaxReadRequestUnits\": 1000000000001, \"MaxWriteRequestUnits\": 9223372036854775807},",
                        "6: MaxReadRequestUnits of the table is '1000000000001'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "6: MaxWriteRequestUnits of the table is '9223372036854775807'; the allowed range is 1 to 1000000000000: use a number in this range"),
                row(
                        BILLING,
                        provisioned(1_000_000_000_001L, 1_000_000_000_000L) + ",",
                        "5: ReadCapacityUnits of the table is '1000000000001'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "8: index 'by-owner' has no ProvisionedThroughput, but the billing mode is PROVISIONED (the default for a table with ProvisionedThroughput): add it, or set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'"),
                row(
                        MORE,
                        stream("true, \"StreamViewType\": \"ALL\""),
                        "6: unknown StreamViewType 'ALL': use 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE' or 'KEYS_ONLY'"),
                row(
                        MORE,
                        stream("true"),
                        "6: StreamEnabled is true, but StreamViewType is missing: add 'NEW_AND_OLD_IMAGES', 'NEW_IMAGE', 'OLD_IMAGE' or 'KEYS_ONLY', or use false"),
                row(
                        MORE,
                        stream("false, \"StreamViewType\": \"KEYS_ONLY\""),
                        "6: StreamViewType is 'KEYS_ONLY', but StreamEnabled is false: remove it, or use true"),
                row(
                        MORE,
                        "\"SSEDescription\": {\"Status\": \"ON\", \"SSEType\": \"AWS\"},",
                        "6: unknown Status of SSEDescription 'ON': use 'ENABLED' or 'DISABLED'",
                        "6: unknown SSEType 'AWS': use 'KMS'"),
                row(
                        MORE,
                        "\"SSEDescription\": {\"Status\": \"DISABLED\", \"KMSMasterKeyArn\": \"key\"},",
                        "6: KMSMasterKeyArn is 'key', but Status of SSEDescription is 'DISABLED': remove it, or use 'ENABLED'"),
                row(
                        MORE,
                        "\"TableClassSummary\": {\"TableClass\": \"INFREQUENT\"},",
                        "6: unknown TableClass 'INFREQUENT': use 'STANDARD' or 'STANDARD_INFREQUENT_ACCESS'"),
                row(
                        MORE,
                        "\"VectorIndexes\": [" + vector("by-owner", 8, "COSINE") + "],",
                        "6: duplicate IndexName 'by-owner', first used in GlobalSecondaryIndexes: rename one of them"),
                row(
                        MORE,
                        "\"VectorIndexes\": [{\"IndexName\": \"vec\"}],",
                        "6: missing member 'Projection' in vector index 'vec': add it",
                        "6: missing member 'VectorAttribute' in vector index 'vec': add it",
                        "6: missing member 'Dimensions' in vector index 'vec': add it",
                        "6: missing member 'DistanceFunction' in vector index 'vec': add it"),
                row(
                        MORE,
                        "\"VectorIndexes\": [" + vector("vec", 4097, "MILES") + "],",
                        "6: Dimensions of index 'vec' is '4097'; the allowed range is 1 to 4096: use a number in this range",
                        "6: unknown DistanceFunction 'MILES' of index 'vec': use 'COSINE', 'EUCLIDEAN' or 'DOT_PRODUCT'"),
                row(
                        MORE,
                        "\"VectorIndexes\": [" + vector("vec1", 8, "COSINE") + ", " + vector("vec2", 9, "COSINE")
                                + "],",
                        "6: Dimensions of index 'vec2' is '9', but another index has '8' for the same attribute 'v': use the same number"),
                row(
                        MORE,
                        "\"VectorIndexes\": ["
                                + vector("vec", 8, "COSINE")
                                        .replace(
                                                "\"Dim",
                                                "\"SearchSchema\": [{\"AttributeName\": \"x\", \"SearchSchemaElementType\": \"SORT\"}], \"Dim")
                                + "],",
                        "6: attribute 'x' in the key of index 'vec' is not defined: add it to AttributeDefinitions with type S, N or B",
                        "6: unknown SearchSchemaElementType 'SORT' of index 'vec': use 'HASH' or 'INLINE_FILTER'"),
                row(
                        TOP,
                        "\"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\"} }",
                        "10: TimeToLiveStatus is 'ENABLED', but AttributeName is missing: add the attribute that holds the time, or use 'DISABLED'"),
                row(
                        TOP,
                        "\"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ON\", \"AttributeName\": \"\"} }",
                        "10: unknown TimeToLiveStatus 'ON': use 'ENABLED' or 'DISABLED'",
                        "10: attribute name '' has 0 bytes; the allowed length is 1 to 255: use another name"),
                row(
                        TOP,
                        recovery("ON", "ON", 36),
                        "10: unknown ContinuousBackupsStatus 'ON': use 'ENABLED' or 'DISABLED'",
                        "10: unknown PointInTimeRecoveryStatus 'ON': use 'ENABLED' or 'DISABLED'",
                        "10: invalid RecoveryPeriodInDays '36': use 1 to 35 days"),
                row(TOP, recovery("ENABLED", "ENABLED", 0), "10: invalid RecoveryPeriodInDays '0': use 1 to 35 days"),
                row(TOP, tags("a=1", "a=2"), "10: duplicate tag 'a': remove one"),
                row(
                        TOP,
                        tags("=1"),
                        "10: tag key '' has 0 characters; the allowed length is 1 to 128: use another key"),
                row(
                        TOP,
                        tags("k".repeat(129) + "=1"),
                        "10: tag key '" + "k".repeat(80)
                                + "…' has 129 characters; the allowed length is 1 to 128: use another key"),
                row(
                        TOP,
                        tags("a=" + "v".repeat(257)),
                        "10: value '" + "v".repeat(80)
                                + "…' of tag 'a' has 257 characters; the limit is 256: shorten it"),
                row(
                        TOP,
                        tags("AWS:a=1"),
                        "10: tag key 'AWS:a' begins with 'aws:', which is reserved for AWS: use another key"),
                row(TOP, tags(numbered(51)), "10: Tags has 51 tags; the limit is 50: remove some"),
                row(
                        TOP,
                        tags(numbered(50)),
                        "10: Tags has 50 tags, and create adds 'Environment'; the limit is 50: remove one"));
    }

    @ParameterizedTest
    @MethodSource("bad_files")
    void reports_each_broken_rule_with_line_value_and_limit(int line, String text, List<String> problems) {
        assertThat(problemsOf(withLine(line, text))).isEqualTo(problems);
    }

    static Stream<Arguments> files_with_a_part_that_cannot_be_read() {
        return Stream.of(
                row(
                        GLOBAL,
                        global(index("b", keys("owner")) + ",\n"
                                + index("by-owner", keys("owner")).replace("\"ProjectionType\": \"ALL\"", "")),
                        "9: missing member 'ProjectionType' in Table.GlobalSecondaryIndexes.Projection: add it",
                        "8: invalid IndexName 'b': use 3 to 255 letters, digits, '_', '.' and '-'"),
                row(
                        GLOBAL,
                        global(index("by-owner", keys("owner"), "INCLUDE", "x").replace("\"x\"", "5") + ",\n"
                                + index("b", keys("owner"))),
                        "8: 'NonKeyAttributes' must be a string in double quotes, but is 5",
                        "9: invalid IndexName 'b': use 3 to 255 letters, digits, '_', '.' and '-'"),
                row(KEYS, "\"KeySchema\": \"id\",", "4: 'KeySchema' must be a list, but is 'id'"),
                row(KEYS, "", "1: missing member 'KeySchema' in Table: add it"),
                row(
                        KEYS,
                        "\"KeySchema\": [{\"AttributeName\": \"id\"}],",
                        "4: missing member 'KeyType' in Table.KeySchema: add it"),
                row(
                        ATTRIBUTES,
                        "\"AttributeDefinitions\": [{\"AttributeName\": \"id\"}, {\"AttributeName\": \"at\", \"AttributeType\": \"X\"}],",
                        "2: missing member 'AttributeType' in Table.AttributeDefinitions: add it",
                        "2: invalid AttributeType 'X' of attribute 'at': use 'S' (string), 'N' (number) or 'B' (binary)"),
                row(ATTRIBUTES, "", "1: missing member 'AttributeDefinitions' in Table: add it"),
                row(NAME, "", "1: missing member 'TableName' in Table: add it"),
                row(NAME, "\"TableName\": 5,", "3: 'TableName' must be a string in double quotes, but is 5"),
                row(
                        BILLING,
                        "\"BillingMode\": \"PAY_PER_REQUEST\",",
                        "5: unknown member 'BillingMode' in Table: write it as \"BillingModeSummary\": {\"BillingMode\": …}"),
                row(
                        BILLING,
                        "\"BillingMode\": \"PROVISIONED\", \"BillingModeSummary\": {\"BillingMode\": \"FREE\"},",
                        "5: unknown member 'BillingMode' in Table: write it as \"BillingModeSummary\": {\"BillingMode\": …}",
                        "5: unknown BillingMode 'FREE': use 'PROVISIONED' or 'PAY_PER_REQUEST'"),
                row(
                        BILLING,
                        "\"BillingModeSummary\": {},",
                        "5: missing member 'BillingMode' in Table.BillingModeSummary: add it"),
                row(
                        BILLING,
                        provisioned(1, 1).replace("1}", "\"ten\"}") + ",",
                        "5: 'WriteCapacityUnits' must be a whole number, but is 'ten'"),
                row(
                        MORE,
                        stream("true, \"StreamViewTyp\": \"NEW_IMAGE\""),
                        "6: unknown member 'StreamViewTyp' in Table.StreamSpecification: did you mean 'StreamViewType'?"));
    }

    @ParameterizedTest
    @MethodSource("files_with_a_part_that_cannot_be_read")
    void checks_the_readable_part_of_a_file(int line, String text, List<String> problems) throws SyntaxException {
        LocatedTree tree = LocatedTree.parse(
                withLine(line, text).replace(GOOD.get(TOP - 1), tags("=1")).getBytes(UTF_8));

        SchemaReader.Reading reading = SchemaReader.read(tree);

        Stream<String> structure = reading.problems().stream().map(each -> each.line() + ": " + each.message());
        Stream<String> rules = Rules.check(requireNonNull(reading.schema()), reading.incomplete()).stream()
                .sorted(Comparator.comparing(Violation::pointer, KnownMembers.order()))
                .map(each -> tree.line(each.pointer()) + ": " + each.message())
                .filter(each -> !each.contains("tag key ''"));
        assertThat(Stream.concat(structure, rules)).containsExactlyElementsOf(problems);
        assertThat(Rules.check(requireNonNull(reading.schema()), reading.incomplete()))
                .extracting(Violation::pointer)
                .contains("/Tags/0/Key");
    }

    static Stream<Arguments> good_files() {
        return Stream.of(
                arguments(MORE, GOOD.get(MORE - 1)),
                arguments(GLOBAL, global(times(20, n -> index("global" + n, keys("owner"), "INCLUDE", numbered(5))))),
                arguments(LOCAL, local(times(5, n -> index("local" + n, keys("id", "RANGE:owner"))))),
                arguments(GLOBAL, global(index("by-owner", keys("owner"), "INCLUDE", numbered(20)))),
                arguments(GLOBAL, global(index("by-owner", keys("owner"), "INCLUDE", "id", "at", "owner"))),
                arguments(LOCAL, local(index("local", keys("id", "RANGE:owner"), "INCLUDE", "id", "owner"))),
                arguments(GLOBAL, global(index("by-" + "o".repeat(252), keys("owner", "at", "RANGE:id")))),
                arguments(MORE, "\"OnDemandThroughput\": {\"MaxReadRequestUnits\": 1, \"MaxWriteRequestUnits\": -1},"),
                arguments(
                        MORE,
                        "\"OnDemandThroughput\": {\"MaxReadRequestUnits\": 1000000000000, \"MaxWriteRequestUnits\": 1000000000000},"),
                arguments(BILLING, ""),
                arguments(MORE, "\"SSEDescription\": {\"Status\": \"DISABLED\", \"SSEType\": \"AES256\"},"),
                arguments(MORE, stream("true, \"StreamViewType\": \"OLD_IMAGE\"")),
                arguments(MORE, "\"VectorIndexes\": [" + vector("vec", 4096, "COSINE") + "],"),
                arguments(
                        TOP,
                        "\"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\", \"AttributeName\": \"at\"} }"),
                arguments(TOP, recovery("ENABLED", "ENABLED", 35)),
                arguments(TOP, recovery("ENABLED", "DISABLED", 1)),
                arguments(TOP, tags("k".repeat(128) + "=" + "v".repeat(256), "b=", "aws:c=1")),
                arguments(TOP, tags("😀".repeat(128) + "=1")),
                arguments(TOP, tags(numbered(49))),
                arguments(TOP, tags(with("Environment=production", numbered(49)))));
    }

    @ParameterizedTest
    @MethodSource("good_files")
    void accepts_tables_within_the_limits(int line, String text) {
        assertThat(problemsOf(withLine(line, text))).isEmpty();
    }

    @Test
    void limits_a_global_index_key_to_four_attributes_of_each_kind() {
        assertThat(problemsOf(multiAttributeKey(4))).isEmpty();
        assertThat(problemsOf(multiAttributeKey(5)))
                .containsExactly(
                        "8: too many HASH elements in the key of index 'by-many'; the limit is 4: remove 'h4'",
                        "8: too many RANGE elements in the key of index 'by-many'; the limit is 4: remove 'r4'");
    }

    @Test
    void requires_a_table_sort_key_for_a_local_index() {
        String file =
                withLine(KEYS, keys("id")).replace(GOOD.get(LOCAL - 1), local(index("local", keys("id", "RANGE:at"))));

        assertThat(problemsOf(file))
                .containsExactly(
                        "7: local index 'local' requires a table with a RANGE element in its key: use a global index");
    }

    @Test
    void requires_positive_throughput_and_no_on_demand_maximum_if_provisioned() {
        String file = withLine(BILLING, provisioned(0, -1) + ", \"OnDemandThroughput\": {\"MaxReadRequestUnits\": 5},")
                .replace("\"Projection\"", provisioned(1, 0) + ", \"OnDemandThroughput\": {}, \"Projection\"");

        assertThat(problemsOf(file))
                .containsExactly(
                        "5: ReadCapacityUnits of the table is '0'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "5: WriteCapacityUnits of the table is '-1'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "8: WriteCapacityUnits of index 'by-owner' is '0'; the allowed range is 1 to 1000000000000: use a number in this range",
                        "5: the table has OnDemandThroughput, but the billing mode is PROVISIONED: remove it, or set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'");
    }

    @Test
    void refuses_an_on_demand_maximum_of_an_index_of_a_provisioned_table() {
        String file = withLine(BILLING, provisioned(1, 1) + ",")
                .replace(
                        "\"Projection\"",
                        provisioned(1, 1) + ", \"OnDemandThroughput\": {\"MaxWriteRequestUnits\": 9}, \"Projection\"");

        assertThat(problemsOf(file))
                .containsExactly(
                        "8: index 'by-owner' has OnDemandThroughput, but the billing mode is PROVISIONED: remove it, or set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'");
    }

    @Test
    void does_not_count_the_projection_of_a_vector_index() {
        String vector = vector("vec", 8, "COSINE").replace("\"ALL\"", "\"INCLUDE\", \"NonKeyAttributes\": [\"a\"]");

        assertThat(problemsOf(withLine(MORE, "\"VectorIndexes\": [" + vector + "],")
                        .replace(
                                GOOD.get(GLOBAL - 1),
                                global(times(5, n -> index("by-owner" + n, keys("owner"), "INCLUDE", numbered(20)))))))
                .isEmpty();
    }

    @Test
    void requires_on_demand_billing_for_a_vector_index() {
        String file = withLine(MORE, "\"VectorIndexes\": [" + vector("vec", 8, "COSINE") + "],")
                .replace(GOOD.get(BILLING - 1), provisioned(1, 1) + ",")
                .replace(
                        "\"owner\", \"KeyType\": \"HASH\"}], ",
                        "\"owner\", \"KeyType\": \"HASH\"}], " + provisioned(1, 1) + ", ");

        assertThat(problemsOf(file))
                .containsExactly(
                        "6: vector index 'vec' requires billing mode PAY_PER_REQUEST: set BillingModeSummary.BillingMode to 'PAY_PER_REQUEST'");
    }

    @ParameterizedTest
    @CsvSource({"ENABLED, id, S", "ENABLED, owner, S", "ENABLED, at, ", "ENABLED, expiresAt, ", "DISABLED, id, "})
    void warns_about_ttl_on_a_key_that_is_not_a_number(String status, String attribute, @Nullable String type) {
        String file = withLine(
                TOP,
                "\"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"" + status + "\", \"AttributeName\": \""
                        + attribute + "\"} }");

        assertThat(problemsOf(file)).isEmpty();
        assertThat(SchemaReader.read("x.json", file.getBytes(UTF_8)).warnings())
                .isEqualTo(
                        type == null
                                ? List.of()
                                : List.of(new Violation(
                                        "/TimeToLiveDescription/AttributeName",
                                        "TTL deletes nothing because attribute '" + attribute + "' is a key of type '"
                                                + type + "': use an attribute that holds numbers")));
    }

    @Test
    void reports_each_index_on_its_own_line() {
        String file = withLine(
                        MORE,
                        "\"VectorIndexes\": [" + vector("vec", 1, "COSINE") + ",\n" + vector("v", 1, "COSINE") + "],")
                .replace(
                        GOOD.get(LOCAL - 1),
                        local(index("local", keys("id", "RANGE:at")) + ",\n" + index("l", keys("id", "RANGE:at"))))
                .replace(
                        GOOD.get(GLOBAL - 1),
                        global(index("by-owner", keys("owner")) + ",\n" + index("g", keys("owner"))));

        assertThat(problemsOf(file))
                .extracting(problem -> problem.substring(0, problem.indexOf(": use")))
                .containsExactly("9: invalid IndexName 'l'", "11: invalid IndexName 'g'", "7: invalid IndexName 'v'");
    }

    @Test
    void checks_the_on_demand_maximums_of_an_index() {
        String file = withLine(MORE, "")
                .replace("\"Projection\"", "\"OnDemandThroughput\": {\"MaxReadRequestUnits\": 0}, \"Projection\"");

        assertThat(problemsOf(file))
                .containsExactly(
                        "8: MaxReadRequestUnits of index 'by-owner' is '0'; the allowed range is 1 to 1000000000000: use a number in this range");
    }

    @Test
    void refuses_less_than_one_dimension() {
        assertThat(problemsOf(withLine(MORE, "\"VectorIndexes\": [" + vector("vec", 0, "COSINE") + "],")))
                .containsExactly(
                        "6: Dimensions of index 'vec' is '0'; the allowed range is 1 to 4096: use a number in this range");
    }

    @Test
    void measures_attribute_names_in_bytes() {
        String fits = "é".repeat(127) + "x";
        String tooLong = "é".repeat(128);

        assertThat(problemsOf(String.join("\n", GOOD).replace("\"owner\"", '"' + fits + '"')))
                .isEmpty();
        assertThat(problemsOf(String.join("\n", GOOD).replace("\"owner\"", '"' + tooLong + '"')))
                .containsExactly("2: attribute name '" + "é".repeat(80)
                        + "…' has 256 bytes; the allowed length is 1 to 255: use another name");
    }

    @Test
    void keeps_lines_when_aws_tags_are_omitted() {
        String file = withLine(TOP, """
                "Tags": [
                {"Key": "aws:x", "Value": ""},
                {"Key": "", "Value": ""}] }""");

        assertThat(problemsOf(file))
                .containsExactly("12: tag key '' has 0 characters; the allowed length is 1 to 128: use another key");
    }

    @Test
    void checks_a_single_tag_like_the_tags_of_a_table() {
        assertThat(Rules.check(new Tag("team", "payments"))).isEmpty();
        assertThat(Rules.check(new Tag("", "payments")))
                .extracting(Violation::message)
                .containsExactly("tag key '' has 0 characters; the allowed length is 1 to 128: use another key");
    }

    @Test
    void sorts_problems_by_line() {
        TableSchema schema = SchemaReader.read(
                "x.json",
                withLine(TOP, tags("=1"))
                        .replace("\"by-owner\"", "\"b\"")
                        .replace("\"companies\"", "\"?\"")
                        .replace("\"N\"", "\"X\"")
                        .getBytes(UTF_8));

        assertThat(Rules.check(schema))
                .extracting(Violation::pointer)
                .containsExactly(
                        "/Table/AttributeDefinitions/1/AttributeType",
                        "/Table/TableName",
                        "/Table/GlobalSecondaryIndexes/0/IndexName",
                        "/Tags/0/Key");
    }

    private static List<String> problemsOf(String file) {
        try {
            LocatedTree tree = LocatedTree.parse(file.getBytes(UTF_8));
            SchemaReader.Reading reading = SchemaReader.read(tree);
            assertThat(reading.problems()).isEmpty();
            TableSchema schema = reading.schema();
            assertThat(schema).isNotNull();
            return Rules.check(schema).stream()
                    .sorted(Comparator.comparing(Violation::pointer, KnownMembers.order()))
                    .map(problem -> tree.line(problem.pointer()) + ": " + problem.message())
                    .toList();
        } catch (SyntaxException e) {
            throw new AssertionError(file, e);
        }
    }

    private static String withLine(int line, String text) {
        List<String> lines = new ArrayList<>(GOOD);
        lines.set(line - 1, text);
        return String.join("\n", lines);
    }

    private static String multiAttributeKey(int ofEachKind) {
        List<String> names = new ArrayList<>(List.of("id", "at"));
        List<String> key = new ArrayList<>();
        IntStream.range(0, ofEachKind).forEach(n -> key.add("h" + n));
        IntStream.range(0, ofEachKind).forEach(n -> key.add("RANGE:r" + n));
        key.forEach(each -> names.add(each.replace("RANGE:", "")));
        return withLine(ATTRIBUTES, attributes(names.toArray(String[]::new)))
                .replace(GOOD.get(GLOBAL - 1), global(index("by-many", keys(key.toArray(String[]::new)))));
    }

    private static Arguments row(int line, String text, String... problems) {
        return arguments(line, text, List.of(problems));
    }

    private static String attributes(String... namesAndTypes) {
        return Arrays.stream(namesAndTypes)
                .map(each -> each.contains(":") ? each : each + ":S")
                .map(each -> "{\"AttributeName\": \"" + each.replace(":", "\", \"AttributeType\": \"") + "\"}")
                .collect(Collectors.joining(", ", "\"AttributeDefinitions\": [", "],"));
    }

    private static String keys(String... typesAndNames) {
        return Arrays.stream(typesAndNames)
                .map(each -> each.contains(":") ? each : "HASH:" + each)
                .map(each -> each.split(":", 2))
                .map(each -> "{\"AttributeName\": \"" + each[1] + "\", \"KeyType\": \"" + each[0] + "\"}")
                .collect(Collectors.joining(", ", "\"KeySchema\": [", "],"));
    }

    private static String index(String name, String keys) {
        return index(name, keys, "ALL");
    }

    private static String index(String name, String keys, String projection, String... attributes) {
        String nonKey = attributes.length == 0
                ? ""
                : Arrays.stream(attributes).collect(Collectors.joining("\", \"", ", \"NonKeyAttributes\": [\"", "\"]"));
        return "{\"IndexName\": \"" + name + "\", " + keys + " \"Projection\": {\"ProjectionType\": \"" + projection
                + "\"" + nonKey + "}}";
    }

    private static String vector(String name, int dimensions, String function) {
        return "{\"IndexName\": \"" + name + "\", \"Projection\": {\"ProjectionType\": \"ALL\"}, "
                + "\"VectorAttribute\": {\"AttributeName\": \"v\"}, \"Dimensions\": " + dimensions
                + ", \"DistanceFunction\": \"" + function + "\"}";
    }

    private static String local(String indexes) {
        return "\"LocalSecondaryIndexes\": [" + indexes + "],";
    }

    private static String global(String indexes) {
        return "\"GlobalSecondaryIndexes\": [" + indexes + "]";
    }

    private static String times(int count, IntFunction<String> text) {
        return IntStream.range(0, count).mapToObj(text).collect(Collectors.joining(", "));
    }

    private static String[] with(String first, String... others) {
        return Stream.concat(Stream.of(first), Stream.of(others)).toArray(String[]::new);
    }

    private static String[] numbered(int count) {
        return IntStream.range(0, count).mapToObj(n -> "n" + n).toArray(String[]::new);
    }

    private static String provisioned(long reads, long writes) {
        return "\"ProvisionedThroughput\": {\"ReadCapacityUnits\": " + reads + ", \"WriteCapacityUnits\": " + writes
                + "}";
    }

    private static String stream(String enabled) {
        return "\"StreamSpecification\": {\"StreamEnabled\": " + enabled + "},";
    }

    private static String recovery(String backups, String recovery, int days) {
        return "\"ContinuousBackupsDescription\": {\"ContinuousBackupsStatus\": \"" + backups
                + "\", \"PointInTimeRecoveryDescription\": {\"PointInTimeRecoveryStatus\": \"" + recovery
                + "\", \"RecoveryPeriodInDays\": " + days + "}} }";
    }

    private static String tags(String... keysAndValues) {
        return Arrays.stream(keysAndValues)
                .map(each -> each.contains("=") ? each : each + "=")
                .map(each -> {
                    int equals = each.indexOf('=');
                    return "{\"Key\": \"" + each.substring(0, equals) + "\", \"Value\": \"" + each.substring(equals + 1)
                            + "\"}";
                })
                .collect(Collectors.joining(", ", "\"Tags\": [", "] }"));
    }
}
