package dev.ddbtool.cli.run;

import dev.ddbtool.plan.Moment;
import java.util.List;

/**
 * What to restore.
 *
 * @param tables logical names; if empty, every schema file
 * @param nearestBackup whether the newest backup before the moment is good enough
 * @param turnsOnTimeToLive whether to turn TTL on, which deletes expired items
 * @param waits whether to wait for the restores, and to complete the settings
 * @param confirmed whether the user has confirmed with an option
 */
public record RestoreRequest(
        List<String> tables,
        Moment moment,
        boolean nearestBackup,
        boolean turnsOnTimeToLive,
        boolean waits,
        boolean confirmed) {

    public RestoreRequest {
        tables = List.copyOf(tables);
    }
}
