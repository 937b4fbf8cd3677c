package dev.ddbtool.aws.call;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.FakeDynamoDb;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.awscore.exception.AwsErrorDetails;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;

/** Tests with a service that changes a limited number of tables at once, ten seconds each, and refuses others. */
class GovernorTest {

    private static final Duration WORK = Duration.ofSeconds(10);
    private static final String TABLES = "Only %d tables can be created, updated, or deleted simultaneously";
    private static final String INDEXED = "There is a limit of %d indexed tables that can be created simultaneously";

    private final FakeDynamoDb fixture = FakeDynamoDb.aws().limits(32, true, Duration.ofHours(2));
    private int limit = Integer.MAX_VALUE;
    private int indexedLimit = Integer.MAX_VALUE;
    private int atWork;
    private int indexedAtWork;
    private int most;
    private int refused;

    @Test
    void does_not_wait_while_nothing_is_refused() {
        fixture.runAll(changes(400, false));

        assertThat(most).isEqualTo(400);
        assertThat(fixture.elapsed()).isLessThan(WORK.plusSeconds(1));
    }

    @Test
    void runs_as_many_as_accepted_with_few_refusals() {
        limit = 5;

        fixture.runAll(changes(50, false));

        assertThat(fixture.elapsed()).isBetween(WORK.multipliedBy(10), WORK.multipliedBy(11));
        assertThat(refused)
                .as("the first 27 at once, then an attempt now and then")
                .isLessThan(27 + 60);
    }

    @Test
    void finds_a_higher_limit() {
        limit = 2;
        fixture.agenda.at(fixture.start.plus(Duration.ofMinutes(2)), () -> limit = 100);

        fixture.runAll(changes(200, false));

        assertThat(most).isGreaterThan(40);
        assertThat(fixture.elapsed()).isLessThan(Duration.ofMinutes(4));
    }

    @Test
    void follows_a_lower_limit() {
        limit = 40;
        fixture.agenda.at(fixture.start.plus(Duration.ofSeconds(5)), () -> limit = 4);

        fixture.runAll(changes(80, false));

        assertThat(fixture.elapsed()).isBetween(WORK.multipliedBy(11), WORK.multipliedBy(13));
        assertThat(refused).isLessThan(200);
    }

    @Test
    void tries_one_occasionally_while_others_use_the_service() {
        limit = 0;
        fixture.agenda.at(fixture.start.plus(Duration.ofMinutes(30)), () -> limit = 10);

        fixture.runAll(changes(100, false));

        assertThat(fixture.elapsed()).isLessThan(Duration.ofMinutes(33));
        assertThat(refused).isBetween(100, 32 + 700);
    }

    @Test
    void lets_tables_without_indexes_pass_waiting_tables_with_indexes() {
        indexedLimit = 1;

        List<CompletableFuture<Void>> indexed = changes(10, true);
        List<CompletableFuture<Void>> others = changes(50, false);

        fixture.runAll(others);
        assertThat(fixture.elapsed()).isLessThan(WORK.plusSeconds(1));
        fixture.runAll(indexed);
        assertThat(fixture.elapsed()).isBetween(WORK.multipliedBy(10), WORK.multipliedBy(11));
    }

    @Test
    void counts_tables_with_indexes_among_all_tables() {
        limit = 4;
        indexedLimit = 2;

        List<CompletableFuture<Void>> all = changes(10, true);
        all.addAll(changes(10, false));
        fixture.runAll(all);

        assertThat(fixture.elapsed()).isBetween(WORK.multipliedBy(5), WORK.multipliedBy(7));
    }

    @Test
    void releases_the_place_of_another_failure() {
        limit = 1;
        List<CompletableFuture<Void>> all = changes(3, false);
        List<CompletableFuture<String>> denied = new ArrayList<>();
        for (int i = 0; i < 3; i++) {
            denied.add(change(
                            false,
                            () -> {
                                throw refusal("AccessDeniedException", "no");
                            },
                            answer -> CompletableFuture.completedFuture(null))
                    .handle((done, thrown) -> "failed"));
        }
        all.addAll(changes(3, false));

        fixture.runAll(all);

        assertThat(fixture.runAll(denied)).containsOnly("failed");
        assertThat(fixture.elapsed()).isBetween(WORK.multipliedBy(6), WORK.multipliedBy(7));
    }

    @Test
    void releases_the_place_of_a_change_whose_end_is_not_awaited() {
        limit = 1;
        CompletableFuture<Void> failing = change(
                false,
                () -> work(false),
                answer ->
                        ended(false).thenCompose(end -> CompletableFuture.failedFuture(new AssertionError("unseen"))));
        CompletableFuture<Void> throwing = change(false, () -> work(false), answer -> {
            var unused = ended(false);
            throw new IllegalStateException("a defect");
        });

        fixture.runAll(changes(2, false));

        assertThatThrownBy(() -> fixture.run(failing)).hasRootCauseMessage("unseen");
        assertThatThrownBy(() -> fixture.run(throwing)).hasRootCauseMessage("a defect");
    }

    @Test
    void ends_every_wait_at_the_time_limit_with_the_last_error() {
        fixture.limits(1, true, Duration.ofMinutes(10));
        limit = 0;
        List<CompletableFuture<Void>> all = changes(3, false);
        fixture.run(fixture.agenda.after(Duration.ofMinutes(1)));
        List<CompletableFuture<Void>> late = changes(1, false);

        assertThatThrownBy(() -> fixture.run(all.get(0)))
                .hasCauseInstanceOf(TimeLimitException.class)
                .hasMessageContaining("CreateTable on 'books'")
                .hasMessageContaining("Only 0 tables can be created");
        assertThatThrownBy(() -> fixture.run(late.get(0)))
                .hasCauseInstanceOf(TimeLimitException.class)
                .hasMessageContaining("too many table changes are in progress");
        assertThat(fixture.elapsed())
                .isBetween(Duration.ofMinutes(10), Duration.ofMinutes(10).plusSeconds(1));
    }

    private List<CompletableFuture<Void>> changes(int count, boolean indexed) {
        List<CompletableFuture<Void>> all = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            all.add(change(indexed, () -> work(indexed), answer -> ended(indexed)));
        }
        return all;
    }

    private CompletableFuture<Void> change(
            boolean indexed, Runnable request, Function<String, CompletableFuture<Void>> untilEnded) {
        return fixture.controlPlane()
                .change(
                        Operation.CREATE_TABLE,
                        "books",
                        indexed,
                        () -> {},
                        client -> {
                            request.run();
                            return "";
                        },
                        untilEnded);
    }

    private void work(boolean indexed) {
        if (indexed && indexedAtWork >= indexedLimit) {
            refused++;
            throw refusal("LimitExceededException", INDEXED.formatted(indexedLimit));
        }
        if (atWork >= limit) {
            refused++;
            throw refusal("LimitExceededException", TABLES.formatted(limit));
        }
        indexedAtWork += indexed ? 1 : 0;
        atWork++;
        most = Math.max(most, atWork);
    }

    private CompletableFuture<Void> ended(boolean indexed) {
        return fixture.agenda.after(WORK).thenRun(() -> {
            indexedAtWork -= indexed ? 1 : 0;
            atWork--;
        });
    }

    private static DynamoDbException refusal(String code, String message) {
        return (DynamoDbException) LimitExceededException.builder()
                .message(message)
                .awsErrorDetails(AwsErrorDetails.builder()
                        .serviceName("DynamoDb")
                        .errorCode(code)
                        .errorMessage("Subscriber limit exceeded: " + message)
                        .build())
                .statusCode(400)
                .build();
    }
}
