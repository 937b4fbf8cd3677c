package dev.ddbtool.naming;

import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * The prefix and the environments that explain the names of live tables.
 *
 * @param prefix empty if names have none
 * @param tables the physical names of each environment, which is a pattern where the tables of several look alike
 * @param others the physical names that belong to no environment
 */
public record NamingProposal(
        String prefix, Environments environments, Map<String, List<String>> tables, List<String> others) {

    /**
     * Proposes names.
     *
     * @param physicalNames the names of all live tables
     * @param prefix the only prefix to consider; null to find it
     * @param environments the only environments to consider; empty to find them
     * @throws NamingException if the given prefix or environments cannot be used
     */
    public static NamingProposal of(
            Collection<String> physicalNames, @Nullable String prefix, List<String> environments) {
        SchemeSearch search = new SchemeSearch(physicalNames, prefix, environments);
        try {
            return of(physicalNames, search.scheme().prefix(), search.environments());
        } catch (NamingException e) {
            if (prefix != null || !environments.isEmpty()) {
                throw e;
            }
            return of(physicalNames, "", SchemeSearch.withoutWords()); // every table name is a logical name
        }
    }

    private static NamingProposal of(Collection<String> physicalNames, String prefix, Environments environments) {
        TableNames names = new TableNames(prefix, environments);
        Map<String, List<String>> tables = new LinkedHashMap<>();
        environments.all().forEach(each -> tables.put(each.name(), new ArrayList<>()));
        List<String> others = new ArrayList<>();
        for (String physical : new TreeSet<>(physicalNames)) {
            Optional<List<String>> owner = names.resolve(physical)
                    .map(name -> environments.declaration(name.environment().name()))
                    .map(environment -> tables.get(environment.name()));
            owner.orElse(others).add(physical);
        }
        return new NamingProposal(prefix, environments, tables, others);
    }

    /** The number of tables that belong to an environment. */
    public int assigned() {
        return tables.values().stream().mapToInt(List::size).sum();
    }

    /** Whether table names are logical names, so that each environment requires an account or a Region of its own. */
    public boolean isOnePerAccount() {
        return environments.all().size() == 1
                && environments.all().get(0).template().text().equals("{table}");
    }

    /** Whether an environment exists only for a short time, for example for a pull request. */
    public static boolean isEphemeral(Environment environment) {
        return environment.isPattern() || environment.name().matches(EnvironmentWords.PULL_REQUEST);
    }
}
