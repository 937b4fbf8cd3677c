package dev.ddbtool;

import static com.tngtech.archunit.base.DescribedPredicate.describe;
import static com.tngtech.archunit.base.DescribedPredicate.not;
import static com.tngtech.archunit.core.domain.JavaClass.Predicates.resideOutsideOfPackages;
import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.conditions.ArchConditions.be;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noFields;
import static com.tngtech.archunit.library.dependencies.SlicesRuleDefinition.slices;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaField;
import com.tngtech.archunit.lang.ArchRule;
import java.time.Clock;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/** The rules of the house, for whichever house begins at a root package; {@code docs/design.md} has them in words. */
final class HouseRules {

    private static final String ANNOTATIONS = "org.jspecify..";
    private static final String AWS_SDK = "software.amazon.awssdk..";
    private static final String JACKSON = "com.fasterxml.jackson..";
    private static final String JACKSON_ANNOTATIONS = "com.fasterxml.jackson.annotation..";
    private static final String LOGBACK = "ch.qos.logback..";
    private static final String PICOCLI = "picocli..";
    private static final String SLF4J = "org.slf4j..";

    /** Words that say nothing of what a class or package is for. */
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

    private final String root;

    HouseRules(String root) {
        this.root = root;
    }

    /** Every rule, by the name that tests give it. */
    Map<String, ArchRule> all() {
        Map<String, ArchRule> rules = new LinkedHashMap<>();
        String schemas = own("schema") + "..";
        rules.put("problem", uses("problem"));
        rules.put("naming", uses("naming", own("problem")));
        rules.put("schema", uses("schema", own("naming"), own("problem"), JACKSON_ANNOTATIONS));
        rules.put("rule", uses("schema.rule", own("schema"), own("naming"), own("problem")));
        rules.put(
                "file", uses("schema.file", own("schema"), own("schema.rule"), own("naming"), own("problem"), JACKSON));
        rules.put("plan", uses("plan", own("naming"), own("schema"), own("problem")));
        rules.put("compare", uses("plan.compare", own("plan"), own("naming"), own("schema"), own("problem")));
        rules.put(
                "aws",
                uses("aws..", own("naming"), own("schema"), own("plan.."), own("problem"), AWS_SDK, JACKSON, SLF4J));
        rules.put(
                "cli",
                uses(
                        "cli..",
                        own("naming"),
                        schemas,
                        own("plan.."),
                        own("aws.."),
                        own("report"),
                        own("problem"),
                        PICOCLI,
                        JACKSON,
                        LOGBACK,
                        SLF4J));
        rules.put(
                "package",
                classes()
                        .should()
                        .resideInAnyPackage(
                                own("problem"),
                                own("naming"),
                                schemas,
                                own("plan.."),
                                own("aws.."),
                                own("report"),
                                own("cli..")));
        rules.put("cycle", slices().matching(root + ".(*)..").should().beFreeOfCycles());
        rules.put("exit", onlyIn("cli.Main", "end the process", EXITS));
        rules.put("stream", onlyIn("cli.Main", "use the process's own streams", STREAMS));
        rules.put("exit code", exitCodes());
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

    private ArchRule uses(String name, String... others) {
        String[] allowed = Stream.concat(
                        Stream.of("java..", "javax.net.ssl..", ANNOTATIONS, own(name)), Arrays.stream(others))
                .toArray(String[]::new);
        return noClasses()
                .that()
                .resideInAPackage(own(name))
                .should()
                .dependOnClassesThat(resideOutsideOfPackages(allowed));
    }

    private ArchRule onlyIn(String holder, String deed, Map<String, Set<String>> members) {
        return noClasses()
                .that(not(named(holder)))
                .should(accessTargetWhere(oneOf(members)))
                .as("no classes but " + holder + " should " + deed);
    }

    /** Constants are copied into whatever uses them, so what can be seen is who has numbers of that name. */
    private ArchRule exitCodes() {
        return noFields()
                .that()
                .areDeclaredInClassesThat(not(named("report.ExitCode")))
                .should(be(describe("numbers of exits", HouseRules::isExitCode)));
    }

    private String own(String name) {
        return root + "." + name;
    }

    /** A class, and the ones inside it. */
    private DescribedPredicate<JavaClass> named(String name) {
        String full = root + "." + name;
        return describe(
                "are " + name,
                type -> type.getFullName().equals(full) || type.getFullName().startsWith(full + "$"));
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
