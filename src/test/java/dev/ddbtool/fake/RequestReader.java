package dev.ddbtool.fake;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Parses the requests of one connection, which may arrive in pieces. Supports the part of HTTP that SDKs use. */
final class RequestReader {

    private static final int LARGEST_HEAD = 16_384;

    private static final int LARGEST_REQUEST = 1_000_000;

    private ByteBuffer bytes = ByteBuffer.allocate(LARGEST_HEAD);

    /** The buffer for the next bytes, never full. */
    ByteBuffer room() {
        if (!bytes.hasRemaining()) {
            bytes = ByteBuffer.allocate(2 * bytes.capacity()).put(bytes.flip());
        }
        return bytes;
    }

    /**
     * Takes the next request; empty if it is incomplete.
     *
     * @throws IOException if this is not a request of an SDK
     */
    Optional<WireRequest> next() throws IOException {
        int body = endOfHead();
        if (body < 0) {
            if (bytes.position() >= LARGEST_HEAD) {
                throw new IOException("a head of more than " + LARGEST_HEAD + " bytes");
            }
            return Optional.empty();
        }
        String head = new String(bytes.array(), 0, body, StandardCharsets.ISO_8859_1);
        int length = number(field(head, "content-length", "0"));
        if (length < 0
                || length > LARGEST_REQUEST
                || !field(head, "transfer-encoding", "").isEmpty()) {
            throw new IOException("a request that no SDK sends");
        }
        int end = body + length;
        if (bytes.position() < end) {
            return Optional.empty();
        }
        String text = new String(bytes.array(), body, length, StandardCharsets.UTF_8);
        bytes.flip().position(end);
        bytes.compact();
        return Optional.of(new WireRequest(field(head, "x-amz-target", ""), text));
    }

    private static int number(String text) throws IOException {
        try {
            return Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw new IOException("no length: " + text, e);
        }
    }

    /** The start of the body, after an empty line; -1 if not received yet. */
    private int endOfHead() {
        byte[] array = bytes.array();
        int to = Math.min(bytes.position(), LARGEST_HEAD);
        for (int i = 0; i + 3 < to; i++) {
            if (array[i] == '\r' && array[i + 1] == '\n' && array[i + 2] == '\r' && array[i + 3] == '\n') {
                return i + 4;
            }
        }
        return -1;
    }

    private static String field(String head, String name, String otherwise) {
        for (int line = head.indexOf('\n') + 1; line > 0; line = head.indexOf('\n', line) + 1) {
            int colon = line + name.length();
            if (head.regionMatches(true, line, name, 0, name.length()) && head.startsWith(":", colon)) {
                return head.substring(colon + 1, head.indexOf('\r', colon)).strip();
            }
        }
        return otherwise;
    }
}
