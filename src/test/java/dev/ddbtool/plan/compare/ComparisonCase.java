package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;

/** One case of a comparison: a file, a live table of staging, a policy, and the expected result. */
final class ComparisonCase {

    final TableFixture file = TableFixture.file();
    final TableFixture live = TableFixture.live();
    private Policy policy = Policy.AS_EXPORTED;
    List<String> differences = List.of();
    List<String> steps = List.of();
    private final String name;

    private ComparisonCase(String name) {
        this.name = name;
    }

    static ComparisonCase when(String name) {
        return new ComparisonCase(name);
    }

    ComparisonCase file(Consumer<TableFixture> change) {
        change.accept(file);
        return this;
    }

    ComparisonCase live(Consumer<TableFixture> change) {
        change.accept(live);
        return this;
    }

    ComparisonCase both(Consumer<TableFixture> change) {
        return file(change).live(change);
    }

    /** Compares with this policy instead of {@link Policy#AS_EXPORTED}. */
    ComparisonCase policy(Policy value) {
        policy = value;
        return this;
    }

    ComparisonCase given(Consumer<Policy.Copy> options) {
        return policy(policy.with(options));
    }

    ComparisonCase givenNoRecovery() {
        return given(options -> options.recovery = Policy.Recovery.OFF);
    }

    /** With {@code --billing as-exported}. */
    ComparisonCase givenAsExported() {
        return given(options -> options.comparesThroughput = true);
    }

    ComparisonCase givenOnDemand() {
        return given(options -> options.billingMode = "PAY_PER_REQUEST");
    }

    ComparisonCase given(Encryption option) {
        return given(options -> options.chooseEncryption(option));
    }

    ComparisonCase givenTags(String... pairs) {
        return given(options ->
                options.givenTags = Arrays.stream(pairs).map(TableFixture::tag).toList());
    }

    ComparisonCase differs(String... words) {
        differences = List.of(words);
        return this;
    }

    ComparisonCase steps(String... words) {
        steps = List.of(words);
        return this;
    }

    Policy policy() {
        return policy;
    }

    @Override
    public String toString() {
        return name;
    }
}
