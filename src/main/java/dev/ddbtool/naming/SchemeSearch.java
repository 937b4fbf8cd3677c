package dev.ddbtool.naming;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toCollection;
import static java.util.stream.Collectors.toList;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Finds the scheme of table names: the one that finds the most tables in environments. */
final class SchemeSearch {

    /** The number of schemes that are compared. An account with thousands of tables has thousands of rare ones. */
    private static final int MOST_SCHEMES = 20;

    /** The number of environments that a person still reads. The tables of the smaller ones belong to none. */
    private static final int MOST_ENVIRONMENTS = 20;

    private final Set<String> names;
    private final @Nullable String prefix;
    private final List<String> given;
    private final NamingScheme scheme;

    /** The logical names of a scheme by environment, and those without the word of an environment. */
    private record Split(Map<String, Set<String>> tables, Set<String> bare) {

        Set<String> of(String environment) {
            return tables.getOrDefault(environment, Set.of());
        }

        /** The number of times that each logical name exists. */
        Map<String, Long> copies() {
            return Stream.concat(tables.values().stream().flatMap(Set::stream), bare.stream())
                    .collect(groupingBy(table -> table, counting()));
        }
    }

    SchemeSearch(Collection<String> physicalNames, @Nullable String prefix, List<String> environments) {
        this.names = physicalNames.stream()
                .filter(name -> NameRules.illegalCharacters(name).isEmpty())
                .collect(toCollection(TreeSet::new));
        this.prefix = prefix;
        this.given = environments;
        this.scheme = bestScheme();
    }

    /** The only environment of an account whose table names have neither a prefix nor a word. */
    static Environments withoutWords() {
        return Environments.declared(
                Environment.PRODUCTION_NAME,
                List.of(new Environment(Environment.PRODUCTION_NAME, new NameTemplate("{table}"), Place.UNDECLARED)));
    }

    NamingScheme scheme() {
        return scheme;
    }

    // ---- the scheme

    private NamingScheme bestScheme() {
        EnvironmentWords words = given.isEmpty() ? EnvironmentWords.USUAL : EnvironmentWords.of(given);
        Map<NamingScheme, Long> candidates = names.stream()
                .flatMap(name -> schemes(name, words))
                .filter(each -> prefix == null || each.start().equals(givenStart()))
                .collect(groupingBy(each -> each, counting()));
        Comparator<NamingScheme> simplest = Comparator.comparing(NamingScheme::atEnd)
                .thenComparing(each -> each.prefix().length())
                .thenComparing(NamingScheme::toString);
        Optional<NamingScheme> best = candidates.entrySet().stream()
                .sorted(Map.Entry.<NamingScheme, Long>comparingByValue()
                        .reversed()
                        .thenComparing(Map.Entry.comparingByKey(simplest)))
                .limit(MOST_SCHEMES)
                .map(Map.Entry::getKey)
                .filter(each -> score(each, words) > 0)
                .max(Comparator.comparing((NamingScheme each) -> score(each, words))
                        .thenComparing(simplest.reversed()));
        if (best.isEmpty()) {
            String separator = mostFrequentSeparator();
            NamingScheme none = new NamingScheme("", "", separator, false);
            String start = prefix == null ? commonStart(names) : givenStart();
            return start.isEmpty()
                    ? none
                    : new NamingScheme("", "", start.substring(start.length() - 1), false).under(start);
        }
        return best.get().atEnd() && prefix == null ? withPrefix(best.get(), words) : best.get();
    }

    /** The schemes in which a name contains one of the words. */
    private Stream<NamingScheme> schemes(String name, EnvironmentWords words) {
        List<NamingScheme> found = new ArrayList<>();
        Matcher inFront = Pattern.compile("(?<=^|" + NamingScheme.SEPARATOR + ")(?:" + words.regex() + ")(?<separator>"
                        + NamingScheme.SEPARATOR + ")(?=.)")
                .matcher(name);
        for (int from = 0; inFront.find(from); from = inFront.start() + 1) {
            NamingScheme scheme = new NamingScheme("", "", inFront.group("separator"), false);
            found.add(scheme.under(name.substring(0, inFront.start())));
        }
        Matcher atEnd = Pattern.compile(".+?(?<separator>" + NamingScheme.SEPARATOR + ")(?:" + words.regex() + ")")
                .matcher(name);
        if (atEnd.matches()) {
            found.add(
                    new NamingScheme("", "", atEnd.group("separator"), true).under(prefix == null ? "" : givenStart()));
        }
        return found.stream();
    }

    /** The number of tables in environments. */
    private long score(NamingScheme scheme, EnvironmentWords words) {
        Split split = split(scheme, words);
        Set<String> environments =
                given.isEmpty() ? evident(split) : split.tables().keySet();
        return environments.stream().mapToLong(word -> split.of(word).size()).sum();
    }

    /** The words that are environments: some of their tables exist without the word, too, or most tables have it. */
    private Set<String> evident(Split split) {
        Map<String, Long> copies = split.copies();
        long all = copies.values().stream().mapToLong(Long::longValue).sum();
        return split.tables().keySet().stream()
                .filter(word -> {
                    Set<String> tables = split.of(word);
                    long others = tables.stream()
                            .filter(table -> copies.getOrDefault(table, 0L) > 1)
                            .count();
                    boolean most = 2L * tables.size() >= all && (tables.size() > 1 || all == names.size());
                    return others >= (EnvironmentWords.isUnambiguous(word) ? 1 : 2) || most;
                })
                .collect(toCollection(TreeSet::new));
    }

