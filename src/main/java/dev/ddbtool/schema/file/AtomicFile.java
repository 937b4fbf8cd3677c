package dev.ddbtool.schema.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Writes files atomically: readers see either the old or the new content, never a part, even after a crash.
 *
 * <p>It replaces the directory entry. A symbolic link is replaced by a file, as git does, so nothing outside the folder
 * is written. Everything else that is not a regular file, or is read-only, is refused.
 */
public final class AtomicFile {

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.([0-9]{1,18})-[0-9a-f]{8}\\.ddbtool-tmp");

    /** Common file systems accept names of up to 255 bytes; the rest of the temporary name needs 44. */
    private static final int MOST_OF_NAME = 200;

    /** In bytes. The overview of 10,000 tables, the highest quota of AWS, needs a third of it. */
    private static final long LARGEST = 16_777_216;

    /** File times and process start times have different, coarse resolutions. */
    private static final Duration RESOLUTION = Duration.ofSeconds(2);

    private AtomicFile() {}

    /** Computes the new content from the current content, which is empty if there is no file. */
    @FunctionalInterface
    interface Rewriting {
        byte[] from(byte[] before);
    }

    /** Writes a temporary file in the same folder, flushes it to disk, and renames it. */
    public static void write(Path target, byte[] content) {
        try {
            replace(target, content, null);
        } catch (IOException e) {
            throw new SchemaIoException(target, e);
        }
    }

    /**
     * Writes a new file.
     *
     * @throws FileAlreadyExistsException if it exists
     */
    public static void create(Path target, byte[] content) throws IOException {
        if (Files.exists(target, LinkOption.NOFOLLOW_LINKS) || !replace(target, content, new byte[0])) {
            throw new FileAlreadyExistsException(target.toString());
        }
    }

    /**
     * Rewrites a file if its content changes. If another process writes the file in the meantime, its new content is
     * rewritten.
     *
     * @return whether the file was written
     */
    static boolean rewrite(Path target, Rewriting rewriting) {
        try {
            while (true) {
                byte[] before = read(target);
                byte[] after = rewriting.from(before);
                if (Files.exists(target) && Arrays.equals(before, after)) {
                    return false;
                }
                if (replace(target, after, before)) {
                    return true;
                }
            }
        } catch (IOException e) {
            throw new SchemaIoException(target, e);
        }
    }

    private static byte[] read(Path target) throws IOException {
        if (!Files.exists(target)) {
            return new byte[0];
        }
        refuseOther(target, Files.isRegularFile(target));
        refuseLarge(target);
        return Files.readAllBytes(target);
    }

    /**
     * Replaces the file.
     *
     * @param expected the content that it must still have; null for any
     * @return whether it had the expected content
     */
    private static boolean replace(Path target, byte[] content, byte @Nullable [] expected) throws IOException {
        Path folder = folderOf(target);
        if (!Files.isDirectory(folder)) { // createDirectories refuses a link to a folder (JDK-8294193)
            Files.createDirectories(folder);
        }
        refuseUnfit(target);
        Path temporary = folder.resolve(temporaryName(String.valueOf(target.getFileName())));
        try {
            try (FileChannel channel =
                    FileChannel.open(temporary, StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE)) {
                ByteBuffer bytes = ByteBuffer.wrap(content);
                while (bytes.hasRemaining()) {
                    channel.write(bytes);
                }
                channel.force(true);
            }
            if (expected != null && !Arrays.equals(read(target), expected)) {
                Files.delete(temporary);
                return false;
            }
            move(temporary, target);
            return true;
        } catch (IOException | RuntimeException | Error e) {
            remove(temporary, e);
            throw e;
        }
    }

    private static void remove(Path temporary, Throwable why) {
        try {
            Files.deleteIfExists(temporary);
        } catch (IOException e) {
            why.addSuppressed(e);
        }
    }

    private static void refuseUnfit(Path target) throws IOException {
        if (!Files.exists(target)) { // also true for a dangling link, which is replaced
            return;
        }
        boolean regular = Files.isRegularFile(target, LinkOption.NOFOLLOW_LINKS);
        boolean link = Files.isSymbolicLink(target) && !Files.isDirectory(target);
        refuseOther(target, regular || link);
        if (regular && !Files.isWritable(target)) {
            throw new IOException("is read-only");
        }
    }

    private static void refuseOther(Path target, boolean fit) throws IOException {
        if (!fit) {
            throw new IOException(Files.isDirectory(target) ? "is a folder" : "is not a regular file");
        }
    }

    private static void refuseLarge(Path target) throws IOException {
        long size = Files.size(target);
        if (size > LARGEST) {
            throw new IOException(String.format(Locale.ROOT, "has %,d bytes; the limit is %,d", size, LARGEST));
        }
    }

    /** Removes the temporary files of killed runs, not those of running processes, and returns the removed files. */
    static List<Path> removeLeftovers(Path folder) {
        try {
            return SchemaFolderListing.everyFileOf(folder).stream()
                    .filter(AtomicFile::removeIfLeftover)
                    .toList();
        } catch (IOException e) {
            throw new SchemaIoException(folder, e);
        }
    }

    /** Does not fail if another run has moved or removed the file, or if permissions do not allow removing it. */
    private static boolean removeIfLeftover(Path file) {
        Matcher name = TEMPORARY.matcher(String.valueOf(file.getFileName()));
        try {
            return name.matches() && isLeftover(file, Long.parseLong(name.group(1))) && Files.deleteIfExists(file);
        } catch (IOException e) {
            return false;
        }
    }

    private static boolean isLeftover(Path file, long writer) throws IOException {
        if (!Files.isRegularFile(file)) {
            return false;
        }
        Optional<ProcessHandle> process = ProcessHandle.of(writer).filter(ProcessHandle::isAlive);
        if (process.isEmpty()) {
            return true;
        }
        // Processes in containers often have the same id in every run, so the id alone does not identify a run.
        Instant written = Files.getLastModifiedTime(file).toInstant();
        return process.get()
                .info()
                .startInstant()
                .filter(start -> start.minus(RESOLUTION).isAfter(written))
                .isPresent();
    }

    private static void move(Path temporary, Path target) throws IOException {
        try {
            Files.move(temporary, target, StandardCopyOption.ATOMIC_MOVE);
        } catch (AtomicMoveNotSupportedException e) {
            Files.move(temporary, target, StandardCopyOption.REPLACE_EXISTING);
        }
    }

    private static String temporaryName(String name) {
        String start = name.substring(0, Math.min(name.length(), MOST_OF_NAME));
        // not a secret: distinguishes runs with the same process id, as in two containers
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return "." + start + "." + ProcessHandle.current().pid() + "-" + random + ".ddbtool-tmp";
    }

    private static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
