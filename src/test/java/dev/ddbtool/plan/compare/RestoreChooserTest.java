package dev.ddbtool.plan.compare;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.plan.Backup;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.plan.Moment;
import dev.ddbtool.plan.RecoveryWindow;
import dev.ddbtool.plan.RestoreSource;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * What each table is restored from. Times are hours of one day. A target is {@code missing}, {@code tagged}, {@code
 * untagged HOUR} (of its creation), {@code marked HOUR}, {@code told HOUR} (by its {@code RestoreSummary}) or a status.
 */
class RestoreChooserTest {

    private static final String SOURCE = "app-orders";
    private static final String BESIDE = "app-recovery-orders";
    private static final String ARN = "arn:aws:dynamodb:eu-west-1:111122223333:table/";

    private static Instant at(String hour) {
        return Instant.parse("2026-03-02T" + hour + ":00:00Z");
    }

    private static Backup backup(String text) {
        String[] parts = text.strip().split(" ", -1);
        return new Backup(ARN + SOURCE + "/backup/" + parts[1], "nightly", parts[0], at(parts[1]));
    }

    private static List<Backup> backups(@Nullable String text) {
        return text == null
                ? List.of()
                : Arrays.stream(text.split("\\+"))
                        .map(RestoreChooserTest::backup)
                        .toList();
    }

    private static RestoreSource pointInTime(String hour) {
        return new RestoreSource(SOURCE, ARN + SOURCE, null, at(hour));
    }

    private static @Nullable LiveTable target(String name, String text) {
        String[] parts = text.split(" ", -1);
        TableFixture table = TableFixture.live().name(name);
        return switch (parts[0]) {
            case "missing" -> null;
            case "tagged" -> table.created(at("12")).table();
            case "untagged" -> table.tags().created(at(parts[1])).table();
            case "unreadable" -> table.withoutTags().created(at("12")).table();
            case "marked" ->
                table.tags("ddbtool:restored=" + SOURCE + "@" + (name.equals(SOURCE) ? parts[1] : at(parts[1])))
                        .table();
            case "told" -> table.restored(pointInTime(parts[1])).table();
            case "restoring" ->
                table.restoring().restored(pointInTime(parts[1])).table();
            case "restored-from" ->
                table.restoring()
                        .restored(RestoreSource.of(backup("SYSTEM " + parts[1])))
                        .table();
            case "unknown" -> table.restoring().table();
            default -> table.status(parts[0]).table();
        };
    }

    private static @Nullable RecoveryWindow window(String text) {
        String[] hours = text.split("-", -1);
        return hours.length < 2 ? null : new RecoveryWindow(at(hours[0]), at(hours[1]));
    }

    private static Moment moment(String text) {
        return text.equals("latest")
                ? new Moment.Latest()
                : text.startsWith("arn") ? new Moment.OfBackup(text) : new Moment.At(at(text));
    }

    /** A table that is copied under another name. */
    private static RestoreCandidate beside(String target, String window) {
        return new RestoreCandidate(
                TableFixture.file().schema(),
                SOURCE,
                BESIDE,
                TableFixture.live().name(SOURCE).table(),
                target(BESIDE, target),
                window(window),
                List.of());
    }

    private static RestoreCandidate own(String target, @Nullable String backups) {
        return new RestoreCandidate(
                TableFixture.file().schema(), SOURCE, SOURCE, null, target(SOURCE, target), null, backups(backups));
    }

    private static RestoreChooser chooser(String moment, boolean nearest, RestoreCandidate... all) {
        return new RestoreChooser(moment(moment), nearest, "ddbtool reconcile -e recovery --no-ttl", List.of(all));
    }

