package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.Behaviour;
import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.Limits;
import dev.ddbtool.fake.Phase;
import dev.ddbtool.fake.Storm;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/**
 * The built program with random faults over a socket, with short states in real time. {@code StormTest} has more storms,
 * for every command.
 */
@DisabledOnOs(value = OS.WINDOWS, disabledReason = "the launcher is a POSIX shell script")
class StormIT {

    @TempDir
    Path home;

    @Test
    void all_tables_are_created_and_exported() throws IOException {
        try (FakeAwsServer aws = FakeAwsServer.inRealTime(home)) {
            aws.fake()
                    .behave(Behaviour.polite()
                            .with(Phase.NOT_FOUND_AFTER_CREATE, Duration.ofMillis(40))
                            .with(Phase.SUBRESOURCES_NOT_FOUND, Duration.ofMillis(100))
                            .with(Phase.CREATING, Duration.ofMillis(100))
                            .with(Phase.TTL_CHANGING, Duration.ofMillis(50))
                            .with(Phase.BACKUPS_UNAVAILABLE, Duration.ofMillis(300))
                            .with(Phase.STALE_TAGS, Duration.ofMillis(100)))
                    .limit(Limits.quotas().withUnderWay(3, 3))
                    .storm(Storm.calm()
                            .withSeed(2)
                            .withThrottling(0.2)
                            .withInternalErrors(0.05)
                            .withResets(0.05)
                            .withLostResponses(0.03)
                            .withLatency(Duration.ofMillis(1), Duration.ofMillis(5))
                            .withPatience(Duration.ofMillis(200)));

            succeeds(aws.binary().run("create -e staging" + FakeAwsServer.AWS), "\n13 created\n");
            Path exported = home.resolve("exported");
            succeeds(aws.binary().run("export -e staging --schemas " + exported + FakeAwsServer.AWS), "\n13 written\n");

            for (String table : ExampleTables.names()) {
                assertThat(withoutStatistics(exported.resolve(table + ".json"))
                                .replace("\"Value\": \"staging\"", "\"Value\": \"production\""))
                        .as(table)
                        .isEqualTo(withoutStatistics(Path.of("schemas", table + ".json")));
            }
        }
    }

    private static void succeeds(CommandResult ended, String end) {
        assertThat(ended.exitCode()).as(ended.out() + ended.err()).isZero();
        assertThat(ended.out()).endsWith(end);
    }

    private static String withoutStatistics(Path file) throws IOException {
        return Files.readString(file).replaceAll("\"(ItemCount|TableSizeBytes)\": \\d+", "");
    }
}
