package dev.ddbtool;

import static com.tngtech.archunit.lang.conditions.ArchConditions.accessTargetWhere;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import com.tngtech.archunit.base.DescribedPredicate;
import com.tngtech.archunit.core.domain.JavaAccess;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;
import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.EvaluationResult;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Isolated;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The code follows the architecture rules, and each rule detects its violation in {@code dev.ddbtool.violations}. */
class ArchitectureTest {

    private static final Map<String, ArchRule> RULES = new ArchitectureRules("dev.ddbtool").all();
    private static final JavaClasses CODE = new ClassFileImporter()
            .withImportOption(ImportOption.Predefined.DO_NOT_INCLUDE_TESTS)
            .importPackages("dev.ddbtool");

    private static final String BAD = "dev.ddbtool.violations";
    private static final Map<String, ArchRule> BAD_RULES = new ArchitectureRules(BAD).all();
    private static final JavaClasses BAD_CODE = new ClassFileImporter().importPackages(BAD);

    /** Each rule, and a class or package of {@code dev.ddbtool.violations} that breaks it. */
    private static final String OFFENDERS = """
            problem,          problem.HoldsJson
            naming,           naming.LooksUp
            schema,           schema.LogsAndLooksDown
            schema.rule,      schema.rule.JudgesJson
            schema.file,      schema.file.LogsReading
            plan,             plan.KnowsJson
            plan,             plan.KnowsItsComparison
            plan.compare,     plan.compare.ComparesJson
            convert,          convert.ReadsAProject
            project,          project.ReadsLiveTables
            project,          project.ReadsLiveTables
            aws.call,         aws.call.KnowsPlans
            aws.call.connect, aws.call.connect.KnowsJson
            aws,              aws.KnowsOptions
            report,           report.CallsAws
            cli.run,          cli.run.KnowsOptions
            cli.option,       cli.option.KnowsItsCommand
            cli.command,      cli.command.Logs
            cli,              cli.CallsAws
            package,          elsewhere.Lost
            pure,             naming.ReadsAFile
            pure,             schema.StartsAThread
            pure,             schema.rule.AsksTheNetwork
            pure,             plan.compare.WaitsForAFuture
            cycle,            naming.LooksUp
            cycle,            plan.KnowsItsComparison
            file cycle,       schema.rule.FirstOfACycle
            size,             crowded
            exit,             cli.Exits
            exit,             cli.Halts
            stream,           cli.Prints
            exit code,        cli.NumbersItsExits
            variable,         cli.run.ReadsAVariable
            argument,         cli.run.TakesArguments
            parser,           cli.command.ParsesArguments
            parsed,           cli.command.ReadsWhatWasParsed
            word,             cli.run.LooksForAnOption
            delete,           cli.command.DeletesATable
            time,             plan.ReadsTheClock
            time,             plan.PassesTheClockOn
            time,             aws.Sleeps
            clock,            plan.HoldsAClock
            name,             cli.WordHelper
            """;

    /** {@code words.contains("--debug")} and the like: constants are copied into class files, so sources are searched. */
    private static final Pattern LOOKS_FOR_AN_OPTION = Pattern.compile(
            "(contains|equals|indexOf|startsWith)\\(\"(--[a-z]|-[a-z]\")|\"(--[a-z-]+|-[a-z])\"(\\.|::)(equals|contentEquals)");

    /** Calls that change something for all tests of the process. */
    private static final Map<String, Set<String>> PROCESS = Map.of(
            "java.lang.System", Set.of("setProperty", "clearProperty", "setIn", "setOut", "setErr"),
            "java.util.Locale", Set.of("setDefault"),
            "java.util.TimeZone", Set.of("setDefault"),
            "ch.qos.logback.classic.Logger", Set.of("addAppender", "detachAppender", "setLevel", "setAdditive"));

    static Set<String> rules() {
        return RULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void follows_the_rule(String rule) {
        ArchRule checked = Objects.requireNonNull(RULES.get(rule));

        assertThatCode(() -> checked.check(CODE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(textBlock = OFFENDERS)
    void finds_the_class_that_breaks_each_rule(String rule, String offender) {
        EvaluationResult result = Objects.requireNonNull(BAD_RULES.get(rule)).evaluate(BAD_CODE);

        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(BAD + "." + offender));
    }

    @Test
    void has_a_violation_of_each_rule() {
        assertThat(OFFENDERS.lines().map(line -> line.split(",", -1)[0]).distinct())
                .containsExactlyElementsOf(rules());
    }

    @Test
    void accepts_classes_that_break_no_rule() {
        assertThat(BAD_RULES.values()).allSatisfy(rule -> {
            if (!rule.getDescription().contains("cycles")) {
                assertThat(rule.evaluate(BAD_CODE).getFailureReport().getDetails())
                        .noneMatch(detail -> detail.contains("naming.Below>") && !detail.contains("LogsAndLooksDown"));
            }
        });
    }

    @Test
    void does_not_search_arguments_for_options() throws IOException {
        assertThat(sourcesThatLookForAnOption(Path.of("src/main/java"))).isEmpty();
        assertThat(sourcesThatLookForAnOption(Path.of("src/test/java/dev/ddbtool/violations")))
                .containsExactly("LooksForAnOption.java");
    }

    private static List<String> sourcesThatLookForAnOption(Path folder) throws IOException {
        try (Stream<Path> paths = Files.walk(folder)) {
            List<String> found = new ArrayList<>();
            for (Path path :
                    paths.filter(path -> path.toString().endsWith(".java")).toList()) {
                if (LOOKS_FOR_AN_OPTION.matcher(Files.readString(path)).find()) {
                    found.add(path.getFileName().toString());
                }
            }
            return found;
        }
    }

    /** Without isolation, an endpoint in a system property of one test class makes other tests use an emulator. */
    @Test
    void isolates_tests_that_change_the_process() {
        DescribedPredicate<JavaAccess<?>> change = DescribedPredicate.describe(
                "changes the process",
                access -> PROCESS.getOrDefault(access.getTargetOwner().getFullName(), Set.of())
                        .contains(access.getName()));
        ArchRule rule = noClasses()
                .that()
                .areNotAnnotatedWith(Isolated.class)
                .and()
                .haveSimpleNameEndingWith("Test")
                .should(accessTargetWhere(change))
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.ddbtool.cli.FaultScenario"); // sets properties and listens to the log
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.ddbtool");

        assertThat(tests.contain("dev.ddbtool.cli.FaultScenario")).isTrue();
        assertThatCode(() -> rule.check(tests)).doesNotThrowAnyException();
    }
}
