package dev.ddbtool.plan;

import dev.ddbtool.schema.Tag;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The settings that options override. An absent option is null or empty: then new tables get the default, and existing
 * tables may match either the file or the default. A given option applies to new and existing tables.
 *
 * @param billing null: on-demand
 * @param recovery null: on; the only option is {@code false}
 * @param encryption null: KMS with the AWS managed key
 * @param tags tags for every table; one for {@code Environment} overrides the environment's name
 */
public record Policy(
        @Nullable Billing billing,
        @Nullable Boolean recovery,
        @Nullable Encryption encryption,
        List<Tag> tags) {

    /** The policy without options. */
    public static final Policy DEFAULT = new Policy(null, null, null, List.of());

    public Policy {
        tags = List.copyOf(tags);
    }

    /** The billing mode of new tables. */
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
