package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.FakeDynamoDb;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.connect.BufferingHttpClient;
import dev.ddbtool.aws.call.connect.CannedHttpClient;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.net.ConnectException;
import java.net.SocketException;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import software.amazon.awssdk.services.dynamodb.model.Tag;

class ControlPlaneTest {

    private static final Duration SECOND = Duration.ofSeconds(1);

    private final FakeDynamoDb fixture = FakeDynamoDb.aws();

    // ---- slots and rates

    @Test
    void uses_all_slots_and_no_more() {
        fixture.limits(4, true, Duration.ofMinutes(30));
        fixture.fake.storm(Storm.calm().withLatency(Duration.ofMillis(80), Duration.ofMillis(120)));

        fixture.runAll(calls(50, i -> listTables()));

        assertThat(fixture.agenda.most()).isEqualTo(4);
        assertThat(fixture.count("ListTables")).isEqualTo(50);
        assertThat(fixture.elapsed()).isLessThan(Duration.ofMillis(50 / 4 * 120 + 240));
    }

    @Test
    void releases_the_slot_of_a_failed_call() {
        fixture.limits(1, true, Duration.ofMinutes(30));
        fixture.fake.on("ListTables").first(3).fail(Fault.internalError());
        fixture.fake.on("DescribeTable").fail(Fault.accessDenied());

        CompletableFuture<String> denied = describeTable("none").handle((table, thrown) -> "denied");
        CompletableFuture<String> listed = listTables().thenApply(size -> "listed");

        assertThat(fixture.runAll(List.of(denied, listed))).containsExactly("denied", "listed");
    }

    @ParameterizedTest
    @CsvSource({"DESCRIBE_CONTINUOUS_BACKUPS, 10", "LIST_TAGS_OF_RESOURCE, 10", "TAG_RESOURCE, 5"})
    void uses_the_documented_rate_without_being_throttled(Operation operation, int perSecond) {
        fixture.fake.limit(Limits.likeAws());
        seed("books");

        fixture.runAll(calls(200, i -> make(operation)));

        assertThat(fixture.fake.calls()).hasSize(200).allMatch(call -> call.ok());
        assertThat(fixture.elapsed())
                .isBetween(SECOND.multipliedBy(200 / perSecond).minus(SECOND), SECOND.multipliedBy(200 / perSecond));
    }

    @Test
    void keeps_the_rate_after_waiting_for_slots() {
        fixture.limits(32, true, Duration.ofMinutes(30));
        fixture.fake.limit(Limits.likeAws());
        fixture.fake.storm(Storm.calm().withLatency(Duration.ofSeconds(2), Duration.ofSeconds(3)));
        seed("books");

        List<CompletableFuture<Integer>> all = new ArrayList<>(calls(320, i -> listTables()));
        all.addAll(calls(100, i -> make(Operation.DESCRIBE_CONTINUOUS_BACKUPS)));
        fixture.runAll(all);

        assertThat(fixture.fake.calls()).allMatch(call -> call.ok());
        List<Duration> times = fixture.times("DescribeContinuousBackups");
        for (int i = 12; i < times.size(); i++) {
            assertThat(times.get(i).minus(times.get(i - 12))).isGreaterThanOrEqualTo(SECOND);
        }
    }

    @Test
    void holds_no_slot_while_waiting_for_the_rate() {
        fixture.limits(1, true, Duration.ofMinutes(30));
        seed("books");

        List<CompletableFuture<Integer>> limited = calls(40, i -> make(Operation.DESCRIBE_CONTINUOUS_BACKUPS));
        fixture.run(listTables());

        assertThat(fixture.elapsed()).isLessThan(SECOND);
        fixture.runAll(limited);
    }

