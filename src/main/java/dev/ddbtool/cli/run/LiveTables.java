package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.problem.Failure;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;

/**
 * Live tables read in parallel, by physical name. A failed read affects only its table, unless its cause affects all.
 *
 * @param failed the failure of each table that could not be read
 */
public record LiveTables(Map<String, LiveTable> found, Map<String, Failure> failed) {

    /** Reads one table; empty if it is not live. */
    @FunctionalInterface
    public interface Reading extends Function<String, CompletableFuture<Optional<LiveTable>>> {}

    /** Lists table names, page by page. */
    @FunctionalInterface
    public interface Listing extends Function<Consumer<List<String>>, CompletableFuture<Void>> {}

    private LiveTables() {
        this(new TreeMap<>(), new TreeMap<>());
    }

    /**
     * Reads tables by name.
     *
     * @throws CompletionException with an {@link AwsFailure} if no table can be read
     */
    public static LiveTables read(Session session, Collection<String> names, Reading reading) {
        LiveTables tables = new LiveTables();
        session.progress().begins("reading tables", names.size());
        session.forEach(names, name -> tables.read(session, name, reading));
        return tables;
    }

    /** Reads tables while their names are still being listed. */
    public static LiveTables read(Session session, Listing listing, Reading reading) {
        LiveTables tables = new LiveTables();
        List<CompletableFuture<?>> begun = new ArrayList<>();
        session.progress().begins("reading tables", 0);
        session.await(List.of(listing.apply(names -> {
            session.progress().found(names.size());
            names.forEach(name -> begun.add(tables.read(session, name, reading)));
        })));
        session.await(begun);
        return tables;
    }

    private CompletableFuture<Void> read(Session session, String name, Reading reading) {
        return reading.apply(name).handle((table, thrown) -> {
            if (thrown == null) {
                table.ifPresent(live -> {
                    session.seen(live);
                    found.put(name, live);
                });
            } else {
                failed.put(name, failure(thrown));
            }
            session.progress().advanced();
            return null;
        });
    }

    /**
     * The failure of one table.
     *
     * @throws CompletionException if the failure affects all tables
     */
    public static Failure failure(Throwable thrown) {
        Throwable cause = Agenda.cause(thrown);
        if (cause instanceof AwsFailure failure && !failure.kind().affectsEveryTable()) {
            return failure.failure();
        }
        throw new CompletionException(cause);
    }
}
