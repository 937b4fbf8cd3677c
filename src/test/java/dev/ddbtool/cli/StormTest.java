package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.json.JsonMapper;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.VirtualAgenda;
import dev.ddbtool.fake.Call;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeClients;
import dev.ddbtool.fake.Fault;
import dev.ddbtool.fake.ForbiddenCalls;
import dev.ddbtool.fake.Limits;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Commands succeed despite random faults, and never violate DynamoDB's rules. Each seed is another storm. */
@Execution(ExecutionMode.CONCURRENT)
class StormTest {

    private static final String CREATE = "create -e staging";
    private static final String RECONCILE = "reconcile -e staging";
    private static final String CREATE_AND_RECONCILE = "create --reconcile -e staging";
    private static final String[] SETTINGS = {
        "UpdateTable", "UpdateTimeToLive", "UpdateContinuousBackups", "TagResource"
    };
    private static final String[] ALL_CHANGES =
            Stream.concat(Stream.of("CreateTable"), Stream.of(SETTINGS)).toArray(String[]::new);
    private static final int STORMS = Integer.getInteger("storms", 1);
    private static final JsonMapper JSON = new JsonMapper();

    /** The tables as created without faults, by policy options. */
    private static final Map<List<String>, Map<String, JsonNode>> CALM = new ConcurrentHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init") // JUnit sets it
    private static Path folder;

    @SuppressWarnings("NullAway.Init") // set before all tests
    private static List<String> names;

    @BeforeAll
    static void write_the_files() {
        names = StormScenario.writeFiles(folder.resolve("schemas"));
    }

    /** Two storms for each combination of policy and parallel calls; {@code -Dstorms=10} raises all numbers tenfold. */
    static LongStream twentyFour() {
        return LongStream.rangeClosed(1, 24L * STORMS);
    }

    static LongStream eight() {
        return LongStream.rangeClosed(1, 8L * STORMS);
    }

    static LongStream fifty() {
        return LongStream.rangeClosed(1, 50L * STORMS);
    }

    private static StormScenario account(long seed) {
        return new StormScenario(folder.resolve("schemas"), seed);
    }

    private static Map<String, JsonNode> onACalmDay(String... policy) {
        return CALM.computeIfAbsent(Arrays.asList(policy), options -> {
            StormScenario account = account(0);
            account.ok(CREATE, policy);
            account.calm().ok("diff -e staging", policy);
            return account.tables();
        });
    }

    /** No call was forbidden, and nothing was created twice. */
    private static void assertCareful(StormScenario account, String... changes) {
        List<Call> calls = account.fake().calls();
        assertThat(ForbiddenCalls.ofOne(calls, changes)).isEmpty();
        assertNothingTwice(calls);
    }