    private Split split(NamingScheme scheme, EnvironmentWords words) {
        Split split = new Split(new TreeMap<>(), new TreeSet<>());
        Pattern form = scheme.form(words);
        names.stream()
                .filter(name -> name.startsWith(scheme.start()))
                .forEach(name -> NamingScheme.split(name, form)
                        .ifPresentOrElse(
                                parts -> split.tables()
                                        .computeIfAbsent(words.environment(parts.word()), word -> new TreeSet<>())
                                        .add(parts.table()),
                                () -> split.bare()
                                        .add(name.substring(scheme.start().length()))));
        return split;
    }

    // ---- the prefix

    /** The given prefix with the separator that follows it in names. */
    private String givenStart() {
        String start = String.valueOf(prefix).replaceFirst(NamingScheme.SEPARATOR + "$", "");
        if (start.isEmpty()) {
            return "";
        }
        return names.stream()
                .filter(name ->
                        name.startsWith(start) && name.substring(start.length()).matches(NamingScheme.SEPARATOR + ".*"))
                .map(name -> name.substring(0, start.length() + 1))
                .findFirst()
                .orElse(start + "-");
    }

    /** Names with the word at the end may also have a prefix: {@code shop-orders-dev}. */
    private NamingScheme withPrefix(NamingScheme found, EnvironmentWords words) {
        Set<String> tables = new TreeSet<>();
        split(found, words).tables().values().forEach(tables::addAll);
        return found.under(commonStart(tables));
    }

    /**
     * The text up to a separator with which the names of the largest application begin. Most tables must belong to it, or
     * all to some application: {@code order-items} and {@code order-lines} beside other tables only share a word.
     */
    private static String commonStart(Collection<String> names) {
        Collection<List<String>> groups = names.stream()
                .collect(groupingBy(name -> name.split(NamingScheme.SEPARATOR, 2)[0], TreeMap::new, toList()))
                .values();
        List<String> largest =
                groups.stream().max(Comparator.comparing(List::size)).orElse(List.of());
        boolean most = 3 * largest.size() > 2 * names.size() && largest.size() > 1;
        boolean applications = largest.size() > 2 && groups.stream().allMatch(group -> group.size() > 1);
        String start = most || applications ? NamePrefixes.common(largest) : "";
        return start.matches(".+" + NamingScheme.SEPARATOR) ? start : "";
    }

    private String mostFrequentSeparator() {
        return Stream.of("-", "_", ".")
                .max(Comparator.comparing((String separator) -> names.stream()
                                .filter(name -> name.contains(separator))
                                .count())
                        .thenComparing(Comparator.reverseOrder()))
                .orElseThrow();
    }

    // ---- the environments

    /** The environments of the scheme, the default environment first. */
    Environments environments() {
        Set<String> words = given.isEmpty() ? foundWords() : new TreeSet<>(given);
        Split split = split(scheme, EnvironmentWords.of(words.isEmpty() ? Set.of("\0") : words));
        List<String> sorted = new ArrayList<>(words);
        sorted.sort(Comparator.comparing((String word) -> word.contains(NameForm.WILDCARD))
                .thenComparing(word -> -split.of(word).size()));
        Optional<String> production =
                sorted.stream().filter(Environment::isProductionName).findFirst();
        Optional<String> largest = sorted.stream()
                .filter(word ->
                        !word.contains(NameForm.WILDCARD) && !split.of(word).isEmpty())
                .findFirst();
        boolean bareExist = !split.bare().isEmpty();
        String standard =
                production.or(() -> bareExist ? Optional.empty() : largest).orElse(Environment.PRODUCTION_NAME);
        if (!sorted.contains(standard)) {
            sorted.add(0, standard);
        }
        return Environments.declared(
                standard,
                sorted.stream()
                        .map(word -> new Environment(
                                word,
                                scheme.template(words.contains(word)
                                        && !(word.equals(standard)
                                                && bareExist
                                                && split.of(word).isEmpty())),
                                Place.UNDECLARED))
                        .toList());
    }

    private Set<String> foundWords() {
        Split usual = split(scheme, EnvironmentWords.USUAL);
        List<String> largestFirst = usual.tables().keySet().stream()
                .sorted(Comparator.comparing(word -> -usual.of(word).size()))
                .toList();
        Set<String> words = new TreeSet<>(String.CASE_INSENSITIVE_ORDER); // one of those that differ only in case
        Set<String> evident = evident(usual);
        boolean certain = !evident.isEmpty() || !scheme.prefix().isEmpty();
        largestFirst.stream()
                .filter(word -> evident.contains(word) || (certain && EnvironmentWords.isUnambiguous(word)))
                .limit(MOST_ENVIRONMENTS)
                .forEach(words::add);
        Set<String> described = new TreeSet<>(usual.bare());
        words.forEach(word -> described.addAll(usual.of(word)));
        split(scheme, EnvironmentWords.ANY).tables().entrySet().stream()
                .filter(each -> isFamily(each.getKey(), each.getValue(), described))
                .limit(MOST_ENVIRONMENTS)
                .forEach(each -> words.add(each.getKey()));
        return words;
    }

    /** As the families of {@link Families}, but with any separator, and in front or at the end. */
    private static boolean isFamily(String word, Set<String> tables, Set<String> described) {
        long copies = tables.stream().filter(described::contains).count();
        return copies >= 2
                && 2 * copies > tables.size()
                && !Environment.isProductionName(word)
                && !Families.isWordOfTheApplication(word, described);
    }
}
