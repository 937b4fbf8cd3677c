package dev.ddbtool.cli;

import java.lang.reflect.Field;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command under headings in the order of use, by the mixin that they come from. (picocli's own way to a heading is an
 * argument group, but a group begins anew when one of its options is repeated, and forgets what was typed before.)
 */
final class OptionSections implements IHelpSectionRenderer {

    private static final String OWN = "Options";
    private static final String HELP = "Help";

    /** In the order of use. */
    private static final List<String> ORDER = List.of(
            OWN,
            "The index",
            "How tables are made",
            "Which tables",
            "Before anything is changed",
            "How to get there",
            "Output",
            HELP);

    private static final Map<Class<?>, String> HEADINGS = Map.of(
            IndexOptions.class, "The index",
            PolicyOptions.class, "How tables are made",
            EnvironmentOptions.class, "Which tables",
            WriteOptions.class, "Before anything is changed",
            ConnectionOptions.class, "How to get there",
            OutputOptions.class, "Output");

    @Override
    public String render(Help help) {
        Map<String, List<OptionSpec>> sections = new LinkedHashMap<>();
        ORDER.forEach(heading -> sections.put(heading, new ArrayList<>()));
        for (OptionSpec option : help.commandSpec().options()) {
            if (!option.hidden()) {
                sections.computeIfAbsent(heading(option), heading -> new ArrayList<>())
                        .add(option);
            }
        }
        sections.values().removeIf(List::isEmpty);
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(String.format("%n%s:%n%s", heading, layout));
        });
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp()) {
            return HELP;
        }
        return option.userObject() instanceof Field field ? HEADINGS.getOrDefault(field.getDeclaringClass(), OWN) : OWN;
    }
}