    private static String text(RestoreChoice choice) {
        if (choice instanceof RestoreChoice.Restore restore) {
            RestoreSource source = restore.source();
            String arn = source.backupArn();
            return "restore " + (arn == null ? source.moment() : arn.substring(arn.lastIndexOf('/') + 1));
        }
        if (choice instanceof RestoreChoice.Complete complete) {
            return "complete " + complete.mark().value();
        }
        return choice instanceof RestoreChoice.Refuse refuse
                ? refuse.blocker().message() + " | " + refuse.blocker().hint()
                : "report";
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "none",
            value = {
                // a SYSTEM backup reaches every moment after it, an on-demand backup only its own
                "latest, missing, SYSTEM 08, false, restore 08",
                "latest, missing, USER 07 + SYSTEM 08 + USER 05, false, restore 08",
                "09, missing, SYSTEM 08, false, restore 08",
                "08, missing, SYSTEM 08, false, restore 08",
                "07, missing, USER 07, false, restore 07",
                "07, missing, USER 05 + SYSTEM 08, false, no backup of 'app-orders' reaches",
                "07, missing, USER 05 + SYSTEM 08, false, --nearest-backup",
                "07, missing, USER 05 + SYSTEM 08, false, nightly of 2026-03-02T05:00:00Z (2 h 0 min before)",
                "07, missing, USER 05 + SYSTEM 08, false, (1 h 0 min after)",
                "07, missing, USER 05 + USER 04, true, restore 05",
                "07, missing, SYSTEM 08, true, choose a later moment",
                // a later backup shows that a table of the same name existed after the SYSTEM backup
                "07, missing, SYSTEM 05 + SYSTEM 08, false, --nearest-backup",
                "07, missing, SYSTEM 05 + SYSTEM 08, true, restore 05",
                "05, missing, SYSTEM 05 + SYSTEM 08, false, restore 05",
                "09, missing, SYSTEM 05 + SYSTEM 08, false, restore 08",
                "latest, missing, none, false, is gone and DynamoDB has no backup of it",
                "arn, missing, USER 05, false, restore 05",
                // a live table is reported, unless an earlier run restored it
                "latest, tagged, none, false, report",
                "latest, unreadable, SYSTEM 08, false, report",
                "latest, untagged 07, none, false, report",
                "latest, untagged 07, SYSTEM 08, false, report",
                "latest, untagged 09, SYSTEM 08, false, complete app-orders@08",
                "latest, untagged 09, SYSTEM 08 + USER 10, false, report",
                "09, untagged 09, SYSTEM 08, false, complete app-orders@08",
                "07, untagged 09, SYSTEM 08, false, report",
                "arn, untagged 09, USER 05, false, complete app-orders@05",
                "latest, marked 06, none, false, complete app-orders@06",
                "latest, told 06, none, false, complete app-orders@2026-03-02T06:00:00Z",
                // a table that is being restored is waited for, if it is the same restore
                "latest, restored-from 08, SYSTEM 08, false, restore 08",
                "latest, restored-from 06, SYSTEM 08, false, restore 06",
                "09, restored-from 08, SYSTEM 08, false, restore 08",
                "09, restored-from 06, SYSTEM 08, false, is being restored from another source or moment (app-orders at",
                "latest, unknown, SYSTEM 08, false, is being restored from another source or moment |",
                "latest, DELETING, SYSTEM 08, false, is DELETING",
            })
    void a_table_is_restored_under_its_own_name(
            String moment, String target, @Nullable String backups, boolean nearest, String expected) {
        RestoreCandidate table = own(target, backups);

        assertThat(text(chooser(moment, nearest, table).choose(table))).contains(expected);
    }

