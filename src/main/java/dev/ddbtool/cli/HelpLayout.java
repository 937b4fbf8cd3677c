package dev.ddbtool.cli;

import dev.ddbtool.cli.option.OptionHeading;
import dev.ddbtool.report.ExitCode;
import java.lang.reflect.Member;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.UsageMessageSpec;

/** The layout of help: what a command does, examples, options, and where to read more. */
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

    private static final Set<String> IN_FULL_HELP_ONLY = Set.of(
            UsageMessageSpec.SECTION_KEY_FOOTER_HEADING,
            UsageMessageSpec.SECTION_KEY_FOOTER,
            UsageMessageSpec.SECTION_KEY_OPTION_LIST,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST_HEADING,
            UsageMessageSpec.SECTION_KEY_EXIT_CODE_LIST);

    private static final String FIRST_PAGE = "docs/getting-started.md";

    private static final Map<String, String> PAGES = Map.ofEntries(
            Map.entry("convert", "docs/cloudformation-and-terraform.md"),
            Map.entry("restore", "docs/disaster-recovery.md"),
            Map.entry("init", "docs/naming.md"),
            Map.entry("config", "docs/naming.md"),
            Map.entry("export", "docs/export.md"),
            Map.entry("create", "docs/create.md"),
            Map.entry("reconcile", "docs/create.md"),
            Map.entry("add-gsi", "docs/add-gsi.md"),
            Map.entry("diff", "docs/diff.md"),
            Map.entry("validate", "docs/schema-format.md"),
            Map.entry("destroy", "docs/ephemeral-environments.md"));

    private HelpLayout() {}

    static void apply(CommandLine line) {
        String page = PAGES.getOrDefault(line.getCommandName(), FIRST_PAGE);
        line.setHelpSectionKeys(ORDER);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, HelpLayout::options);
        line.getHelpSectionMap().put(READ_MORE, help -> "%nRead more: %s%n".formatted(page));
        if (line.getParent() == null) {
            line.getCommandSpec()
                    .usageMessage()
                    .descriptionHeading("")
                    .exitCodeListHeading("%nExit codes:%n")
                    .exitCodeList(ExitCode.listed());
        }
    }

    /** Shortens the help to one screen of 24 lines. */
    static void shorten(CommandLine line) {
        line.setHelpSectionKeys(ORDER.stream()
                .filter(section -> !IN_FULL_HELP_ONLY.contains(section))
                .toList());
    }

    /** The options under their headings: first those of the command itself, last the help options. */
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
