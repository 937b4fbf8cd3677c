package dev.ddbtool.cli.option;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
import picocli.CommandLine.Model.OptionSpec;

/**
 * The options of a command under headings in the order of use, by the section that they were added in. (picocli's own way to a heading is an
 * argument group, but a group begins anew when one of its options is repeated, and forgets what was typed before.)
 */
public final class OptionSections implements IHelpSectionRenderer {

    /** Without lambdas: what implements an interface of picocli's has none in an archive of classes, and the first that is made takes long. */
    @Override
    public String render(Help help) {
        Map<Section.Heading, List<OptionSpec>> sections = new EnumMap<>(Section.Heading.class);
        for (OptionSpec option : help.commandSpec().options()) {
            Section.Heading heading = Section.Heading.of(option);
            List<OptionSpec> options = sections.getOrDefault(heading, new ArrayList<>());
            if (!option.hidden()) {
                options.add(option);
                sections.put(heading, options);
            }
        }
        StringBuilder text = new StringBuilder();
        for (Map.Entry<Section.Heading, List<OptionSpec>> section : sections.entrySet()) {
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(section.getValue(), help.parameterLabelRenderer());
            String newline = System.lineSeparator();
            text.append(newline)
                    .append(section.getKey().title())
                    .append(':')
                    .append(newline)
                    .append(layout);
        }
        return text.toString();
    }
}
