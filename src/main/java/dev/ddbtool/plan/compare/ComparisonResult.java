package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Blocker;
import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Remedy;
import dev.ddbtool.plan.Setting;
import dev.ddbtool.plan.Step;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Collects the differences, steps and blockers of a comparison. */
final class ComparisonResult {

    private final List<Difference> differences = new ArrayList<>();
    private final List<Step> steps = new ArrayList<>();
    private final List<Blocker> blockers = new ArrayList<>();

    /** Adds a difference of the table itself. */
    void differs(Setting setting, @Nullable Object wanted, @Nullable Object actual, Remedy remedy) {
        differs(setting, null, wanted, actual, remedy);
    }

    void differs(
            Setting setting, @Nullable String item, @Nullable Object wanted, @Nullable Object actual, Remedy remedy) {
        differences.add(new Difference(setting, item, wanted, actual, remedy));
    }

    void plan(Step step) {
        steps.add(step);
    }

    void block(Blocker blocker) {
        blockers.add(blocker);
    }

    /** The differences in the order of {@link Setting}. */
    List<Difference> differences() {
        return differences.stream()
                .sorted(Comparator.comparing(Difference::setting))
                .toList();
    }

    /** The steps in the order in which the service accepts them. */
    List<Step> steps() {
        return List.copyOf(steps);
    }

    List<Blocker> blockers() {
        return List.copyOf(blockers);
    }
}
