package dev.ddbtool.schema.file;

import dev.ddbtool.problem.IoErrorText;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CoderResult;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;

/** Reads the content of a file of any kind, as bytes and as text. */
final class FileContent {

    /** In bytes: ten times the size of the largest possible schema file. */
    static final int LARGEST = 1_048_576;

    private static final char BYTE_ORDER_MARK = '\uFEFF';

    private FileContent() {}

    /** A file cannot be read; the message says why. */
    static final class UnreadableException extends Exception {

        private static final long serialVersionUID = 1L;

        UnreadableException(String message) {
            super(message);
        }
    }

    static byte[] of(Path file) throws UnreadableException {
        if (Files.isDirectory(file)) {
            throw new UnreadableException("is a folder, not a schema file: move or rename it");
        }
        if (Files.exists(file) && !Files.isRegularFile(file)) {
            throw new UnreadableException("is not a regular file: replace it with the schema file");
        }
        try (InputStream in = Files.newInputStream(file)) {
            byte[] content = in.readNBytes(LARGEST + 1);
            if (content.length > LARGEST) {
                throw new UnreadableException(String.format(
                        Locale.ROOT,
                        "has %,d bytes; the limit is %,d: not a table description",
                        Files.size(file),
                        LARGEST));
            }
            return content;
        } catch (IOException e) {
            throw new UnreadableException("cannot be read: " + IoErrorText.of(e));
        }
    }

    /** The bytes as text; fails if they are not UTF-8. */
    static String text(byte[] content) throws SyntaxException {
        if (startsLikeUtf16(content)) {
            throw new SyntaxException(1, "the file is in UTF-16: save it as UTF-8");
        }
        CharsetDecoder decoder = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        ByteBuffer bytes = ByteBuffer.wrap(content);
        CharBuffer characters = CharBuffer.allocate(content.length + 1);
        CoderResult result = decoder.decode(bytes, characters, true);
        if (result.isError()) {
            throw new SyntaxException(
                    lineAt(content, bytes.position()),
                    "byte 0x%02X is not UTF-8: save the file as UTF-8".formatted(content[bytes.position()] & 0xFF));
        }
        String text = characters.flip().toString();
        return !text.isEmpty() && text.charAt(0) == BYTE_ORDER_MARK ? text.substring(1) : text;
    }

    private static boolean startsLikeUtf16(byte[] content) {
        if (content.length < 2) {
            return false;
        }
        int first = content[0] & 0xFF;
        int second = content[1] & 0xFF;
        boolean marked = (first == 0xFF && second == 0xFE) || (first == 0xFE && second == 0xFF);
        return marked || (first == 0) != (second == 0);
    }

    private static int lineAt(byte[] content, int position) {
        return new String(content, 0, position, StandardCharsets.UTF_8).split("\n", -1).length;
    }
}
