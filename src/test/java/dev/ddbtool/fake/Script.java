package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Defines what happens on which calls of an operation: {@code
 * fake.on("CreateTable").nth(2).fail(Fault.lostResponse())}. Calls are counted from 1, starting when the script is
 * completed.
 */
public final class Script {

    /** Matches every operation. */
    public static final String ANY = "*";

    private final String operation;
    private final Consumer<Script> register;
    private final AtomicInteger seen = new AtomicInteger();
    private Predicate<JsonNode> where = request -> true;
    private @Nullable String table;
    private int from = 1;
    private int to = Integer.MAX_VALUE;
    private @Nullable Fault fault;
    private Runnable action = () -> {};

    Script(String operation, Consumer<Script> register) {
        this.operation = operation;
        this.register = register;
    }

    /** Only calls about this table, by its physical name. */
    public Script table(String name) {
        table = name;
        return this;
    }

    /** Only calls whose input meets the condition. */
    public Script where(Predicate<JsonNode> condition) {
        where = condition;
        return this;
    }

    /** Only the k-th matching call, counted from 1. */
    public Script nth(int k) {
        from = k;
        to = k;
        return this;
    }

    /** Only the first k matching calls. */
    public Script first(int k) {
        to = k;
        return this;
    }

    /** The k-th matching call and all after it. */
    public Script from(int k) {
        from = k;
        return this;
    }

    /** Completes the script: these calls fail. */
    public void fail(Fault how) {
        fault = how;
        register.accept(this);
    }

    /** Completes the script: runs this just before these calls are carried out. */
    public void before(Runnable what) {
        action = what;
        register.accept(this);
    }

    String operation() {
        return operation;
    }

    @Nullable
    Fault fault() {
        return fault;
    }

    Runnable action() {
        return action;
    }

    /** Counts the call if it matches, and returns whether the script applies to it. */
    boolean hits(OperationCall call) {
        boolean matches = (operation.equals(ANY) || operation.equals(call.operation()))
                && (table == null || table.equals(call.table()))
                && where.test(call.input());
        if (!matches) {
            return false;
        }
        int number = seen.incrementAndGet();
        return from <= number && number <= to;
    }
}
