package dev.ddbtool.cli.option;

import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.IGetter;
import picocli.CommandLine.Model.ISetter;
import picocli.CommandLine.Model.OptionSpec;

/**
 * Adds options to a command, under one heading of its help. They are declared by calls and not by annotations: for each kind of
 * annotation that it reads, Java makes a class anew in every run (docs/decisions/0007-options-by-calls.md).
 */
public final class Section {

    private final CommandSpec command;
    private final Heading heading;

    public Section(CommandSpec command, Heading heading) {
        this.command = command;
        this.heading = heading;
    }

    /** The headings, in the order of use. */
    public enum Heading {
        OWN("Options"),
        INDEX("The index"),
        POLICY("How tables are made"),
        TABLES("Which tables"),
        CHANGES("Before anything is changed"),
        CONNECTION("How to get there"),
        OUTPUT("Output"),
        HELP("Help");

        private final String title;

        Heading(String title) {
            this.title = title;
        }

        String title() {
            return title;
        }

        /** The heading that an option stands under. */
        public static Heading of(OptionSpec option) {
            return option.userObject() instanceof Heading heading ? heading : OWN;
        }
    }

    /** An option without a value. Names stand one after the other, with a comma between them. */
    public Section flag(String names, String description, Consumer<Boolean> keeper) {
        return add(names(names).type(boolean.class).description(description), keeper);
    }

    /** An option with a text as its value. */
    public Section text(String names, String label, String description, Consumer<String> keeper) {
        return add(option(names, label, description).type(String.class), keeper);
    }

    /** An option with a whole number as its value. */
    Section number(String names, String label, String description, Consumer<Long> keeper) {
        return add(option(names, label, description).type(Long.class), keeper);
    }

    /** An option that may be given more than once. */
    Section texts(String names, String label, String description, Consumer<List<String>> keeper) {
        return add(option(names, label, description).type(List.class).auxiliaryTypes(String.class), keeper);
    }

    /** The beginning of an option with a value. */
    static OptionSpec.Builder option(String names, String label, String description) {
        return names(names).paramLabel(label).description(description);
    }

    private static OptionSpec.Builder names(String names) {
        return OptionSpec.builder(names.split(",", -1));
    }

    /**
     * Any option.
     *
     * @param keeper takes its value, where it has one
     */
    public <T> Section add(OptionSpec.Builder option, Consumer<T> keeper) {
        Kept<T> kept = new Kept<>(keeper);
        command.addOption(option.userObject(heading).getter(kept).setter(kept).build());
        return this;
    }

    /** What picocli has read last. No lambda: its making would keep what it implements out of the archive of classes. */
    public static final class Kept<T> implements IGetter, ISetter {

        private final Consumer<T> keeper;
        private @Nullable Object value;

        public Kept(Consumer<T> keeper) {
            this.keeper = keeper;
        }

        @Override
        @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"
        }) // picocli's signatures; it converts to the option's type
        public <V> @Nullable V get() {
            return (V) value;
        }

        @Override
        @SuppressWarnings("unchecked")
        public <V> @Nullable V set(@Nullable V read) {
            V before = get();
            value = read;
            if (read != null) {
                keeper.accept((T) read);
            }
            return before;
        }
    }
}
