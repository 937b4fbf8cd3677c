package dev.ddbtool.fake;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds calls that a careful client never makes, based on the state and the client's knowledge when the call arrived.
 */
public final class ForbiddenCalls {

    private static final Set<String> READS = Set.of(
            "ListTables",
            "DescribeTable",
            "DescribeTimeToLive",
            "DescribeContinuousBackups",
            "ListTagsOfResource",
            "ListBackups",
            "DescribeBackup",
            "DescribeKey",
            "GetCallerIdentity");

    /** Idempotent changes without cost. */
    private static final Set<String> REPEATABLE = Set.of("UpdateContinuousBackups", "TagResource");

    /** Permanent errors. */
    private static final Set<String> PERMANENT = Set.of(
            "ValidationException", "AccessDeniedException", "ExpiredTokenException", "UnrecognizedClientException");

    private static final Set<String> NOT_FOUND =
            Set.of("ResourceNotFoundException", "TableNotFoundException", "NotFoundException");

    /** Texts of the service for changes that were already made. */
    private static final List<String> MADE_BEFORE =
            List.of("already", "being created", "being updated", "being deleted");

    private final Collection<String> changes;
    private final boolean alone;

    /** Earlier calls by operation, table and body: the last one, and those that took effect without a response. */
    private final Map<String, Call> sent = new HashMap<>();

    private final Set<String> unheard = new HashSet<>();
    private final Set<String> recoverable = new HashSet<>();
    private final List<String> found = new ArrayList<>();

    private ForbiddenCalls(boolean alone, Collection<String> changes) {
        this.alone = alone;
        this.changes = changes;
    }

    /**
     * The forbidden calls of one client, with reasons.
     *
     * @param changes the operations by which it may change something
     */
    public static List<String> ofOne(Collection<Call> calls, String... changes) {
        return new ForbiddenCalls(true, List.of(changes)).judge(calls);
    }

    /** The forbidden calls of several clients, which do not know of each other. */
    public static List<String> ofSeveral(Collection<Call> calls, String... changes) {
        return new ForbiddenCalls(false, List.of(changes)).judge(calls);
    }

    private List<String> judge(Collection<Call> calls) {
        for (Call call : calls) {
            String reason = call.mutation() ? change(call) : read(call);
            if (reason != null) {
                found.add(reason + ": " + call);
            }
            remember(call);
        }
        return List.copyOf(found);
    }

    private void remember(Call call) {
        if (call.mutation()) {
            sent.put(key(call), call);
            if (call.carriedOut() && !call.ok()) {
                unheard.add(key(call));
            }
        }
        if (call.operation().equals("DescribeContinuousBackups")
                && call.ok()
                && !call.status().equals("CREATING")) {
            recoverable.add(call.table());
        }
    }

    private static String key(Call call) {
        return call.operation() + " " + call.request();
    }

    private @Nullable String read(Call call) {
        if (!READS.contains(call.operation())) {
            return "nothing that this command needs";
        }
        if (call.decision().startsWith("ThrottlingException")) {
            return alone ? "faster than the documented rate" : null;
        }
        boolean known = call.carriedOut() || call.decision().isEmpty() || NOT_FOUND.contains(code(call));
        boolean beingMade = !alone && call.status().equals("CREATING");
        return known || beingMade ? null : "a question that the service refuses";
    }

    private @Nullable String change(Call call) {
        if (!changes.contains(call.operation())) {
            return "no change that this command makes";
        }
        Call before = sent.get(key(call));
        if (alone && before != null && before.ok()) {
            return "sent again after it was answered";
        }
        if (alone && before != null && PERMANENT.contains(before.outcome())) {
            return "sent again although it was refused for good";
        }
        boolean made =
                call.operation().equals("CreateTable") || call.operation().startsWith("RestoreTable");
        if (alone && !made && !call.status().equals("ACTIVE") && !unheard.contains(key(call))) {
            return "a change of a table that is " + (call.status().isEmpty() ? "not there" : call.status());
        }
        if (call.operation().equals("UpdateContinuousBackups") && !recoverable.contains(call.table())) {
            return "a change of backups whose status was not asked for";
        }
        return call.carriedOut() || call.decision().isEmpty() ? null : refused(call);
    }

    /** The reason if the error was foreseeable, otherwise null. */
    private @Nullable String refused(Call call) {
        String code = code(call);
        if (code.equals("LimitExceededException")
                && call.decision().contains("simultaneously")
                && (!alone || !call.decision().contains("per table"))) {
            return null;
        }
        if (!alone && code.equals("ThrottlingException")) {
            return null; // several together may be too fast, though each keeps the rate
        }
        boolean unheardOf = unheard.contains(key(call)) || !alone;
        if (unheardOf && MADE_BEFORE.stream().anyMatch(call.decision()::contains)) {
            return null;
        }
        boolean young = NOT_FOUND.contains(code) && !call.operation().equals("UpdateTable");
        return young ? null : "a change that the service refuses";
    }

    private static String code(Call call) {
        return call.decision().substring(0, Math.max(0, call.decision().indexOf(':')));
    }

    /** The number of times that each non-repeatable change took effect, by operation, table and change. */
    public static Map<String, Integer> effects(Collection<Call> calls) {
        Map<String, Integer> effects = new TreeMap<>();
        for (Call call : calls) {
            if (call.mutation()
                    && call.carriedOut()
                    && !REPEATABLE.contains(call.operation())
                    && !call.request().has("DeletionProtectionEnabled")) {
                effects.merge(key(call), 1, Integer::sum);
            }
        }
        return effects;
    }
}
