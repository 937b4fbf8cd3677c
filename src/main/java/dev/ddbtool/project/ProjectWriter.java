package dev.ddbtool.project;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.NamePrefixes;
import dev.ddbtool.naming.NameTemplate;
import dev.ddbtool.naming.NamingProposal;
import dev.ddbtool.problem.ControlCharacters;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The text of a project file. */
public final class ProjectWriter {

    private static final String TABLE = "{table}";

    private final NamingProposal proposal;
    private final Map<EnvironmentKey, String> place;
    private final Map<EnvironmentKey, String> examples;
    private final List<String> lines = new ArrayList<>();

    private ProjectWriter(
            NamingProposal proposal, Map<EnvironmentKey, String> place, Map<EnvironmentKey, String> examples) {
        this.proposal = proposal;
        this.place = place;
        this.examples = examples;
    }

    /**
     * The text of a project file that declares the proposed environments.
     *
     * @param place where all environments are
     * @param examples keys of the default environment, as comments
     */
    public static String text(
            NamingProposal proposal, Map<EnvironmentKey, String> place, Map<EnvironmentKey, String> examples) {
        ProjectWriter writer = new ProjectWriter(proposal, place, examples);
        writer.write();
        return String.join("\n", writer.lines) + "\n";
    }

    private void write() {
        add("# The project file of ddbtool: the tables of each environment. docs/naming.md describes all keys.", "");
        add("# schemas = \"schemas\"  # folder of the schema files");
        String standard = proposal.environments().defaultName();
        add("default-environment = " + quoted(standard) + "  # used without -e", "");
        if (!proposal.prefix().isEmpty() || usesPrefix()) {
            add("[naming]", "prefix = " + quoted(proposal.prefix()), "");
        }
        List<Environment> all = proposal.environments().all();
        all.forEach(this::environment);
        if (all.size() == 1) {
            example(all.get(0));
        }
        if (!proposal.others().isEmpty()) {
            add("# Other live tables: " + NamePrefixes.of(proposal.others()));
        }
        while (lines.get(lines.size() - 1).isEmpty()) {
            lines.remove(lines.size() - 1);
        }
    }

    private boolean usesPrefix() {
        return proposal.environments().all().stream()
                .anyMatch(each -> each.template().usesPrefix());
    }

    private void environment(Environment each) {
        List<String> tables = proposal.tables().getOrDefault(each.name(), List.of());
        add("[environments." + key(each.name()) + "]"
                + (tables.isEmpty()
                        ? "  # no live tables"
                        : "  # " + tables.size() + (tables.size() == 1 ? " table: " : " tables, such as ")
                                + tables.get(0)));
        if (!each.template().equals(NameTemplate.standard(each.name()))) {
            add("table-name = " + quoted(each.template().text()));
        }
        place.forEach((key, value) -> add(key.key() + " = " + quoted(value) + comment(key)));
        if (NamingProposal.isEphemeral(each)) {
            add("ephemeral = true  # exists only for a short time, for example for a pull request");
        }
        if (proposal.environments().isDefault(each)) {
            examples.forEach((key, value) -> add("# " + key.key() + " = " + quoted(value) + comment(key)));
        }
        add("");
    }

    private static String comment(EnvironmentKey key) {
        return key == EnvironmentKey.ACCOUNT ? "  # refuse any other AWS account" : "";
    }

    /** An example of a second environment. Its names differ, or it has an account of its own. */
    private void example(Environment only) {
        String template = only.template().text();
        int table = template.indexOf(TABLE);
        if (!proposal.isOnePerAccount() && !template.contains("{environment}")) {
            template = template.replace(TABLE, "{environment}" + template.charAt(table - 1) + TABLE);
        }
        String name = only.name().equals("staging") ? "dev" : "staging";
        add("# [environments." + name + "]  # another environment");
        if (!template.equals(NameTemplate.standard(name).text())) {
            add("# table-name = " + quoted(template));
        }
        if (proposal.isOnePerAccount()) {
            add("# profile = " + quoted(name), "# account = \"444455556666\"");
        }
        add("");
    }

    private void add(String... text) {
        for (String line : text) {
            lines.add(ControlCharacters.escaped(line));
        }
    }

    private static String key(String name) {
        return name.matches("[A-Za-z0-9_-]+") ? name : quoted(name);
    }

    /** A basic string of TOML. */
    private static String quoted(String value) {
        return "\"" + value.replace("\\", "\\\\").replace("\"", "\\\"") + "\"";
    }
}