    @ParameterizedTest
    @CsvSource({
        "10, missing, 09-11, restore 2026-03-02T10:00:00Z",
        "09, missing, 09-11, restore 2026-03-02T09:00:00Z",
        "11, missing, 09-11, restore 2026-03-02T11:00:00Z",
        "latest, missing, 09-11, restore 2026-03-02T11:00:00Z",
        "12, missing, 09-11, 'can be restored to any moment from 2026-03-02T09:00:00Z to 2026-03-02T11:00:00Z, not to'",
        "12, missing, 09-11, choose a moment in all windows",
        "10, missing, off, point-in-time recovery of 'app-orders' is off",
        "latest, missing, off, list-backups --backup-type ALL --table-name app-orders",
        "10, tagged, 09-11, choose other names with --into NAME",
        // its moment is unknown: only the user can know whether the same command restored it
        "10, untagged 12, 09-11, exists\\, and nothing shows that it was restored from 'app-orders' at this moment",
        "10, untagged 12, 09-11, complete its settings: ddbtool reconcile -e recovery --no-ttl orders; then restore the other tables by name; otherwise choose",
        "10, marked 10, 09-11, complete app-orders@2026-03-02T10:00:00Z",
        "10, marked 09, 09-11, nothing shows",
        "latest, marked 09, 09-11, complete",
        "10, told 10, 09-11, complete app-orders@2026-03-02T10:00:00Z",
        "10, told 09, 09-11, nothing shows",
        "latest, told 09, 09-11, complete",
        "12, told 10, 09-11, nothing shows",
        "10, restoring 10, 09-11, restore 2026-03-02T10:00:00Z",
        "latest, restoring 09, 09-11, restore 2026-03-02T09:00:00Z",
        "10, restoring 09, 09-11, is being restored from another source or moment",
        "10, INACCESSIBLE_ENCRYPTION_CREDENTIALS, 09-11, is INACCESSIBLE_ENCRYPTION_CREDENTIALS",
    })
    void a_live_table_is_copied(String moment, String target, String window, String expected) {
        RestoreCandidate table = beside(target, window);

        assertThat(text(chooser(moment, false, table).choose(table))).contains(expected.replace("\\", ""));
    }

    @ParameterizedTest
    @CsvSource({"restoring 10", "told 10"})
    void the_mark_has_the_fractions_that_a_description_lacks(String target) {
        RestoreCandidate table = beside(target, "09-11");
        Instant wanted = at("10").plusMillis(123);

        RestoreChoice choice =
                new RestoreChooser(new Moment.At(wanted), false, "complete", List.of(table)).choose(table);

        assertThat(text(choice)).endsWith("2026-03-02T10:00:00.123Z");
    }

    @Test
    void a_backup_is_restored_beside_its_live_table() {
        RestoreCandidate table = beside("missing", "09-11").with(backups("USER 05"));

        assertThat(text(chooser("arn", false, table).choose(table))).isEqualTo("restore 05");
    }

    @Test
    void latest_is_the_latest_moment_in_all_windows() {
        RestoreCandidate one = beside("missing", "07-11");
        RestoreCandidate other = beside("missing", "07-10");
        RestoreCandidate gone = own("missing", "SYSTEM 08");

        RestoreChooser chooser = chooser("latest", false, one, other, gone);

        assertThat(chooser.resolvedMoment()).contains(at("10"));
        assertThat(text(chooser.choose(one))).isEqualTo("restore 2026-03-02T10:00:00Z");
        assertThat(text(chooser.choose(other))).isEqualTo("restore 2026-03-02T10:00:00Z");
        assertThat(chooser("09", false, one).resolvedMoment()).isEmpty();
        assertThat(chooser("latest", false, gone).resolvedMoment()).isEmpty();
    }

    @Test
    void a_table_whose_window_starts_after_the_latest_moment_of_the_others_is_refused() {
        RestoreCandidate old = beside("missing", "07-10");
        RestoreCandidate young = beside("missing", "11-11");

        RestoreChooser chooser = chooser("latest", false, old, young);

        assertThat(text(chooser.choose(old))).startsWith("restore");
        assertThat(text(chooser.choose(young)))
                .contains("from 2026-03-02T11:00:00Z to 2026-03-02T11:00:00Z, not to 2026-03-02T10:00:00Z")
                .contains("no moment is in all windows: wait a few minutes if recovery of 'orders' was turned on just"
                        + " now, else restore it in a run of its own and name the other tables");
    }

    @ParameterizedTest
    @CsvSource({"missing, true", "tagged, false", "untagged 09, true", "restored-from 08, true"})
    void only_a_live_table_that_nothing_marks_as_restored_requires_no_backups(String target, boolean expected) {
        assertThat(own(target, null).requiresBackups()).isEqualTo(expected);
    }

    @Test
    void a_copy_of_a_live_table_requires_no_backups() {
        assertThat(beside("missing", "09-11").requiresBackups()).isFalse();
    }
}
