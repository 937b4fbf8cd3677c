package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** One case of a comparison: a file, a live table of staging, a policy, and the expected result. */
final class ComparisonCase {

    final TableFixture file = TableFixture.file();
    final TableFixture live = TableFixture.live();
    Policy.@Nullable Billing billing;

    @Nullable
    Boolean recovery;

    @Nullable
    Encryption encryption;

    final List<Tag> tags = new ArrayList<>();
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

    ComparisonCase given(Policy.Billing option) {
        billing = option;
        return this;
    }

    ComparisonCase givenNoRecovery() {
        recovery = false;
        return this;
    }

    ComparisonCase given(Encryption option) {
        encryption = option;
        return this;
    }

    ComparisonCase givenTags(String... pairs) {
        Arrays.stream(pairs).map(TableFixture::tag).forEach(tags::add);
        return this;
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
        return new Policy(billing, recovery, encryption, tags);
    }

    @Override
    public String toString() {
        return name;
    }
}
