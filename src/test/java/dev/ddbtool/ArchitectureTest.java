package dev.ddbtool;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

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
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ResourceLock;
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
            time,             plan.ReadsTheClock
            time,             plan.PassesTheClockOn
            time,             aws.Sleeps
            clock,            plan.HoldsAClock
            name,             cli.WordHelper
            """;

    /** {@code words.contains("--debug")} and the like: constants are copied into class files, so sources are searched. */
    private static final Pattern LOOKS_FOR_AN_OPTION = Pattern.compile(
            "(contains|equals|indexOf|startsWith)\\(\"(--[a-z]|-[a-z]\")|\"(--[a-z-]+|-[a-z])\"(\\.|::)(equals|contentEquals)");

    static Set<String> rules() {
        return RULES.keySet();
    }

    @ParameterizedTest
    @MethodSource("rules")
    void the_code_keeps_the_rule(String rule) {
        ArchRule checked = Objects.requireNonNull(RULES.get(rule));

        assertThatCode(() -> checked.check(CODE)).doesNotThrowAnyException();
    }

    @ParameterizedTest
    @CsvSource(textBlock = OFFENDERS)
    void each_rule_notices_the_class_that_breaks_it(String rule, String offender) {
        EvaluationResult result = Objects.requireNonNull(BAD_RULES.get(rule)).evaluate(BAD_CODE);

        assertThat(result.getFailureReport().getDetails()).anyMatch(detail -> detail.contains(BAD + "." + offender));
    }

    @Test
    void each_rule_has_a_class_that_breaks_it() {
        assertThat(OFFENDERS.lines().map(line -> line.split(",", -1)[0]).distinct())
                .containsExactlyElementsOf(rules());
    }

    @Test
    void no_rule_takes_offence_at_a_class_that_breaks_none() {
        assertThat(BAD_RULES.values()).allSatisfy(rule -> {
            if (!rule.getDescription().contains("cycles")) {
                assertThat(rule.evaluate(BAD_CODE).getFailureReport().getDetails())
                        .noneMatch(detail -> detail.contains("naming.Below>") && !detail.contains("LogsAndLooksDown"));
            }
        });
    }

    @Test
    void no_source_looks_for_an_option_among_words() throws IOException {
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

    /**
     * Both sides need a lock, those that set and those that run beside others: an endpoint in a property made a storm believe
     * in an emulator.
     */
    @Test
    void no_test_sets_system_properties_or_runs_beside_others_without_a_lock() {
        ArchRule rule = noClasses()
                .that()
                .areNotAnnotatedWith(ResourceLock.class)
                .and()
                .haveSimpleNameEndingWith("Test")
                .should()
                .callMethod(System.class, "setProperty", String.class, String.class)
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("dev.ddbtool.cli.FaultScenario") // sets them for its tests
                .orShould()
                .beAnnotatedWith(Execution.class);
        JavaClasses tests = new ClassFileImporter()
                .withImportOption(ImportOption.Predefined.ONLY_INCLUDE_TESTS)
                .importPackages("dev.ddbtool");

        assertThat(tests.contain("dev.ddbtool.cli.FaultScenario")).isTrue();
        assertThatCode(() -> rule.check(tests)).doesNotThrowAnyException();
    }
}
