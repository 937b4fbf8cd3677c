package dev.ddbtool.cli.run;

import dev.ddbtool.naming.NamePrefixes;
import java.util.ArrayList;
import java.util.List;

/** Explains that an environment has no tables, and which tables there are instead. */
public final class NothingFound {

    private NothingFound() {}

    /**
     * The error of a command that found no table.
     *
     * @param message what was looked for
     * @param session where it was looked for
     */
    public static CommandException in(Session session, String message) {
        List<String> live = new ArrayList<>();
        session.await(List.of(session.reader(true).list("", live::addAll)));
        return CommandException.failed(
                message + " " + session.whereWithAccount(),
                live.isEmpty()
                        ? "there are no tables at all: check --region and --profile"
                        : "live table names begin with " + NamePrefixes.of(live)
                                + ": check --prefix, --environment, --region and --profile");
    }
}
