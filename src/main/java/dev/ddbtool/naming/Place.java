package dev.ddbtool.naming;

import org.jspecify.annotations.Nullable;

/**
 * Where an environment is declared to be.
 *
 * @param account null: any
 * @param region null: any
 * @param endpoint null: AWS
 */
public record Place(
        @Nullable String account,
        @Nullable String region,
        @Nullable String endpoint) {

    /** Any account and Region of AWS. */
    public static final Place UNDECLARED = new Place(null, null, null);

    /** Whether tables of both places may be in one account and Region, so that their names must differ. */
    public boolean mayEqual(Place other) {
        return mayEqual(account, other.account)
                && mayEqual(region, other.region)
                && String.valueOf(endpoint).equals(String.valueOf(other.endpoint));
    }

    private static boolean mayEqual(@Nullable String one, @Nullable String other) {
        return one == null || other == null || one.equals(other);
    }
}
