package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.SocketException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class RehearsalServerTest {

    private static final int LONG_ENOUGH_MILLIS = 20_000;
    private static final String TABLES = "{\"TableNames\": [\"construction-expenses-a\", \"construction-expenses-b\"]}";

    private ServerSocket socket;

    @BeforeEach
    void listen() throws IOException {
        socket = new ServerSocket(0, 0, InetAddress.getLoopbackAddress());
        new RehearsalServer(socket).start();
    }

    @AfterEach
    void close() throws IOException {
        socket.close();
    }

    @Test
    void answers_one_request_after_the_other_on_a_connection() throws IOException {
        try (Socket client = connected()) {
            for (int i = 0; i < 2; i++) {
                client.getOutputStream()
                        .write(
                                "POST / HTTP/1.1\r\nX-Amz-Target: DynamoDB_20120810.ListTables\r\nContent-Length: 2\r\n\r\n{}"
                                        .getBytes(US_ASCII));
                String expected = "HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                        + TABLES.length() + "\r\n\r\n" + TABLES;

                assertThat(client.getInputStream().readNBytes(expected.length()))
                        .asString(US_ASCII)
                        .isEqualTo(expected);
            }
        }
    }

    /** Else the rehearsal would wait half a minute for an answer in TLS. */
    @Test
    void closes_a_connection_on_which_somebody_begins_to_speak_tls() throws IOException {
        try (Socket client = connected()) {
            client.getOutputStream().write(new byte[] {22, 3, 1, 0, 5, 1, 0, 0, 1, 3});

            assertThat(ended(client)).isTrue();
        }
    }

    private Socket connected() throws IOException {
        Socket client = new Socket(socket.getInetAddress(), socket.getLocalPort());
        client.setSoTimeout(LONG_ENOUGH_MILLIS);
        return client;
    }

    /** Whether the other side closes, with or without unread bytes. */
    private static boolean ended(Socket client) throws IOException {
        try {
            return client.getInputStream().read() < 0;
        } catch (SocketException e) {
            return true;
        }
    }
}
