package dev.ddbtool.project;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.NameTemplate;
import dev.ddbtool.naming.Place;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An environment of the project file, with the keys that it has.
 *
 * @param keys the values: strings, booleans, days as {@link Integer}, tags as a map
 * @param source its line in the project file
 */
record DeclaredEnvironment(String name, Map<EnvironmentKey, Sourced<Object>> keys, String source) {

    DeclaredEnvironment {
        keys = Map.copyOf(keys);
    }

    /** An environment that no project file declares. */
    static DeclaredEnvironment undeclared(String name, String source) {
        return new DeclaredEnvironment(name, new EnumMap<>(EnvironmentKey.class), source);
    }

    Optional<Sourced<Object>> value(EnvironmentKey key) {
        return Optional.ofNullable(keys.get(key));
    }

    Optional<Sourced<String>> text(EnvironmentKey key) {
        return value(key).map(value -> value.map(String::valueOf));
    }

    Optional<Sourced<Boolean>> bool(EnvironmentKey key) {
        return value(key).map(value -> value.map(Boolean.TRUE::equals));
    }

    private @Nullable String textOrNull(EnvironmentKey key) {
        return text(key).map(Sourced::value).orElse(null);
    }

    /**
     * The environment with its name template.
     *
     * @throws dev.ddbtool.naming.NamingException if the name or the template is invalid
     */
    Environment environment() {
        Place place = new Place(
                textOrNull(EnvironmentKey.ACCOUNT),
                textOrNull(EnvironmentKey.REGION),
                textOrNull(EnvironmentKey.ENDPOINT_URL));
        return text(EnvironmentKey.TABLE_NAME)
                .map(template -> new Environment(name, new NameTemplate(template.value()), place))
                .orElseGet(() -> new Environment(name, NameTemplate.standard(name), place));
    }
}
