package dev.ddbtool.schema;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Random keys and indexes of one table, with attribute names as unusual as the service allows. */
final class RandomIndexes {

    private static final List<String> ODD_NAMES = List.of(
            "id",
            "größe",
            "日付",
            "two words",
            "a \"quote\"",
            "back\\slash",
            "tab\tand\u007f",
            "dot.ted",
            "#hash",
            ":colon",
            "/slash~tilde",
            "die🎲",
            "CASE",
            "case",
            "line\u2028end",
            "null",
            "0",
            "-1",
            "${HOME}%s",
            "l" + "o".repeat(252) + "ng");

    private final Random random;
    private final boolean onDemand;
    private final List<String> keyPool;
    private final List<String> otherPool = new ArrayList<>();
    private final Map<String, String> types = new TreeMap<>();
    private final Set<String> used = new LinkedHashSet<>();
    private final List<KeySchemaElement> tableKey;
    private int names;
    private int projected;

    RandomIndexes(Random random, boolean onDemand) {
        this.random = random;
        this.onDemand = onDemand;
        List<String> odd = new ArrayList<>(ODD_NAMES);
        Collections.shuffle(odd, random);
        keyPool = List.copyOf(odd.subList(0, 10));
        otherPool.addAll(odd.subList(10, odd.size()));
        for (int i = 0; i < 15; i++) {
            otherPool.add("other" + i);
        }
        keyPool.forEach(name -> types.put(name, oneOf("S", "N", "B")));
        tableKey = key(1, random.nextInt(2), List.of());
    }

    List<KeySchemaElement> tableKey() {
        return tableKey;
    }

    /** An attribute for TTL: not in a key, or a number. */
    String timeToLiveAttribute() {
        return used.stream()
                .filter(name -> "N".equals(types.get(name)))
                .findFirst()
                .filter(number -> random.nextBoolean())
                .orElse(otherPool.get(random.nextInt(otherPool.size())));
    }

    /** The definitions of all key attributes so far, in random order. */
    List<AttributeDefinition> definitions() {
        List<AttributeDefinition> definitions = new ArrayList<>();
        used.forEach(name -> definitions.add(new AttributeDefinition(name, String.valueOf(types.get(name)))));
        Collections.shuffle(definitions, random);
        return definitions;
    }

    /** Empty for a table without a sort key, which cannot have local indexes. */
    List<LocalSecondaryIndex> local() {
        String partition = tableKey.get(0).attributeName();
        return tableKey.size() < 2 || random.nextBoolean()
                ? List.of()
                : some(5, () -> new LocalSecondaryIndex(name(), key(1, 1, List.of(partition)), projection()));
    }

    List<GlobalSecondaryIndex> global() {
        return some(
                random.nextInt(10) == 0 ? 20 : 4,
                () -> new GlobalSecondaryIndex(
                        name(),
                        key(1 + random.nextInt(4), random.nextInt(5), List.of()),
                        projection(),
                        onDemand ? null : throughput(),
                        onDemand ? maximums() : null));
    }

    /** Empty for a provisioned table, which cannot have vector indexes. */
    List<VectorIndex> vector() {
        return !onDemand || random.nextInt(3) > 0 ? List.of() : some(2, this::vectorIndex);
    }

    private VectorIndex vectorIndex() {
        List<VectorIndex.SearchSchemaElement> search = new ArrayList<>();
        int partitions = random.nextInt(3);
        for (KeySchemaElement element : key(1 + random.nextInt(4), 0, List.of())) {
            search.add(new VectorIndex.SearchSchemaElement(
                    element.attributeName(), search.size() < partitions ? "HASH" : "INLINE_FILTER"));
        }
        // all indexes of one attribute have the same dimensions
        long dimensions = oneOf(1L, 768L, 4096L);
        return new VectorIndex(
                name(),
                search,
                projection(),
                new VectorIndex.VectorAttribute("vector" + dimensions),
                dimensions,
                oneOf("COSINE", "EUCLIDEAN", "DOT_PRODUCT"));
    }

    ProvisionedThroughput throughput() {
        return new ProvisionedThroughput(1 + random.nextInt(9), oneOf(1L, 40_000L));
    }

    /** One maximum or both. */
    @Nullable
    OnDemandThroughput maximums() {
        return switch (random.nextInt(5)) {
            case 0 -> new OnDemandThroughput(1L + random.nextInt(9), null);
            case 1 -> new OnDemandThroughput(null, 1L);
            case 2 -> new OnDemandThroughput(40_000L, 1L + random.nextInt(9));
            default -> null;
        };
    }

    private List<KeySchemaElement> key(int partitions, int sorts, Collection<String> first) {
        Set<String> attributes = new LinkedHashSet<>(first);
        while (attributes.size() < partitions + sorts) {
            attributes.add(keyPool.get(random.nextInt(keyPool.size())));
        }
        List<KeySchemaElement> key = new ArrayList<>();
        for (String attribute : attributes) {
            key.add(new KeySchemaElement(
                    attribute, key.size() < partitions ? KeySchemaElement.HASH : KeySchemaElement.RANGE));
        }
        used.addAll(attributes);
        return key;
    }

    private Projection projection() {
        int count = random.nextInt(10) == 0 ? 20 : 1 + random.nextInt(3);
        if (random.nextInt(3) > 0 || projected + count > 100) {
            return new Projection(oneOf(Projection.ALL, Projection.KEYS_ONLY), List.of());
        }
        projected += count;
        Collections.shuffle(otherPool, random);
        return new Projection(Projection.INCLUDE, otherPool.subList(0, count));
    }

    private String name() {
        names++;
        return oneOf("by-" + names, names + "._-", "A".repeat(253) + (10 + names));
    }

    private <T> List<T> some(int most, Supplier<T> make) {
        List<T> list = new ArrayList<>();
        int count = random.nextInt(most + 1);
        for (int i = 0; i < count; i++) {
            list.add(make.get());
        }
        Collections.shuffle(list, random);
        return list;
    }

    @SafeVarargs
    private <T> T oneOf(T... values) {
        return values[random.nextInt(values.length)];
    }
}
