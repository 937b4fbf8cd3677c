package dev.ddbtool.aws;

import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.EnvironmentsFixture;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Plan;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.plan.ProgressListener;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.TablePlan;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.plan.compare.Planner;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.SchemaReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/** Reads, plans and carries out schema files for the environment {@code dev} under the prefix {@code app}. */
final class PlanScenario {

    private static final Environment DEV = new Environment("dev");
    private static final TableNames NAMES = new TableNames("app", EnvironmentsFixture.of("staging,dev"));

    final List<String> states = new ArrayList<>();
    private final FakeDynamoDb fixture;
    private final List<TableSchema> schemas;
    private Policy policy = Policy.STANDARD;
    private ControlPlane controlPlane;

    private PlanScenario(FakeDynamoDb fixture, List<TableSchema> schemas) {
        this.fixture = fixture;
        this.schemas = schemas;
        this.controlPlane = fixture.controlPlane();
    }

    /** The example tables of the repository. */
    static PlanScenario of(FakeDynamoDb fixture, String... tables) {
        return new PlanScenario(
                fixture, Stream.of(tables).map(table -> schema(text(table))).toList());
    }

    /** One table with this file content. */
    static PlanScenario ofText(FakeDynamoDb fixture, String content) {
        return new PlanScenario(fixture, List.of(schema(content)));
    }

    static String text(String table) {
        try {
            return Files.readString(Path.of("schemas", table + ".json"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static TableSchema schema(String content) {
        return SchemaReader.read("test.json", content.getBytes(StandardCharsets.UTF_8));
    }

    static String name(String table) {
        return NAMES.physical(DEV, table);
    }

    PlanScenario policy(Policy value) {
        policy = value;
        return this;
    }

    List<TableResult> create() {
        return fixture.run(start(EnumSet.of(Remedy.CREATE), true));
    }

    List<TableResult> reconcile() {
        return fixture.run(start(EnumSet.of(Remedy.CREATE, Remedy.RECONCILE), true));
    }

    List<TableResult> addIndexes(boolean wait) {
        return fixture.run(start(EnumSet.of(Remedy.ADD_GSI), wait));
    }

    /** Reads and plans at once. The agenda then drives the execution. */
    CompletableFuture<List<TableResult>> start(Set<Remedy> remedies, boolean wait) {
        ManagedKey key = new ManagedKey(controlPlane, fixture.connection());
        TableReader reader = new TableReader(controlPlane, key, false);
        Map<String, LiveTable> live = new TreeMap<>();
        for (TableSchema schema : schemas) {
            fixture.run(reader.read(name(schema.name()))).ifPresent(table -> live.put(table.name(), table));
        }
        Planner planner = new Planner(NAMES, DEV, policy, Set.of());
        Plan plan = planner.plan(schemas, live);
        PlanExecutor executor = new PlanExecutor(controlPlane, reader, planner, new Recorder(), wait);
        List<CompletableFuture<TableResult>> results = plan.tables().stream()
                .map((TablePlan table) -> executor.run(table, remedies))
                .toList();
        return CompletableFuture.allOf(results.toArray(CompletableFuture<?>[]::new))
                .thenApply(done -> results.stream().map(CompletableFuture::join).toList());
    }

    private final class Recorder implements ProgressListener {
        @Override
        public void state(TableResult soFar, String state, String detail) {
            String line = soFar.table() + ": " + state;
            if (!states.contains(line)) {
                states.add(line);
            }
        }

        @Override
        public void progress(TableResult soFar) {
            states.add(soFar.table() + ": "
                    + soFar.steps().stream().filter(step -> step.done()).count() + "/"
                    + soFar.steps().size());
        }
    }
}
