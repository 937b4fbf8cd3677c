package dev.ddbtool.plan;

import dev.ddbtool.schema.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a table is made with beyond its schema file. Each option is null (or empty) where it was not given: then a new
 * table gets the default, and an existing one may be as the file has it or as the default has it. An option that was
 * given is strict for both.
 *
 * @param billing null: on-demand
 * @param recovery null: on; people can only give {@code false}
 * @param encryption null: KMS with the AWS-managed key
 * @param tags tags for every table; one for {@code Environment} overrides the environment's name
 */
public record Policy(
        @Nullable Billing billing,
        @Nullable Boolean recovery,
        @Nullable Encryption encryption,
        List<Tag> tags) {

    /** No option given. */
    public static final Policy DEFAULT = new Policy(null, null, null, List.of());

    public Policy {
        tags = List.copyOf(tags);
    }

    /** How throughput is charged on a new table. */
    public enum Billing {
        ON_DEMAND,
        AS_EXPORTED
    }

    public boolean billingAsExported() {
        return billing == Billing.AS_EXPORTED;
    }

    public boolean recoveryOff() {
        return Boolean.FALSE.equals(recovery);
    }
}
