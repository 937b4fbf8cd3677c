package dev.ddbtool.cli;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * Standard output that reports errors, which {@code System.out} hides. A closed pipe, as with {@code | head}, is not an
 * error.
 */
final class StandardOutput extends OutputStream {

    // file types in st_mode: sys/stat.h of Linux and macOS
    private static final int TYPE = 0170000;
    private static final int PIPE = 0010000;
    private static final int SOCKET = 0140000;

    private final OutputStream out;

    StandardOutput(OutputStream out) {
        this.out = out;
    }

    @Override
    public void write(int one) throws IOException {
        write(new byte[] {(byte) one}, 0, 1);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        try {
            out.write(bytes, offset, length);
        } catch (IOException e) {
            if (!isPipe()) {
                throw e;
            }
        }
    }

    /** Writing to a pipe or socket fails only if the reader has closed it. The error message cannot tell: it is localized. */
    private static boolean isPipe() {
        try {
            int type = (Integer) Files.getAttribute(Path.of("/dev/stdout"), "unix:mode") & TYPE;
            return type == PIPE || type == SOCKET;
        } catch (IOException | UnsupportedOperationException | IllegalArgumentException e) {
            return false; // closed, or not POSIX
        }
    }
}
