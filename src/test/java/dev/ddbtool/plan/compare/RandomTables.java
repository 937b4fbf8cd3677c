package dev.ddbtool.plan.compare;

import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.schema.Tag;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Random tables and policies from few values, so that two of them are often equal. */
final class RandomTables {

    private static final List<Encryption> KEYS = List.of(
            Encryption.AWS_OWNED_KEY,
            Encryption.AWS_MANAGED_KEY,
            Encryption.customerKey("alias/a", "arn:aws:kms:eu-west-1:111122223333:key/a"),
            Encryption.customerKey("alias/b", "arn:aws:kms:eu-west-1:111122223333:key/b"));

    private final Random random;

    RandomTables(long seed) {
        random = new Random(seed);
    }

    Policy policy() {
        return oneOf(Policy.AS_EXPORTED, Policy.STANDARD, Policy.EPHEMERAL).with(policy -> {
            if (random.nextInt(4) == 0) {
                policy.settingsAsExported();
            }
            policy.comparesThroughput = random.nextInt(4) == 0;
            if (random.nextInt(3) == 0) {
                policy.recovery = oneOf(Policy.Recovery.OFF, Policy.Recovery.on(7));
            }
            if (random.nextInt(2) == 0) {
                policy.chooseEncryption(oneOf(KEYS.get(0), KEYS.get(1), KEYS.get(2), KEYS.get(3)));
            }
            if (random.nextInt(3) == 0) {
                policy.deletionProtection = random.nextBoolean();
            }
            policy.tags = tags("owner=us", "Environment=blue");
            policy.givenTags = tags("team=payments", "cost=7", "Environment=qa");
        });
    }

    /** @param complete whether every optional member is present */
    TableFixture change(TableFixture table, boolean complete) {
        boolean provisioned = random.nextBoolean();
        table.keys(oneOf("orderId", "orderId / day:N", "customer"));
        if (provisioned) {
            table.provisioned(1 + random.nextInt(2), 1);
        }
        sometimes(table, t -> t.local("by-l", "orderId / " + oneOf("l", "day:N")));
        sometimes(table, t -> t.vector("alike", oneOf("", "HASH:v", "INLINE_FILTER:v"), 8));
        for (int i = 0; i < random.nextInt(4); i++) {
            index(table, "by-" + i, provisioned);
        }
        sometimes(table, t -> t.stream(oneOf("NEW_IMAGE", "OLD_IMAGE")));
        sometimes(table, t -> t.tableClass("STANDARD_INFREQUENT_ACCESS"));
        sometimes(table, t -> t.deletionProtection(true));
        if (!provisioned) {
            sometimes(table, t -> t.maximums(10L, maybe(20L)));
        }
        table.encryption(KEYS.get(random.nextInt(KEYS.size())).description());
        sometimes(table, t -> t.ttl(oneOf("expiresAt", "ttl")));
        sometimes(table, t -> t.recovery(oneOf(7, 35)));
        sometimes(table, t -> t.recoveryOff());
        table.tags(tags("team=billing", "cost=7", "Environment=staging").stream()
                .map(tag -> tag.key() + "=" + tag.value())
                .toArray(String[]::new));
        if (!complete) {
            seldom(table, t -> t.encryption(null));
            seldom(table, t -> t.tableClass(null));
            seldom(table, t -> t.timeToLive(null));
            seldom(table, t -> t.backups(null));
            seldom(table, t -> t.withoutTags());
        }
        return table;
    }

    private void index(TableFixture table, String name, boolean provisioned) {
        String key = oneOf("a", "a / b:N", "a c / b:N", "day:N / orderId");
        if (provisioned) {
            table.globalWithThroughput(name, key, 1 + random.nextInt(2), 1);
        } else if (random.nextInt(4) == 0) {
            table.globalWithMaximum(name, key, 5);
        } else {
            table.global(name, key, oneOf(new String[0], new String[] {"x", "y"}));
        }
    }

    private List<Tag> tags(String... pairs) {
        List<Tag> tags = new ArrayList<>();
        Arrays.stream(pairs).filter(pair -> random.nextBoolean()).forEach(pair -> tags.add(TableFixture.tag(pair)));
        return tags;
    }

    private void sometimes(TableFixture table, Consumer<TableFixture> change) {
        if (random.nextInt(3) == 0) {
            change.accept(table);
        }
    }

    private void seldom(TableFixture table, Consumer<TableFixture> change) {
        if (random.nextInt(8) == 0) {
            change.accept(table);
        }
    }

    /** One of these, or none. */
    @SafeVarargs
    private <T> @Nullable T maybe(T... values) {
        int index = random.nextInt(values.length + 1);
        return index == values.length ? null : values[index];
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