    @Test
    void takes_a_token_for_each_retry() {
        fixture.fake.limit(Limits.likeAws());
        fixture.fake.on("DescribeContinuousBackups").first(50).fail(Fault.internalError());
        seed("books");

        fixture.runAll(calls(50, i -> make(Operation.DESCRIBE_CONTINUOUS_BACKUPS)));

        assertThat(fixture.fake.calls()).extracting(call -> call.outcome()).doesNotContain("ThrottlingException");
        assertThat(fixture.count("DescribeContinuousBackups")).isEqualTo(100);
        assertThat(fixture.elapsed()).isGreaterThan(SECOND.multipliedBy(9));
    }

    @Test
    void keeps_the_rate_of_the_account() {
        fixture.limits(10_000, true, Duration.ofMinutes(30));

        fixture.runAll(calls(2_500, i -> listTables()));

        assertThat(fixture.elapsed()).isBetween(Duration.ofMillis(950), Duration.ofSeconds(1));
    }

    @Test
    void does_not_space_calls_without_rate_limits() {
        fixture.limits(1000, false, Duration.ofMinutes(30));
        seed("books");

        fixture.runAll(calls(200, i -> make(Operation.DESCRIBE_CONTINUOUS_BACKUPS)));

        assertThat(fixture.elapsed()).isZero();
    }

    // ---- retries

    static Stream<Fault> passing() {
        return Stream.of(
                Fault.throttling(),
                Fault.internalError(),
                Fault.reset(),
                Fault.timeout(),
                Fault.lostResponse(),
                Fault.lostResponseWithTimeout(),
                Fault.error("com.amazonaws.dynamodb.v20120810#RequestLimitExceeded", "slow down", 400),
                Fault.error("com.amazon.coral.service#ServiceUnavailableException", "busy", 503));
    }

    @ParameterizedTest
    @MethodSource("passing")
    void retries_passing_failures(Fault fault) {
        fixture.fake.on("ListTables").first(5).fail(fault);

        assertThat(fixture.run(listTables())).isZero();
        assertThat(fixture.count("ListTables")).isEqualTo(6);
    }

    @Test
    void pauses_with_growing_bounded_jitter() {
        List<Duration> first = pauses(1);
        List<Duration> second = pauses(2);

        assertThat(first).isNotEqualTo(second);
        for (int i = 0; i < first.size(); i++) {
            long bound = Math.min(200L << i, 10_000);
            assertThat(first.get(i)).isBetween(Duration.ofNanos(1), Duration.ofMillis(bound));
            assertThat(second.get(i)).isBetween(Duration.ofNanos(1), Duration.ofMillis(bound));
        }
        assertThat(Stream.concat(first.stream(), second.stream()))
                .as("jitter spreads over the whole bound")
                .anyMatch(pause -> pause.compareTo(SECOND.multipliedBy(2)) > 0);
    }

    private static List<Duration> pauses(long seed) {
        FakeDynamoDb fixture = FakeDynamoDb.aws().seed(seed);
        fixture.fake.on("ListTables").first(9).fail(Fault.throttling());
        fixture.run(fixture.controlPlane().call(Operation.LIST_TABLES, "", client -> client.listTables()));
        List<Duration> times = fixture.times("ListTables");
        return IntStream.range(1, times.size())
                .mapToObj(i -> times.get(i).minus(times.get(i - 1)))
                .toList();
    }

