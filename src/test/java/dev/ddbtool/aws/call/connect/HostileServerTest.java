package dev.ddbtool.aws.call.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.ddbtool.aws.FakeDynamoDb;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Endpoint.EndpointKind;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.aws.call.ThreadedAgenda;
import dev.ddbtool.aws.call.TimeLimitException;
import dev.ddbtool.fake.HostileServer;
import dev.ddbtool.fake.HostileServer.Attack;
import java.time.Duration;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.EnumSource.Mode;

/** Real connections to servers whose responses never end. */
class HostileServerTest {

    private static void listTables(HostileServer server, Duration timeout) {
        ConnectionSettings settings =
                new ConnectionSettings("eu-west-1", null, server.endpoint().toString(), EndpointKind.AUTO);
        try (ThreadedAgenda agenda = new ThreadedAgenda();
                Connection connection =
                        Connection.open(settings, ConnectionTest.profiles(""), null, FakeDynamoDb.CREDENTIALS)) {
            ControlPlane controlPlane =
                    connection.controlPlane(agenda, new ControlPlane.Limits(4, false, timeout), new Random(1));
            agenda.run(controlPlane.call(Operation.LIST_TABLES, "", client -> client.listTables()));
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"SLOW_HEADER", "SLOW_BODY", "BLANK_CHUNKS"})
    void ends_a_slow_response_at_the_time_limit(Attack attack) {
        try (HostileServer server = HostileServer.start(attack)) {
            assertThatThrownBy(() -> listTables(server, Duration.ofMillis(100)))
                    .cause()
                    .isInstanceOf(TimeLimitException.class)
                    .hasMessage("the response to ListTables");
        }
    }

    @ParameterizedTest
    @EnumSource(
            mode = Mode.EXCLUDE,
            names = {"SLOW_HEADER", "SLOW_BODY", "BLANK_CHUNKS"})
    void ends_a_call_with_a_response_that_is_too_large(Attack attack) {
        try (HostileServer server = HostileServer.start(attack)) {
            assertThatThrownBy(() -> listTables(server, Duration.ofMinutes(1)))
                    .cause()
                    .isInstanceOf(AwsFailure.class)
                    .hasMessage("the response to ListTables is larger than 4 MB");
            assertThat(server.connections()).isOne();
        }
    }
}
