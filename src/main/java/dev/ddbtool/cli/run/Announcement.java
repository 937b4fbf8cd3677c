package dev.ddbtool.cli.run;

import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Prints the line that shows where a command runs: environment, Region and account, and the endpoint that replaces AWS's own. */
final class Announcement {

    private final boolean quiet;
    private final Consumer<String> line;
    private @Nullable Session waitingFor;
    private @Nullable String announced;
    private String start = "";

    /**
     * @param quiet whether to announce only commands that write
     * @param line prints the line
     */
    Announcement(boolean quiet, Consumer<String> line) {
        this.quiet = quiet;
        this.line = line;
    }

    /**
     * Prints the line. If nothing is written yet, it waits until the first table has shown an unknown account.
     *
     * @param command the command, in words
     * @param target the environment; null if the command has none
     * @param writes whether the command writes, so that the line must appear even if the account is unknown
     */
    void of(String command, @Nullable TargetEnvironment target, Session session, boolean writes) {
        if (announced != null && !writes) {
            return;
        }
        start = command + ": "
                + (target == null ? "" : "environment " + target.environment().name() + ", ");
        boolean accountMayCome = !writes && session.account().isEmpty() && !session.isEmulator();
        waitingFor = accountMayCome ? session : null;
        if (!accountMayCome) {
            say(session, writes);
        }
    }

    /** Prints the line without waiting for the account. */
    void now() {
        Session session = waitingFor;
        if (session != null) {
            waitingFor = null;
            say(session, false);
        }
    }

    private void say(Session session, boolean writes) {
        String account = session.account().orElse(writes ? "unknown" : "");
        List<String> where = new ArrayList<>();
        if (!session.isEmulator()) {
            where.add("region " + session.region());
            if (!account.isEmpty()) {
                where.add("account " + account);
            }
        }
        URI endpoint = session.connection().endpoint().override();
        if (endpoint != null) {
            where.add("endpoint " + endpoint);
        }
        String whole = start + String.join(", ", where);
        if ((writes || !quiet) && !whole.equals(announced)) {
            announced = whole;
            line.accept(whole);
        }
    }
}