    @Test
    void gives_up_after_two_minutes() {
        fixture.fake.on("ListTables").fail(Fault.throttling());

        AwsFailure failure = failureOf(listTables());

        assertThat(failure.kind()).isEqualTo(Kind.THROTTLED);
        assertThat(failure.failure().message()).startsWith("ListTables was throttled");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(121));
        assertThat(fixture.count("ListTables")).isGreaterThan(15);
    }

    @Test
    void does_not_retry_beyond_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(20));
        fixture.fake.on("ListTables").fail(Fault.internalError());

        assertThatThrownBy(() -> fixture.run(listTables()))
                .hasCauseInstanceOf(TimeLimitException.class)
                .hasMessageContaining("ListTables to succeed (failed repeatedly with a service error");
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofSeconds(20));
    }

    static Stream<Fault> permanent() {
        return Stream.of(
                Fault.accessDenied(),
                Fault.expiredToken(),
                Fault.unrecognizedClient(),
                Fault.unknownOperation(),
                Fault.dynamoDb("ResourceNotFoundException", "no"),
                Fault.dynamoDb("ResourceInUseException", "no"),
                Fault.dynamoDb("ContinuousBackupsUnavailableException", "no"),
                Fault.error("com.amazon.coral.validate#ValidationException", "no", 400),
                Fault.dynamoDb("LimitExceededException", "There is a limit of 2500 tables per subscriber"));
    }

    @ParameterizedTest
    @MethodSource("permanent")
    void does_not_retry_permanent_failures(Fault fault) {
        fixture.fake.on("ListTables").fail(fault);

        assertThat(failureOf(listTables()).kind().passing()).isFalse();
        assertThat(fixture.count("ListTables")).isOne();
        assertThat(fixture.elapsed()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "Only 10 tables can be created, updated, or deleted simultaneously",
                "There is a limit of 5 indexed tables that can be created simultaneously",
                "Something that nobody has heard of"
            })
    void retries_too_many_at_once_until_the_time_limit(String message) {
        fixture.timeout(Duration.ofMinutes(10));
        fixture.fake
                .on("ListTables")
                .fail(Fault.dynamoDb("LimitExceededException", "Subscriber limit exceeded: " + message));

        assertThatThrownBy(() -> fixture.run(listTables()))
                .hasCauseInstanceOf(TimeLimitException.class)
                .cause()
                .hasMessageContaining(message)
                .hasMessageContaining("ListTables");
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofMinutes(10));
    }

    @Test
    void succeeds_when_other_changes_have_finished() {
        fixture.fake
                .on("ListTables")
                .first(40)
                .fail(Fault.dynamoDb(
                        "LimitExceededException",
                        "Only 500 tables can be created, updated, or deleted simultaneously"));

        fixture.run(listTables());

        assertThat(fixture.elapsed())
                .as("longer than any other failure may last")
                .isGreaterThan(Duration.ofMinutes(2));
    }

    @Test
    void reports_the_last_error_with_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(20));
        fixture.agenda.late(Duration.ofMillis(1)); // so that the last attempt is too late
        fixture.fake.on("ListTables").fail(Fault.error("", "", 503));

        assertThatThrownBy(() -> fixture.run(listTables()))
                .cause()
                .isInstanceOf(TimeLimitException.class)
                .hasMessage("ListTables to succeed" + " (failed repeatedly with a service error: HTTP status 503)");
    }

    @Test
    void reports_invalid_json_with_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(20));
        fixture.agenda.late(Duration.ofMillis(1));
        Iterator<String> bodies = Stream.concat(Stream.of("{\"TableNames\": []}"), Stream.generate(() -> "<html>"))
                .iterator();
        fixture.http(new CannedHttpClient(request -> new CannedHttpClient.Answer(200, bodies.next())));
        fixture.run(listTables());

        assertThatThrownBy(() -> fixture.run(listTables()))
                .cause()
                .isInstanceOf(TimeLimitException.class)
                .hasMessageContaining("unexpected response from DynamoDB in eu-west-1: not JSON");
    }

    // ---- calls without a response

    @Test
    void retries_a_call_without_response_after_thirty_seconds() {
        fixture.limits(1, true, Duration.ofMinutes(30));
        slowUntil(Duration.ofSeconds(10));

        fixture.runAll(List.of(listTables(), listTables()));

        assertThat(fixture.count("ListTables")).isEqualTo(3);
        assertThat(fixture.elapsed()).isBetween(Duration.ofSeconds(30), Duration.ofSeconds(31));
    }

    @Test
    void ignores_a_late_response() {
        slowUntil(Duration.ofSeconds(10));
        fixture.fake.on("DescribeTable").first(1).fail(Fault.dynamoDb("ResourceNotFoundException", "no"));
        seed("books");
        CompletableFuture<String> described = describeTable("books");

        assertThat(fixture.run(described)).isEqualTo("ACTIVE");
        fixture.run(fixture.agenda.after(Duration.ofHours(2)));

        assertThat(described).isCompletedWithValue("ACTIVE");
    }

    @Test
    void names_an_endpoint_that_does_not_respond_in_time() {
        slowUntil(Duration.ofHours(1));

        AwsFailure failure = failureOf(listTables());

        assertThat(failure.kind()).isEqualTo(Kind.CONNECTION);
        assertThat(failure.failure().message())
                .isEqualTo("DynamoDB in eu-west-1 did not respond to ListTables within 30 s");
        assertThat(fixture.elapsed()).isBetween(Duration.ofMinutes(2), Duration.ofSeconds(150));
    }

    @Test
    void ends_a_read_at_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(8));
        slowUntil(Duration.ofHours(1));

        assertThatThrownBy(() -> fixture.run(describeTable("books")))
                .cause()
                .isInstanceOf(TimeLimitException.class)
                .hasMessage("the response to DescribeTable on 'books'");
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofMillis(8_500));
    }

    @Test
    void reports_an_earlier_error_rather_than_a_late_response() {
        fixture.timeout(Duration.ofSeconds(8));
        fixture.fake.on("ListTables").first(1).fail(Fault.throttling());
        fixture.agenda.at(fixture.start, () -> slowUntil(Duration.ofHours(1)));

        assertThatThrownBy(() -> fixture.run(listTables()))
                .cause()
                .hasMessageContaining("ListTables to succeed (was throttled");
    }

    @ParameterizedTest
    @CsvSource({"10, true", "20, false"})
    void waits_briefly_beyond_the_time_limit_for_a_write(int seconds, boolean answered) {
        fixture.timeout(Duration.ofSeconds(8));
        seed("books");
        fixture.fake.storm(Storm.calm().withLatency(Duration.ofSeconds(seconds), Duration.ofSeconds(seconds)));

        CompletableFuture<Boolean> tagged = make(Operation.TAG_RESOURCE).handle((answer, thrown) -> thrown == null);

        assertThat(fixture.run(tagged)).isEqualTo(answered);
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofSeconds(answered ? 10 : 16));
    }

    @Test
    void ends_blocking_work_at_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(8));
        slowUntil(Duration.ofHours(1));

        assertThatThrownBy(() -> fixture.run(fixture.controlPlane()
                        .block(() -> FakeClients.dynamoDb(fixture.fake).listTables(), "signing in")))
                .cause()
                .isInstanceOf(TimeLimitException.class)
                .hasMessage("signing in");
        assertThat(fixture.run(fixture.connection().askAccount(fixture.controlPlane())))
                .isEmpty();
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofMillis(8_500));
    }

    // ---- answers of any size and number

    @ParameterizedTest
    @ValueSource(ints = {200, 400, 503})
    void refuses_a_response_that_is_too_large(int status) {
        CannedHttpClient http = new CannedHttpClient(
                request -> new CannedHttpClient.Answer(status, " ".repeat(BufferingHttpClient.LONGEST_ANSWER + 1)));
        fixture.http(http);

        AwsFailure failure = failureOf(listTables());

        assertThat(failure.kind()).isEqualTo(Kind.OTHER);
        assertThat(failure.failure().message()).isEqualTo("the response to ListTables is larger than 4 MB");
        assertThat(failure.failure().hint()).isEqualTo(ErrorTranslator.IN_BETWEEN);
        assertThat(http.requests).hasSize(1);
    }

    @Test
    void fails_if_pages_repeat() {
        Iterator<String> names = Stream.generate(() -> Stream.of("a", "b", "c"))
                .flatMap(circle -> circle)
                .iterator();
        CannedHttpClient http = new CannedHttpClient(request -> new CannedHttpClient.Answer(
                200, "{\"TableNames\": [\"a\"], \"LastEvaluatedTableName\": \"%s\"}".formatted(names.next())));
        fixture.http(http);

        AwsFailure failure = failureOf(fixture.reader().list("", page -> {}));

        assertThat(failure.failure().message())
                .isEqualTo("DynamoDB in eu-west-1 returned the same page token twice in ListTables");
        assertThat(http.requests).hasSize(4);
    }

    @Test
    void reports_the_pages_read_at_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(1));
        fixture.fake.storm(Storm.calm().withLatency(Duration.ofMillis(300), Duration.ofMillis(300)));
        AtomicInteger page = new AtomicInteger();
        fixture.http(new CannedHttpClient(request -> {
            FakeClients.dynamoDb(fixture.fake).listTables(); // takes some time
            return new CannedHttpClient.Answer(
                    200, "{\"TableNames\": [], \"LastEvaluatedTableName\": \"t%d\"}".formatted(page.incrementAndGet()));
        }));

        assertThatThrownBy(() -> fixture.run(fixture.reader().list("", tables -> {})))
                .cause()
                .isInstanceOf(TimeLimitException.class)
                .hasMessage("the last page of ListTables (4 read)");
    }

    // ---- connections

    static Stream<Supplier<IOException>> unreachable() {
        return Stream.of(
                () -> new ConnectException("Connection refused"),
                () -> new UnknownHostException("dynamodb.eu-west-1.amazonaws.com"),
                () -> new SocketTimeoutException("Connect timed out"));
    }

    @ParameterizedTest
    @MethodSource("unreachable")
    void gives_up_soon_if_an_endpoint_never_responded(Supplier<IOException> how) {
        BrokenHttpClient http = new BrokenHttpClient(fixture.fake.httpClient(), host -> true, how);
        fixture.http(http);

        assertThat(failureOf(listTables()).kind()).isEqualTo(Kind.UNREACHABLE);
        assertThat(http.hosts).hasSize(4);
        assertThat(fixture.elapsed()).isLessThan(Duration.ofSeconds(2));
    }

    @Test
    void keeps_retrying_an_endpoint_that_responded_before() {
        boolean[] cut = {false};
        fixture.http(new BrokenHttpClient(
                fixture.fake.httpClient(), host -> cut[0], () -> new ConnectException("Connection refused")));
        fixture.run(listTables());
        cut[0] = true;
        fixture.agenda.at(fixture.start.plusSeconds(30), () -> cut[0] = false);

        fixture.run(listTables());

        assertThat(fixture.elapsed()).isGreaterThanOrEqualTo(Duration.ofSeconds(30));
    }

    @Test
    void counts_an_error_as_a_response() {
        int[] call = {0};
        fixture.http(new BrokenHttpClient(
                fixture.fake.httpClient(),
                host -> call[0]++ >= 1 && call[0] < 9,
                () -> new ConnectException("Connection refused")));
        fixture.fake.deny("DescribeTable");
        failureOf(describeTable("books"));

        fixture.run(listTables());

        assertThat(call[0]).isEqualTo(9);
    }

    @Test
    void retries_a_broken_connection_before_the_first_response() {
        int[] call = {0};
        fixture.http(new BrokenHttpClient(
                fixture.fake.httpClient(), host -> call[0]++ < 8, () -> new SocketException("Connection reset")));

        fixture.run(listTables());

        assertThat(call[0]).isEqualTo(9);
    }

    @Test
    void does_not_repeat_unsupported_operations_on_an_emulator() {
        FakeDynamoDb emulator = FakeDynamoDb.emulator().limits(1, false, Duration.ofMinutes(1));
        emulator.fake.unsupported("ListTables");

        List<Kind> kinds = emulator.runAll(calls(
                5,
                i -> emulator.controlPlane()
                        .call(Operation.LIST_TABLES, "", client -> client.listTables())
                        .handle((page, thrown) -> ((AwsFailure) Agenda.cause(thrown)).kind())));

        assertThat(kinds).hasSize(5).containsOnly(Kind.UNSUPPORTED);
        assertThat(emulator.count("ListTables")).isOne();
    }

    @Test
    void repeats_unsupported_operations_on_aws() {
        fixture.fake.unsupported("ListTables");

        failureOf(listTables());
        failureOf(listTables());

        assertThat(fixture.count("ListTables")).isEqualTo(2);
    }

    // ---- time limits

    @Test
    void polls_with_growing_pauses_and_reports_what_it_waited_for() {
        fixture.timeout(Duration.ofMinutes(2));
        List<Duration> asked = new ArrayList<>();

        CompletableFuture<String> poll = fixture.controlPlane()
                .poll(Duration.ofSeconds(20), () -> "index 'a' to become ACTIVE", () -> {
                    asked.add(fixture.elapsed());
                    return CompletableFuture.completedFuture(Optional.<String>empty());
                });

        assertThatThrownBy(() -> fixture.run(poll))
                .hasCauseInstanceOf(TimeLimitException.class)
                .cause()
                .hasMessage("index 'a' to become ACTIVE");
        assertThat(asked.get(1)).isLessThan(Duration.ofMillis(400));
        assertThat(asked).hasSizeBetween(30, 60);
        assertThat(fixture.elapsed()).isEqualTo(Duration.ofMinutes(2));
        assertThat(IntStream.range(1, asked.size()).mapToObj(i -> asked.get(i).minus(asked.get(i - 1))))
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(25)) <= 0);
        assertThat(IntStream.range(20, asked.size()).mapToObj(i -> asked.get(i).minus(asked.get(i - 1))))
                .as("an eighth of what has passed is the most that a response can come late")
                .allMatch(pause -> pause.multipliedBy(8).compareTo(Duration.ofMinutes(2)) <= 0);
    }

    @Test
    void polls_for_days() {
        fixture.timeout(Duration.ofDays(30));
        CompletableFuture<String> poll = fixture.controlPlane()
                .poll(
                        Duration.ofSeconds(20),
                        () -> "",
                        () -> CompletableFuture.completedFuture(
                                fixture.elapsed().toDays() < 29 ? Optional.empty() : Optional.of("at last")));

        assertThat(fixture.run(poll)).isEqualTo("at last");
    }

    @Test
    void fails_a_queued_call_at_the_time_limit() {
        fixture.timeout(Duration.ofSeconds(5));
        seed("books");

        List<CompletableFuture<Object>> all = calls(
                200,
                i -> make(Operation.LIST_TAGS_OF_RESOURCE)
                        .handle((tags, thrown) -> thrown == null ? "answered" : Agenda.cause(thrown)));
        List<Object> results = fixture.runAll(all);

        assertThat(fixture.elapsed()).isBetween(Duration.ofSeconds(5), Duration.ofMillis(5001));
        assertThat(results).filteredOn("answered"::equals).hasSizeBetween(50, 53);
        assertThat(results)
                .filteredOn(result -> !"answered".equals(result))
                .allSatisfy(result -> assertThat((Throwable) result)
                        .isInstanceOf(TimeLimitException.class)
                        .hasMessageContaining("ListTagsOfResource"));
    }

    // ---- internal errors

    @Test
    void ends_the_run_after_an_error_in_a_callback() {
        CompletableFuture<Object> broken = listTables().thenApply(size -> {
            throw new StackOverflowError("in a callback");
        });

        assertThatThrownBy(() -> fixture.run(broken))
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StackOverflowError.class);
    }

    @Test
    void fails_a_call_with_an_unexpected_exception_and_releases_its_slot() {
        fixture.limits(1, true, Duration.ofMinutes(1));
        CompletableFuture<Object> broken = fixture.controlPlane().call(Operation.LIST_TABLES, "", client -> {
            throw new NullPointerException("a defect");
        });
        CompletableFuture<Integer> other = listTables();

        assertThatThrownBy(() -> fixture.run(broken))
                .hasCauseInstanceOf(AwsFailure.class)
                .hasMessageContaining("ListTables failed unexpectedly: a defect");
        assertThat(fixture.run(other)).isZero();
    }

    @Test
    void ends_the_run_after_an_error_in_a_request() {
        fixture.limits(1, true, Duration.ofMinutes(1));
        CompletableFuture<Object> broken = fixture.controlPlane().call(Operation.LIST_TABLES, "", client -> {
            throw new StackOverflowError("in a request");
        });
        CompletableFuture<Integer> other = listTables();

        assertThatThrownBy(() -> fixture.run(broken)).hasCauseInstanceOf(StackOverflowError.class);
        assertThat(fixture.run(other)).isZero();
    }

    @Test
    void ends_the_run_if_the_pool_accepts_no_call() {
        fixture.limits(1, true, Duration.ofMinutes(1));
        fixture.agenda.breakPool(new OutOfMemoryError("unable to create native thread"));

        CompletableFuture<Integer> broken = listTables();

        assertThatThrownBy(() -> fixture.run(broken)).hasCauseInstanceOf(OutOfMemoryError.class);
        assertThat(fixture.run(listTables())).isZero();
    }

    @Test
    void ends_a_poll_that_throws() {
        CompletableFuture<Object> first = fixture.controlPlane().poll(SECOND, () -> "", () -> {
            throw new IllegalStateException("at once");
        });
        int[] asked = {0};
        CompletableFuture<Object> later = fixture.controlPlane().poll(SECOND, () -> "", () -> {
            if (asked[0]++ > 2) {
                throw new IllegalStateException("later");
            }
            return CompletableFuture.completedFuture(Optional.empty());
        });

        assertThatThrownBy(() -> fixture.run(first)).hasRootCauseMessage("at once");
        assertThatThrownBy(() -> fixture.run(later)).hasRootCauseMessage("later");
    }

    // ---- shared code of the tests

    private interface Numbered<T> {
        CompletableFuture<T> call(int number);
    }

    private static <T> List<CompletableFuture<T>> calls(int count, Numbered<T> call) {
        return IntStream.range(0, count).mapToObj(call::call).toList();
    }

    private CompletableFuture<Integer> listTables() {
        return fixture.controlPlane()
                .call(
                        Operation.LIST_TABLES,
                        "",
                        client -> client.listTables().tableNames().size());
    }

    /** Delays responses to requests until then by an hour. */
    private void slowUntil(Duration since) {
        fixture.fake.storm(Storm.calm().withLatency(Duration.ofHours(1), Duration.ofHours(1)));
        fixture.agenda.at(fixture.start.plus(since), () -> fixture.fake.storm(Storm.calm()));
    }

    private CompletableFuture<String> describeTable(String name) {
        return fixture.controlPlane()
                .call(
                        Operation.DESCRIBE_TABLE,
                        name,
                        client -> client.describeTable(request -> request.tableName(name))
                                .table()
                                .tableStatusAsString());
    }

    private void seed(String name) {
        fixture.fake.seed(ExampleTables.createTable("companies", name));
    }

    /** Makes one call for the table {@code books}. */
    private CompletableFuture<Integer> make(Operation operation) {
        String arn = fixture.fake.identity().tableArn("books");
        return fixture.controlPlane().call(operation, "books", client -> {
            switch (operation) {
                case DESCRIBE_CONTINUOUS_BACKUPS ->
                    client.describeContinuousBackups(request -> request.tableName("books"));
                case LIST_TAGS_OF_RESOURCE -> client.listTagsOfResource(request -> request.resourceArn(arn));
                case TAG_RESOURCE ->
                    client.tagResource(request -> request.resourceArn(arn)
                            .tags(Tag.builder().key("a").value("b").build()));
                default -> throw new IllegalArgumentException(operation.apiName());
            }
            return 0;
        });
    }

    private AwsFailure failureOf(CompletableFuture<?> future) {
        try {
            fixture.run(future);
        } catch (CompletionException e) {
            if (e.getCause() instanceof AwsFailure failure) {
                return failure;
            }
            throw e;
        }
        throw new AssertionError("it did not fail");
    }
}
