package dev.ddbtool.cli.command;

import dev.ddbtool.cli.run.App;
import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.NamePrefixes;
import dev.ddbtool.naming.NamingException;
import dev.ddbtool.naming.NamingProposal;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Shows a proposal, and lets the user change it if there is a terminal. */
final class ProposalReview {

    private static final int EXAMPLES = 3;

    private final boolean canAsk;
    private final Run run;
    private final List<String> live;

    ProposalReview(App app, Run run, List<String> live) {
        this.canAsk = app.console().canAsk();
        this.run = run;
        this.live = List.copyOf(live);
    }

    /**
     * The proposal that the user accepts; without a terminal, the first one.
     *
     * @param prefix the only prefix to consider; null to find it
     * @param environments the only environments to consider; empty to find them
     * @throws CommandException if the user accepts none
     */
    NamingProposal choose(@Nullable String prefix, List<String> environments) {
        NamingProposal proposal = NamingProposal.of(live, prefix, environments);
        if (!canAsk) {
            run.show(lines(proposal));
            return proposal;
        }
        String chosenPrefix = prefix;
        List<String> chosenEnvironments = environments;
        while (true) {
            String answer =
                    ask(lines(proposal), "write ddbtool.toml? p: change the prefix, e: change the environments [Y/n]");
            switch (answer.toLowerCase(Locale.ROOT)) {
                case "", "y", "yes" -> {
                    return proposal;
                }
                case "p" -> chosenPrefix = ask(List.of(), "prefix (empty for none):");
                case "e" ->
                    chosenEnvironments = Environments.names(ask(List.of(), "environments, separated by commas:"));
                default ->
                    throw CommandException.refused(
                            "not confirmed: nothing was written",
                            "run the same command again and answer y, or use --prefix and --environments");
            }
            try {
                proposal = NamingProposal.of(live, chosenPrefix, chosenEnvironments);
            } catch (NamingException e) {
                run.warn(e.getMessage());
            }
        }
    }

    /** The answer; {@code n} at the end of the input. */
    private String ask(List<String> lines, String question) {
        String answer = run.ask(lines, question);
        return answer == null ? "n" : answer.strip();
    }

    private List<String> lines(NamingProposal proposal) {
        List<String> lines = new ArrayList<>();
        lines.add(ValueText.count(live.size(), "live table") + ", "
                + (proposal.prefix().isEmpty() ? "no prefix" : "prefix '" + proposal.prefix() + "'"));
        for (Environment each : proposal.environments().all()) {
            List<String> tables = proposal.tables().getOrDefault(each.name(), List.of());
            lines.add("  " + each.name() + (proposal.environments().isDefault(each) ? " (default)" : "") + ": "
                    + each.template().text() + ", " + ValueText.count(tables.size(), "table")
                    + (tables.isEmpty() ? "" : ": " + ValueText.list(tables, EXAMPLES)));
        }
        if (!proposal.others().isEmpty()) {
            lines.add("  in no environment: "
                    + ValueText.count(proposal.others().size(), "table") + ": " + NamePrefixes.of(proposal.others()));
        }
        return lines;
    }
}
