package dev.ddbtool.cli.run;

import dev.ddbtool.aws.TableReader;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;

/**
 * Lists the tables of an environment, and skips those of undeclared environments ({@code qa-companies} beside {@code
 * companies}) with a warning. Whether a table belongs to one is known only after the last page, so tables that may
 * belong to one are listed then.
 */
public final class TableListing {

    /** More tables are only counted. */
    private static final int MOST_NAMED = 3;

    private final TargetEnvironment target;
    private final Set<String> described;
    private final List<String> live = new ArrayList<>();
    private final List<String> held = new ArrayList<>();
    private final List<String> warnings = new ArrayList<>();

    /** @param described the logical names of the schema files */
    public TableListing(TargetEnvironment target, Collection<String> described) {
        this.target = target;
        this.described = new HashSet<>(described);
    }

    /**
     * Lists physical names, in several parts.
     *
     * @param found receives the names of each part
     */
    public CompletableFuture<Void> list(TableReader reader, Consumer<List<String>> found) {
        return reader.list(target.names().listPrefix(target.environment()), page -> found.accept(certain(page)))
                .thenRun(() -> found.accept(remaining()));
    }

    /** Why tables are skipped, after the last part. */
    public List<String> warnings() {
        return List.copyOf(warnings);
    }

    private List<String> certain(List<String> page) {
        page.forEach(
                name -> target.names().skipReason(target.environment(), name).ifPresent(warnings::add));
        List<String> own = page.stream().filter(target::owns).toList();
        live.addAll(own);
        List<String> certain = own.stream().filter(this::isCertain).toList();
        own.stream().filter(name -> !isCertain(name)).forEach(held::add);
        return certain;
    }

    /** A table with a schema file, or with only one word in its name, belongs to no family. */
    private boolean isCertain(String physical) {
        String table = target.logical(physical);
        return described.contains(table) || !table.matches("(?s).*[-_.].*");
    }

    private List<String> remaining() {
        SortedMap<String, List<String>> families =
                target.names().families(live.stream().map(target::logical).toList(), described);
        families.forEach((word, tables) -> warnings.add("skipping " + ValueText.count(tables.size(), "table")
                + " of undeclared environment '" + word + "' (" + ValueText.list(tables, MOST_NAMED)
                + "): declare it in ddbtool.toml, or name the tables"));
        Set<String> skipped = new HashSet<>();
        families.values().forEach(skipped::addAll);
        return held.stream()
                .filter(name -> !skipped.contains(target.logical(name)))
                .toList();
    }
}