    /**
     * Nothing is created or changed twice. Exception: a change of encryption whose response is lost, if the table becomes ACTIVE
     * before the retry. The service accepts it again, and allows four per day.
     */
    private static void assertNothingTwice(List<Call> calls) {
        ForbiddenCalls.effects(calls)
                .forEach((change, times) ->
                        assertThat(times).as(change).isLessThanOrEqualTo(change.contains("SSESpecification") ? 2 : 1));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("twentyFour")
    void create_completes_every_table(long seed) {
        StormScenario account = account(seed).stormy();

        List<String> chosen = account.some(names);

        CliRunner.Result ended =
                account.ok(CREATE + " " + String.join(" ", chosen), account.policy(), account.parallel());

        assertThat(ended.out()).endsWith("\n" + chosen.size() + " created\n");
        assertCareful(account, "CreateTable", "UpdateTimeToLive", "UpdateContinuousBackups");
        Map<String, JsonNode> calm = new TreeMap<>(onACalmDay(account.policy()));
        calm.keySet().removeIf(name -> !chosen.contains(name.substring(StormScenario.STAGING.length())));
        assertThat(calm).hasSize(chosen.size());
        assertThat(account.calm().tables()).isEqualTo(calm);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void reconcile_completes_restored_tables(long seed) {
        StormScenario account = account(seed).restored().stormy();

        CliRunner.Result ended = account.ok(RECONCILE, account.parallel());

        assertThat(ended.out()).endsWith("\n" + names.size() + " reconciled\n");
        assertCareful(account, SETTINGS);
        assertThat(account.calm().tables()).isEqualTo(onACalmDay());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("fifty")
    void restore_restores_every_lost_table_once(long seed) {
        String[] lost = {"companies", "pending-payments"};
        StormScenario account = account(seed);
        ExampleTables.production(account.fake(), lost);
        account.calm();
        for (String table : lost) {
            FakeClients.dynamoDb(account.fake())
                    .deleteTable(request -> request.tableName(ExampleTables.PREFIX + table));
        }
        account.calm().stormy();
        account.fake().limit(Limits.likeAws().withRestores(1));

        CliRunner.Result ended = account.ok("restore --yes --latest", lost, account.parallel());

        assertThat(ended.out()).endsWith("\n2 restored\n");
        assertThat(account.fake().calls())
                .filteredOn(call -> call.operation().startsWith("RestoreTable") && call.carriedOut())
                .hasSize(2);
        assertCareful(account, "RestoreTableFromBackup", "UpdateTable", "UpdateContinuousBackups", "TagResource");
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void add_gsi_builds_all_missing_indexes(long seed) {
        StormScenario account = account(seed).withoutIndexes().stormy();

        account.ok("add-gsi --from-schema -e staging", account.parallel());

        assertCareful(account, "UpdateTable");
        assertThat(account.calm().tables()).isEqualTo(onACalmDay());
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void export_and_diff_read_all_of_it(long seed) {
        StormScenario account = account(seed);
        ExampleTables.production(account.fake());
        String exported = folder.resolve("exported-" + seed).toString();
        account.ok("export --schemas " + exported + "-calm");
        account.stormy();

        account.ok("export --schemas " + exported, account.parallel());
        CliRunner.Result compared = account.ok("diff --schemas " + exported, account.parallel());

        assertThat(ExampleFiles.contents(Path.of(exported)))
                .isEqualTo(ExampleFiles.contents(Path.of(exported + "-calm")));
        assertThat(compared.out()).endsWith("\n13 in sync\n");
        assertCareful(account);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void two_concurrent_reconciles_succeed(long seed) {
        StormScenario account = (seed % 2 == 0 ? account(seed).restored() : account(seed)).stormy();
        VirtualAgenda agenda = new VirtualAgenda(account.cli().time(), account.fake()::takeLatency);
        Function<Agenda, CliRunner.Result> one = shared -> run(account, shared, seed);
        Function<Agenda, CliRunner.Result> two = shared -> run(account, shared, seed + 1000);

        List<CliRunner.Result> ended = InterleavedRuns.of(agenda, List.of(one, two));

        assertThat(ended)
                .allSatisfy(run -> assertThat(run.exitCode()).as(run.screen()).isZero());
        assertThat(ForbiddenCalls.ofSeveral(account.fake().calls(), ALL_CHANGES))
                .isEmpty();
        assertNothingTwice(account.fake().calls());
        assertThat(account.calm().tables()).isEqualTo(onACalmDay());
    }

    private static CliRunner.Result run(StormScenario account, Agenda shared, long seed) {
        return account.cli().with(Map.of()).seed(seed).on(() -> shared).run(StormScenario.words(CREATE_AND_RECONCILE));
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void a_permanent_failure_stops_no_other_table(long seed) {
        StormScenario account = account(seed).stormy();
        fail(account, "CreateTable", "companies", Fault.accessDenied());
        String quota = "Subscriber limit exceeded: There is a limit of 2500 tables per subscriber";
        fail(account, "CreateTable", "invitations", Fault.dynamoDb("LimitExceededException", quota));
        fail(account, "UpdateTimeToLive", "pending-payments", Fault.throttling());

        CliRunner.Result ended = account.run(CREATE + " --output json", account.parallel());

        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(4);
        Map<String, JsonNode> report = report(ended);
        Map<String, String> failures = Map.of(
                "companies", "AccessDeniedException",
                "invitations", "LimitExceededException",
                "pending-payments", "ThrottlingException");
        assertThat(report.keySet()).containsExactlyInAnyOrderElementsOf(names);
        report.forEach((name, table) -> {
            boolean fails = failures.containsKey(name);
            assertThat(table.at("/outcome").asText()).as(name).isEqualTo(fails ? "failed" : "created");
            assertThat(table.at("/error/awsCode").asText()).as(name).isEqualTo(failures.getOrDefault(name, ""));
            for (JsonNode step : table.at("/steps")) {
                assertThat(step.at("/done").asBoolean())
                        .as("%s of %s", step.at("/action"), name)
                        .isEqualTo(holds(account, name, step));
            }
        });
        assertThat(account.fake().calls())
                .filteredOn(call -> call.operation().equals("CreateTable")
                        && failures.containsKey(call.table().substring(StormScenario.STAGING.length()))
                        && call.decision().isEmpty())
                .extracting(Call::outcome)
                .containsOnlyOnce("AccessDeniedException", "LimitExceededException");
    }

    private static void fail(StormScenario account, String operation, String table, Fault fault) {
        account.fake()
                .on(operation)
                .table(StormScenario.STAGING + table)
                .from(1)
                .fail(fault);
    }

    @ParameterizedTest(name = "seed {0}")
    @MethodSource("eight")
    void reconcile_finishes_what_the_time_limit_interrupted(long seed) {
        StormScenario account = account(seed).stormy();

        CliRunner.Result ended = account.run(CREATE + " --output json --timeout " + (10 + 7 * seed % 60) + "s");

        Map<String, JsonNode> report = report(ended);
        boolean allMade = report.values().stream()
                .allMatch(table -> table.at("/outcome").asText().equals("created"));
        assertThat(ended.exitCode()).as(ended.screen()).isEqualTo(allMade ? 0 : 6);
        assertThat(report.keySet()).containsExactlyInAnyOrderElementsOf(names);
        report.forEach((name, table) -> {
            String outcome = table.at("/outcome").asText();
            assertThat(outcome).as(name).isIn("created", "in-progress");
            boolean undone = false;
            for (JsonNode step : table.at("/steps")) {
                boolean done = step.at("/done").asBoolean();
                undone |= !done;
                assertThat(!done || holds(account, name, step))
                        .as("%s of %s is %s", step.at("/action"), name, done)
                        .isTrue();
            }
            assertThat(outcome.equals("created") && undone).as(name).isFalse();
        });

        account.ok(CREATE_AND_RECONCILE, account.parallel());

        assertThat(account.calm().tables()).isEqualTo(onACalmDay());
    }

    private static Map<String, JsonNode> report(CliRunner.Result ended) {
        Map<String, JsonNode> tables = new TreeMap<>();
        try {
            for (JsonNode table : JSON.readTree(ended.out()).path("tables")) {
                tables.put(table.path("table").asText(), table);
            }
        } catch (JsonProcessingException e) {
            throw new AssertionError("not a JSON report: " + ended.screen(), e);
        }
        return tables;
    }

    /** Whether the account has the result of a step. */
    private static boolean holds(StormScenario account, String name, JsonNode step) {
        String physical = StormScenario.STAGING + name;
        if (!account.fake().tables().contains(physical)) {
            return false;
        }
        JsonNode table = account.fake().table(physical);
        return switch (step.at("/action").asText()) {
            case "CreateTable" -> true;
            case "UpdateTimeToLive" -> table.at("/TimeToLiveDescription").has("AttributeName");
            case "UpdateContinuousBackups" ->
                table.at("/ContinuousBackupsDescription/PointInTimeRecoveryDescription")
                        .has("RecoveryPeriodInDays");
            default -> throw new AssertionError("no step of a new table: " + step);
        };
    }
}
