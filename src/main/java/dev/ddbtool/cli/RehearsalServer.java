package dev.ddbtool.cli;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** What a {@link Rehearsal} talks to: just enough of DynamoDB, on the loopback interface, for as long as that takes. */
final class RehearsalServer {

    /** Every member that the service answers with: what is missing here is made at every start. */
    private static final String TABLE = """
            {"%1$s": {"TableName": "%2$s", "TableStatus": "ACTIVE",
             "TableArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/%2$s",
             "TableId": "a7c87d85-6521-34c7-95b1-572a1259e8cb", "CreationDateTime": 1795388706.581,
             "AttributeDefinitions": [{"AttributeName": "id", "AttributeType": "S"}, {"AttributeName": "to", "AttributeType": "N"}],
             "KeySchema": [{"AttributeName": "id", "KeyType": "HASH"}],
             "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
             "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"},
             "GlobalSecondaryIndexes": [{"IndexName": "by-to", "IndexStatus": "ACTIVE", "ItemCount": 1, "IndexSizeBytes": 1,
               "KeySchema": [{"AttributeName": "to", "KeyType": "HASH"}],
               "Projection": {"ProjectionType": "INCLUDE", "NonKeyAttributes": ["a"]},
               "IndexArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/t/index/by-to",
               "ProvisionedThroughput": {"NumberOfDecreasesToday": 0, "ReadCapacityUnits": 0, "WriteCapacityUnits": 0},
               "WarmThroughput": {"ReadUnitsPerSecond": 12000, "WriteUnitsPerSecond": 4000, "Status": "ACTIVE"}}],
             "StreamSpecification": {"StreamEnabled": true, "StreamViewType": "NEW_IMAGE"},
             "LatestStreamLabel": "2026-01-01T00:00:00.000",
             "LatestStreamArn": "arn:aws:dynamodb:eu-west-1:111122223333:table/t/stream/2026-01-01T00:00:00.000",
             "BillingModeSummary": {"BillingMode": "PAY_PER_REQUEST", "LastUpdateToPayPerRequestDateTime": 1795388706.581},
             "TableThroughputModeSummary": {"TableThroughputMode": "PAY_PER_REQUEST", "LastUpdateToPayPerRequestDateTime": 1795388706.581},
             "TableClassSummary": {"TableClass": "STANDARD"}, "ItemCount": 1, "TableSizeBytes": 1,
             "SSEDescription": {"Status": "ENABLED", "SSEType": "KMS",
               "KMSMasterKeyArn": "arn:aws:kms:eu-west-1:111122223333:key/fa7135e9-4c8f-38b0-9d0e-e8f04a88ac6a"},
             "DeletionProtectionEnabled": false}}""";

    private static final String BACKUPS = """
            {"ContinuousBackupsDescription": {"ContinuousBackupsStatus": "ENABLED", "PointInTimeRecoveryDescription":
             {"PointInTimeRecoveryStatus": "ENABLED", "RecoveryPeriodInDays": 35, "EarliestRestorableDateTime": 1795388706.581,
              "LatestRestorableDateTime": 1795389398.590}}}""";

    /** What the first message of TLS begins with: RFC 8446, 5.1, {@code handshake}. */
    private static final int TLS = 22;

    private static final String NOT_FOUND =
            "{\"__type\": \"com.amazonaws.dynamodb.v20120810#ResourceNotFoundException\", \"message\": \"not found\"}";

    private final ServerSocket socket;
    private final Set<String> made = ConcurrentHashMap.newKeySet();

    RehearsalServer(ServerSocket socket) {
        this.socket = socket;
    }

    /** Answers until the socket is closed. */
    void start() {
        daemon(() -> {
            while (true) {
                Socket connection = socket.accept();
                daemon(() -> serve(connection));
            }
        });
    }

    /** What ends when a connection does. */
    private interface Talk {
        void go() throws IOException;
    }

    private static void daemon(Talk talk) {
        Thread thread = new Thread(() -> {
            try {
                talk.go();
            } catch (IOException e) {
                // the other side has gone, or the rehearsal is over
                return;
            }
        });
        thread.setDaemon(true);
        thread.start();
    }

    private void serve(Socket connection) throws IOException {
        try (connection;
                InputStream in = new BufferedInputStream(connection.getInputStream());
                OutputStream out = connection.getOutputStream()) {
            connection.setTcpNoDelay(true);
            while (true) {
                String operation = "";
                int length = 0;
                for (String line = line(in); !line.isEmpty(); line = line(in)) {
                    String lower = line.toLowerCase(Locale.ROOT);
                    if (lower.startsWith("x-amz-target:")) {
                        operation = line.substring(line.indexOf('.') + 1);
                    } else if (lower.startsWith("content-length:")) {
                        length = Integer.parseInt(
                                line.substring(line.indexOf(':') + 1).strip());
                    }
                }
                String answer = answer(operation, new String(in.readNBytes(length), UTF_8));
                byte[] body = answer.getBytes(UTF_8);
                String status = answer.equals(NOT_FOUND) ? "400 Bad Request" : "200 OK";
                out.write(("HTTP/1.1 " + status + "\r\nContent-Type: application/x-amz-json-1.0\r\nContent-Length: "
                                + body.length + "\r\n\r\n")
                        .getBytes(ISO_8859_1));
                out.write(body);
            }
        }
    }

    /** The next line of a request's head; an end without one is an error, as it is what ends a connection. */
    private static String line(InputStream in) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int next = in.read(); next != '\n'; next = in.read()) {
            // whoever wants TLS is told at once that there is none, and does not wait for an answer
            if (next < 0 || next == TLS || line.length() > 8192) {
                throw new IOException("no request");
            }
            if (next != '\r') {
                line.append((char) next);
            }
        }
        return line.toString();
    }

    private String answer(String operation, String body) {
        String name = body.replaceFirst("(?s).*\"TableName\"\\s*:\\s*\"([^\"]*)\".*", "$1");
        return switch (operation) {
            case "ListTables" -> "{\"TableNames\": [\"construction-expenses-a\", \"construction-expenses-b\"]}";
            case "DescribeTable" ->
                name.contains("-dev-") && !made.contains(name) ? NOT_FOUND : TABLE.formatted("Table", name);
            case "CreateTable" -> {
                made.add(name);
                yield TABLE.formatted("TableDescription", name);
            }
            case "DescribeTimeToLive" ->
                "{\"TimeToLiveDescription\": {\"TimeToLiveStatus\": \"ENABLED\", \"AttributeName\": \"to\"}}";
            case "UpdateTimeToLive" -> "{\"TimeToLiveSpecification\": {\"Enabled\": true, \"AttributeName\": \"to\"}}";
            case "DescribeContinuousBackups", "UpdateContinuousBackups" -> BACKUPS;
            case "ListTagsOfResource" -> "{\"Tags\": [{\"Key\": \"Environment\", \"Value\": \"production\"}]}";
            default -> "{}";
        };
    }
}
