package dev.ddbtool;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.belongToAnyOf;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideInAnyPackage;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noCodeUnits;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;
import static java.util.stream.Collectors.toSet;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaCodeUnit;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchCondition;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.ConditionEvents;
import com.tngtech.archunit.lang.SimpleConditionEvent;
import com.tngtech.archunit.library.dependencies.Slice;
import com.tngtech.archunit.library.dependencies.SliceAssignment;
import com.tngtech.archunit.library.dependencies.SliceIdentifier;
import java.lang.reflect.Executable;
import java.time.Clock;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The architecture rules for the code below a root package, as described in {@code docs/architecture.md}. */
final class ArchitectureRules {

    /**
     * What each package may import, bottom to top: our packages ({@code *}: all packages above it in this list) and
     * libraries.
     */
    private static final String PACKAGES = """
            problem          |                                                                   |
            naming           | problem                                                           |
            schema           | problem naming                                                    | jackson-annotations
            schema.rule      | problem naming schema                                             |
            schema.file      | problem naming schema schema.rule                                 | jackson
            plan             | problem naming schema                                             |
            plan.compare     | problem naming schema plan                                        |
            convert          | problem naming schema schema.file plan                            | jackson
            project          | problem naming schema schema.rule plan                            | jackson
            aws.call         | problem                                                           | aws-sdk slf4j tls
            aws.call.connect | problem aws.call                                                  | aws-sdk
            aws              | problem naming schema plan plan.compare aws.call aws.call.connect | aws-sdk jackson
            report           | problem naming schema schema.file plan project                    | jackson xml
            cli.run          | *                                                                 | logback slf4j
            cli.option       | *                                                                 | picocli
            cli.command      | *                                                                 | picocli
            cli              | *                                                                 | picocli
            """;

    private static final Map<String, String> LIBRARIES = Map.of(
            "aws-sdk", "software.amazon.awssdk..",
            "jackson", "com.fasterxml.jackson..",
            "jackson-annotations", "com.fasterxml.jackson.annotation..",
            "logback", "ch.qos.logback..",
            "picocli", "picocli..",
            "slf4j", "org.slf4j..",
            "tls", "javax.net.ssl..",
            "xml", "javax.xml.stream..");

    /** A package with this many files fails the build; about twenty is the goal. */
    private static final int TOO_MANY_FILES = 30;

    /** Packages that compute values from values. */
    private static final String[] PURE = {"naming", "schema", "schema.rule", "plan", "plan.compare", "convert"};

    /** The part of the JDK without files, network, threads and processes. */
    private static final DescribedPredicate<JavaClass> VALUES_OF_THE_JDK = resideInAnyPackage(
                    "java.lang",
                    "java.lang.annotation",
                    "java.math",
                    "java.nio.charset",
                    "java.time",
                    "java.util",
                    "java.util.function",
                    "java.util.regex",
                    "java.util.stream")
            .and(not(belongToAnyOf(
                    Process.class,
                    ProcessBuilder.class,
                    ProcessHandle.class,
                    Runtime.class,
                    System.class,
                    Thread.class)));

    /** A class and its nested classes are one file. */
    private static final SliceAssignment FILES = new SliceAssignment() {
        @Override
        public SliceIdentifier getIdentifierOf(JavaClass type) {
            return SliceIdentifier.of(file(type));
        }

        @Override
        public String getDescription() {
            return "files";
        }
    };

    /** Words that do not say what a class or package is for. */
    private static final Set<String> EMPTY_WORDS =
            Set.of("util", "utils", "common", "impl", "service", "manager", "helper", "base", "abstract");

    private static final Map<String, Set<String>> EXITS = Map.of(
            "java.lang.System", Set.of("exit"),
            "java.lang.Runtime", Set.of("exit", "halt"));

    private static final Map<String, Set<String>> STREAMS = Map.of(
            "java.lang.System", Set.of("in", "out", "err"),
            "java.io.FileDescriptor", Set.of("in", "out", "err"));

