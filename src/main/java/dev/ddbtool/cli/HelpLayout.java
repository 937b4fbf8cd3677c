package dev.ddbtool.cli;

import dev.ddbtool.cli.option.OptionHeading;
import dev.ddbtool.report.ExitCode;
import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** How help is laid out: what a command does comes first, examples before the options, and where to read more last. */
final class HelpLayout {

    private static final String READ_MORE = "readMore";

    private static final List<String> ORDER = List.of(
            UsageMessageSpec.SECTION_KEY_HEADER,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION_HEADING,
            UsageMessageSpec.SECTION_KEY_DESCRIPTION,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS_HEADING,
            UsageMessageSpec.SECTION_KEY_SYNOPSIS,
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING, // the examples
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_COMMAND_LIST,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_PARAMETER_LIST,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST,
            READ_MORE);

    private static final String FIRST_PAGE = "docs/getting-started.md";

    private static final Map<String, String> PAGES = Map.of(
            "export", "docs/export.md",
            "create", "docs/create.md",
            "add-gsi", "docs/add-gsi.md",
            "diff", "docs/diff.md",
            "validate", "docs/schema-format.md");

    private HelpLayout() {}

    static void apply(CommandLine line) {
        String page = PAGES.getOrDefault(line.getCommandName(), FIRST_PAGE);
        line.setHelpSectionKeys(ORDER);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        line.getHelpSectionMap().put(READ_MORE, help -> "%nRead more: %s%n".formatted(page));
        line.getCommandSpec().usageMessage().exitCodeList(ExitCode.listed());
    }

    /** The options under their headings, those of the command itself first and the help options last. */
    private static String options(Help help) {
        Map<String, List<OptionSpec>> headings = help.commandSpec().options().stream()
                .filter(option -> !option.hidden())
                .collect(Collectors.groupingBy(HelpLayout::heading, LinkedHashMap::new, Collectors.toList()));
        List<OptionSpec> last = headings.remove("Help");
        if (last != null) {
            headings.put("Help", last);
        }
        StringBuilder text = new StringBuilder();
        headings.forEach((heading, options) -> {
            Help.Layout layout = help.createDefaultLayout(help.commandSpec().options(), List.of(), help.colorScheme());
            layout.addOptions(options, help.parameterLabelRenderer());
            text.append("%n%s:%n".formatted(heading)).append(layout);
        });
        return text.toString();
    }

    private static String heading(OptionSpec option) {
        if (option.usageHelp() || option.versionHelp()) {
            return "Help";
        }
        OptionHeading heading = option.userObject() instanceof Member field
                ? field.getDeclaringClass().getAnnotation(OptionHeading.class)
                : null;
        return heading == null ? "Options" : heading.value();
    }
}
