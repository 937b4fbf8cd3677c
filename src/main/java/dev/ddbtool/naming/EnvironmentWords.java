package dev.ddbtool.naming;

import static java.util.stream.Collectors.joining;

import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * The words in table names that may be the name of an environment.
 *
 * @param regex the regular expression of all words
 * @param names the environments; empty if they are not known yet
 */
record EnvironmentWords(String regex, List<String> names) {

    /** The environment of a pull request: {@code pr-12}, {@code pr12}. */
    static final String PULL_REQUEST = "(?i)pr[-_.]?[0-9]+";

    /** Names of environments that may be a word of the application, too. */
    private static final Set<String> AMBIGUOUS = Set.of("live", "stage", "test", "sandbox", "demo");

    /** Names that people give to environments. */
    static final EnvironmentWords USUAL = new EnvironmentWords(
            Stream.concat(
                            Environment.PRODUCTION_NAMES.stream(),
                            Stream.of(
                                    "staging",
                                    "stage",
                                    "stg",
                                    "development",
                                    "dev",
                                    "test",
                                    "qa",
                                    "uat",
                                    "sandbox",
                                    "demo",
                                    "preprod"))
                    .collect(joining("|", PULL_REQUEST + "|(?i:", ")")),
            List.of());

    /** Any word. */
    static final EnvironmentWords ANY = new EnvironmentWords("[a-zA-Z0-9]+", List.of());

    /** The words of these environments, which may be patterns. */
    static EnvironmentWords of(Collection<String> environments) {
        return new EnvironmentWords(
                environments.stream()
                        .sorted(Comparator.comparing(String::length).reversed())
                        .map(EnvironmentWords::regex)
                        .collect(joining("|")),
                List.copyOf(environments));
    }

    private static String regex(String environment) {
        return Stream.of(environment.split("\\*", -1))
                .map(part -> part.isEmpty() ? "" : Pattern.quote(part))
                .collect(joining(NameForm.WILDCARD_CHARACTERS + "+"));
    }

    /** The environment of a word. For pull requests, it is a pattern if a separator bounds the number. */
    String environment(String word) {
        if (names.isEmpty()) {
            return word.matches(PULL_REQUEST) ? word.replaceFirst("(?<=[-_.])[0-9]+$", NameForm.WILDCARD) : word;
        }
        return names.contains(word)
                ? word
                : names.stream()
                        .filter(each -> word.matches(regex(each)))
                        .findFirst()
                        .orElse(word);
    }

    /** Whether a usual word can only be the name of an environment. */
    static boolean isUnambiguous(String word) {
        return !AMBIGUOUS.contains(word.toLowerCase(Locale.ROOT));
    }
}
