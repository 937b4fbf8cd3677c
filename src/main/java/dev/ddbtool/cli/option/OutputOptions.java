package dev.ddbtool.cli.option;

import dev.ddbtool.cli.run.Variables;
import dev.ddbtool.report.Console;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;

/** What is shown, and how. */
public final class OutputOptions {

    Format format = Format.text;
    public boolean quiet;
    boolean noColor;
    public boolean debug;

    public void addTo(CommandSpec command) {
        Section section = new Section(command, Section.Heading.OUTPUT);
        section.add(
                Section.option(
                                "--output",
                                "FORMAT",
                                "text, or json as docs/report.schema.json describes it. [default: ${DEFAULT-VALUE}]")
                        .type(Format.class)
                        .defaultValue("text"),
                (Format value) -> format = value);
        section.flag(
                "-q,--quiet",
                "No notes and no progress; results, warnings and errors are shown.",
                value -> quiet = value);
        section.flag("--no-color", "No colours. [env: NO_COLOR]", value -> noColor = value);
        section.flag("--debug", "Stack traces and the AWS SDK's log.", value -> debug = value);
    }

    /** The form of the answer on stdout; spelled as people type it. */
    enum Format {
        text,
        json
    }

    /** What can be told of a command line that was not understood. */
    public static OutputOptions typed(List<String> arguments) {
        OutputOptions typed = new OutputOptions();
        for (int i = 0; i < arguments.size(); i++) {
            String next = i + 1 < arguments.size() ? arguments.get(i + 1) : "";
            if (arguments.get(i).equalsIgnoreCase("--output=json")
                    || (arguments.get(i).equals("--output") && next.equalsIgnoreCase("json"))) {
                typed.format = Format.json;
            }
        }
        typed.debug = arguments.contains("--debug");
        return typed;
    }

    public boolean json() {
        return format == Format.json;
    }

    /** Colour only on a terminal, never against anybody's wish. */
    public boolean colors(Variables variables, Console console, String stream) {
        return console.terminals().contains(stream)
                && !noColor
                && variables.get("NO_COLOR").isEmpty()
                && !variables.get("TERM").orElse("").equals("dumb");
    }
}
