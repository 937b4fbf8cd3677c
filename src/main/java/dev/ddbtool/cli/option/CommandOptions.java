package dev.ddbtool.cli.option;

import java.util.Set;

/** The root command, which knows the options of every command. */
public interface CommandOptions {

    /** The long names of the options of a command. */
    Set<String> longNames(String command);
}