    private static final Map<String, Set<String>> TIME = Map.of(
            "java.lang.System", Set.of("currentTimeMillis", "nanoTime"),
            "java.lang.Thread", Set.of("sleep"),
            "java.time.Instant", Set.of("now"),
            "java.time.LocalDate", Set.of("now"),
            "java.time.LocalDateTime", Set.of("now"),
            "java.time.ZonedDateTime", Set.of("now"),
            "java.time.OffsetDateTime", Set.of("now"),
            "java.util.concurrent.TimeUnit", Set.of("sleep"),
            "java.util.concurrent.locks.LockSupport", Set.of("park", "parkNanos", "parkUntil"));

    private static final Map<String, Set<String>> VARIABLES = Map.of(
            "java.lang.System", Set.of("getenv", "getProperty", "getProperties"),
            "java.lang.Boolean", Set.of("getBoolean"),
            "java.lang.Integer", Set.of("getInteger"),
            "java.lang.Long", Set.of("getLong"));

    private static final Map<String, Set<String>> PARSING = Map.of(
            "picocli.CommandLine",
            Set.of(
                    "<init>",
                    "call",
                    "execute",
                    "invoke",
                    "parse",
                    "parseArgs",
                    "parseWithHandler",
                    "parseWithHandlers",
                    "populateCommand",
                    "populateSpec",
                    "run"));

    private final String root;

    ArchitectureRules(String root) {
        this.root = root;
    }

    /** Every rule, by name. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        Set<String> packages = new LinkedHashSet<>();
        PACKAGES.lines().map(line -> line.split("\\|", -1)).forEach(row -> {
            String name = row[0].strip();
            Set<String> ours = row[1].strip().equals("*") ? Set.copyOf(packages) : words(row[1]);
            rules.put(name, imports(name, ours, words(row[2])));
            packages.add(name);
        });
        rules.put("package", classes().should().resideInAnyPackage(own(packages)));
        rules.put("pure", pure());
        rules.put("cycle", slices().matching(root + ".(**)").should().beFreeOfCycles());
        rules.put("file cycle", slices().assignedFrom(FILES).should().beFreeOfCycles());
        rules.put("size", slices().matching(root + ".(**)").should(haveFewFiles()));
        rules.put("exit", onlyIn("cli.Main", "end the process", EXITS));
        rules.put("stream", onlyIn("cli.Main", "use the process's own streams", STREAMS));
        rules.put("exit code", exitCodes());
        rules.put("variable", onlyIn("cli.Main", "read variables and properties of the process", VARIABLES));
        rules.put("argument", arguments());
        rules.put(
                "parser",
                onlyIn(List.of("cli.Main", "cli.Ddbtool", "cli.option.OutputOptions"), "parse arguments", PARSING));
        rules.put(
                "parsed",
                noClasses()
                        .that(not(named(
                                "cli.Ddbtool",
                                "cli.option.OutputOptions",
                                "cli.option.TypedCommandReader",
                                "cli.option.UsageErrors")))
                        .should()
                        .dependOnClassesThat()
                        .haveFullyQualifiedName("picocli.CommandLine$ParseResult"));
        rules.put(
                "word",
                onlyIn(
                        List.of("cli.run.TypedCommand", "cli.run.NextCommands"),
                        "read the command line as typed",
                        Map.of(own("cli.run.TypedCommand"), Set.of("words"))));
        rules.put(
                "delete",
                onlyIn(
                        "cli.run.DestroyRun",
                        "plan to delete a table",
                        Map.of(own("plan.Step$DeleteTable"), Set.of("<init>"))));
        rules.put("time", onlyIn("aws.call.ThreadedAgenda", "read a clock or sleep", TIME));
        rules.put(
                "clock",
                noClasses()
                        .that(not(named("aws.call.ThreadedAgenda")))
                        .should()
                        .dependOnClassesThat()
                        .areAssignableTo(Clock.class));
        rules.put("name", classes().should(be(describe("named by what they are for", type -> !hasEmptyWord(type)))));
        return rules;
    }

    private ArchRule imports(String name, Set<String> ours, Set<String> libraries) {
        String[] allowed = Stream.of(
                        Stream.of("java..", "org.jspecify..", own(name)),
                        ours.stream().map(this::own),
                        libraries.stream().map(LIBRARIES::get))
                .flatMap(Function.identity())
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(own(name))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(allowed));
    }

    private ArchRule pure() {
        return noClasses()
                .that()
                .resideInAnyPackage(own(List.of(PURE)))
                .should()
                .dependOnClassesThat(resideInAnyPackage("java..", "javax..").and(not(VALUES_OF_THE_JDK)));
    }

    /** Only the entry points may take the argument array of the process. Varargs methods are allowed. */
    private ArchRule arguments() {
        return noCodeUnits()
                .that()
                .areDeclaredInClassesThat(not(named("cli.Main", "cli.Ddbtool", "cli.Rehearsal")))
                .should(be(describe("given an array of words", ArchitectureRules::takesArray)));
    }

