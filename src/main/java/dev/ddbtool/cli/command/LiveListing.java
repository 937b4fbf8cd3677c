package dev.ddbtool.cli.command;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.toList;

import dev.ddbtool.cli.run.TargetEnvironment;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.report.LiveEnvironment;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Finds the environments of live tables, among those that may share the account and Region of one of them. Families are
 * listed as undeclared environments, except in ephemeral ones: {@code destroy} deletes all tables of these.
 */
final class LiveListing {

    private final TableNames names;
    private final List<LiveEnvironment> found = new ArrayList<>();

    private LiveListing(TableNames names) {
        this.names = names;
    }

    /**
     * The environments, ordered by name.
     *
     * @param live the physical names of all live tables; those of no environment are ignored
     */
    static List<LiveEnvironment> of(TargetEnvironment target, List<String> live) {
        LiveListing listing = new LiveListing(target.names());
        live.stream()
                .flatMap(name -> target.names().resolve(name).stream())
                .collect(groupingBy(name -> name.environment().name(), TreeMap::new, toList()))
                .forEach((environment, tables) -> listing.add(
                        target.other(environment),
                        tables.stream().map(TableNames.TableName::table).toList()));
        return listing.found.stream()
                .sorted(Comparator.comparing(LiveEnvironment::name))
                .toList();
    }

    private void add(TargetEnvironment environment, List<String> tables) {
        List<String> own = new ArrayList<>(tables);
        if (!environment.settings().ephemeral().value()) {
            names.families(tables, environment.files().tables()).forEach((word, members) -> {
                own.removeAll(members);
                add(word, null, environment, members);
            });
        }
        String name = environment.environment().name();
        if (!own.isEmpty()) {
            add(name, names.environments().declaration(name).name(), environment, own);
        }
    }

    /** @param owner the environment that the names of the tables belong to */
    private void add(String name, @Nullable String declaration, TargetEnvironment owner, List<String> tables) {
        found.add(new LiveEnvironment(
                name,
                declaration,
                owner.settings().guarded().value(),
                owner.settings().ephemeral().value(),
                tables.stream()
                        .map(table -> names.physical(owner.environment(), table))
                        .toList()));
    }
}
