package dev.ddbtool.cli;

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
final class OptionSections implements IHelpSectionRenderer {

    @Override
    public String render(Help help) {
        Map<Section.Heading, List<OptionSpec>> sections = new EnumMap<>(Section.Heading.class);
        for (OptionSpec option : help.commandSpec().options()) {
            if (!option.hidden()) {
                sections.computeIfAbsent(Section.Heading.of(option), heading -> new ArrayList<>())
                        .add(option);
            }
        }
        StringBuilder text = new StringBuilder();
        sections.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append(String.format("%n%s:%n%s", heading.title(), layout));
        });
        return text.toString();
    }
}
