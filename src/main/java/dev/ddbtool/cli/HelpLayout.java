package dev.ddbtool.cli;

import dev.ddbtool.cli.option.OptionSections;
import dev.ddbtool.report.ExitCode;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help;
import picocli.CommandLine.IHelpSectionRenderer;
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

    private static final Map<String, String> EXIT_CODES = ExitCode.listed();

    private HelpLayout() {}

    static void apply(CommandLine line) {
        String page = PAGES.getOrDefault(line.getCommandName(), FIRST_PAGE);
        line.setHelpSectionKeys(ORDER);
        line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_OPTION_LIST, new OptionSections());
        line.getHelpSectionMap().put(READ_MORE, new ReadMore(page));
        line.getCommandSpec().usageMessage().exitCodeList(EXIT_CODES);
        if (line.getParent() == null) {
            line.getHelpSectionMap().put(UsageMessageSpec.SECTION_KEY_COMMAND_LIST, new Commands());
        }
    }

    /** The commands, whether or not they have been added to the command line at hand. */
    private static final class Commands implements IHelpSectionRenderer {

        private static final int INDENT = 2;

        @Override
        public String render(Help help) {
            Map<String, String> commands = Ddbtool.listed();
            int longest = 0;
            for (String command : commands.keySet()) {
                longest = Math.max(longest, command.length());
            }
            int names = INDENT + longest;
            int width = help.commandSpec().usageMessage().width();
            Help.TextTable table = Help.TextTable.forColumns(
                    help.colorScheme(),
                    new Help.Column(names, INDENT, Help.Column.Overflow.SPAN),
                    new Help.Column(width - names, INDENT, Help.Column.Overflow.WRAP));
            for (Map.Entry<String, String> command : commands.entrySet()) {
                table.addRowValues(command.getKey(), command.getValue());
            }
            return System.lineSeparator() + "Commands:" + System.lineSeparator() + table;
        }
    }

    /** No lambda: its making would keep what it implements out of the archive of classes, and all that implements that too. */
    private static final class ReadMore implements IHelpSectionRenderer {

        private final String page;

        ReadMore(String page) {
            this.page = page;
        }

        @Override
        public String render(Help help) {
            return System.lineSeparator() + "Read more: " + page + System.lineSeparator();
        }
    }
}
