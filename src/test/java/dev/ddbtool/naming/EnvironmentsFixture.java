package dev.ddbtool.naming;

import java.util.stream.Stream;

/** Environments with the default name templates. */
public final class EnvironmentsFixture {

    private EnvironmentsFixture() {}

    /** Production, and the environments of a comma-separated list. */
    public static Environments of(String others) {
        String production = Environment.PRODUCTION.name();
        return Environments.declared(
                production,
                Stream.concat(Stream.of(production), Environments.names(others).stream())
                        .distinct()
                        .map(Environment::new)
                        .toList());
    }
}
