package dev.ddbtool.cli.option;

import java.util.List;
import java.util.concurrent.Callable;
import java.util.function.Consumer;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.PositionalParamSpec;

/** A command of the program: it says what can be typed behind its name, and does it. */
public interface Subcommand extends Callable<Integer> {

    /** Adds description, examples, arguments and options. */
    void describe(CommandSpec command);

    /** The arguments of a command that takes any number of them. */
    static <T> void arguments(
            CommandSpec command, String label, Class<T> type, String description, Consumer<List<T>> keeper) {
        Section.Kept<List<T>> kept = new Section.Kept<>(keeper);
        command.addPositional(PositionalParamSpec.builder()
                .paramLabel(label)
                .arity("0..*")
                .type(List.class)
                .auxiliaryTypes(type)
                .description(description)
                .getter(kept)
                .setter(kept)
                .build());
    }
}