    private static boolean takesArray(JavaCodeUnit unit) {
        return unit.getRawParameterTypes().stream().anyMatch(type -> type.isEquivalentTo(String[].class))
                && unit.reflect() instanceof Executable executable
                && !executable.isVarArgs();
    }

    private static String file(JavaClass type) {
        return type.getEnclosingClass().map(ArchitectureRules::file).orElse(type.getFullName());
    }

    private static ArchCondition<Slice> haveFewFiles() {
        return new ArchCondition<>("have fewer than " + TOO_MANY_FILES + " files") {
            @Override
            public void check(Slice types, ConditionEvents events) {
                long files = types.stream()
                        .map(ArchitectureRules::file)
                        .filter(file -> !file.endsWith(".package-info"))
                        .distinct()
                        .count();
                String name = types.iterator().next().getPackageName();
                events.add(new SimpleConditionEvent(types, files < TOO_MANY_FILES, name + " has " + files + " files"));
            }
        };
    }

    private ArchRule onlyIn(String holder, String deed, Map<String, Set<String>> members) {
        return onlyIn(List.of(holder), deed, members);
    }

    private ArchRule onlyIn(List<String> holders, String deed, Map<String, Set<String>> members) {
        return noClasses()
                .that(not(named(holders.toArray(String[]::new))))
                .should(accessTargetWhere(oneOf(members)))
                .as("no classes but " + String.join(", ", holders) + " should " + deed);
    }

    /**
     * The compiler copies constants into classes that use them, so the rule looks for classes that define such
     * constants.
     */
    private ArchRule exitCodes() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(not(named("report.ExitCode")))
                .should(be(describe("numbers of exits", ArchitectureRules::isExitCode)));
    }

    private String own(String name) {
        return root + "." + name;
    }

    private String[] own(Collection<String> names) {
        return names.stream().map(this::own).toArray(String[]::new);
    }

    private static Set<String> words(String text) {
        return Arrays.stream(text.strip().split(" +", -1))
                .filter(word -> !word.isEmpty())
                .collect(toSet());
    }

    /** Classes and their nested classes. */
    private DescribedPredicate<JavaClass> named(String... names) {
        Set<String> full = Set.of(own(List.of(names)));
        return describe("are " + String.join(", ", names), type -> full.contains(file(type)));
    }

    private static DescribedPredicate<JavaAccess<?>> oneOf(Map<String, Set<String>> members) {
        return describe(
                "is one of " + members,
                access -> members.getOrDefault(access.getTargetOwner().getFullName(), Set.of())
                        .contains(access.getName()));
    }

    private static boolean isExitCode(JavaField field) {
        boolean number = field.getRawType().isEquivalentTo(int.class)
                || field.getRawType().isEquivalentTo(Integer.class);
        String name = field.getName().toLowerCase(Locale.ROOT);
        return number && (name.contains("exit") || name.endsWith("code"));
    }

    private boolean hasEmptyWord(JavaClass type) {
        return Stream.concat(
                        Arrays.stream(
                                type.getPackageName().substring(root.length()).split("\\.", -1)),
                        Arrays.stream(type.getSimpleName().split("(?<=[a-z0-9])(?=[A-Z])", -1)))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .anyMatch(EMPTY_WORDS::contains);
    }
}
