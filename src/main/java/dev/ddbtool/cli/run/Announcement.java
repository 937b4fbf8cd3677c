package dev.ddbtool.cli.run;

import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The line that says where a run happens: the environment, and Region and account or the endpoint. */
final class Announcement {

    private final boolean quiet;
    private final Consumer<String> line;
    private @Nullable Session waitingFor;
    private @Nullable String announced;
    private String start = "";

    /**
     * @param quiet whether only a run that writes is announced
     * @param line is handed the line, when it is time
     */
    Announcement(boolean quiet, Consumer<String> line) {
        this.quiet = quiet;
        this.line = line;
    }

    /**
     * Says it now; where nothing is written yet, an account that is not known may come with the first table that is read.
     *
     * @param command what is at work, in words
     * @param writes whether something will be changed there, so that an account that is not known has to be told too
     */
    void of(String command, TargetEnvironment target, Session session, boolean writes) {
        if (announced != null && !writes) {
            return;
        }
        start = command + ": environment " + target.environment().name() + ", ";
        boolean accountMayCome = !writes
                && session.account().isEmpty()
                && session.connection().endpoint().override() == null;
        waitingFor = accountMayCome ? session : null;
        if (!accountMayCome) {
            say(session, writes);
        }
    }

    /** Waits for the account no longer. */
    void now() {
        Session session = waitingFor;
        if (session != null) {
            waitingFor = null;
            say(session, false);
        }
    }

    private void say(Session session, boolean writes) {
        String account = session.account().orElse(writes ? "unknown" : "");
        String where = session.connection().endpoint().override() == null
                ? "region " + session.connection().region() + (account.isEmpty() ? "" : ", account " + account)
                : "endpoint " + session.connection().endpoint().override();
        String whole = start + where;
        if ((writes || !quiet) && !whole.equals(announced)) {
            announced = whole;
            line.accept(whole);
        }
    }
}
