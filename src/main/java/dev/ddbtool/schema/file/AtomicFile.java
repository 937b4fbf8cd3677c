package dev.ddbtool.schema.file;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.AtomicMoveNotSupportedException;
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

/**
 * Writes files so that whoever looks sees the old content or the new, whole, whatever happens in between.
 *
 * <p>What is replaced is the name in the folder: a file gets a new one in its place, and so does a symbolic link, as git
 * does it, so that nothing outside the folder is ever written to. What is neither, or is marked as read-only, is left alone.
 */
final class AtomicFile {

    private static final Pattern TEMPORARY = Pattern.compile("\\..+\\.([0-9]{1,18})-[0-9a-f]{8}\\.ddbtool-tmp");

    /** A name of 255 bytes is the most that common file systems take; the rest of the temporary name needs 44. */
    private static final int MOST_OF_NAME = 200;

    /** In bytes; the overview of 10,000 tables, which is the most that AWS grants an account, takes a third of it. */
    private static final long LARGEST = 16_777_216;

    /** File times and process start times have different, coarse resolutions. */
    private static final Duration RESOLUTION = Duration.ofSeconds(2);

    private AtomicFile() {}

    /** What a file is to hold, given what it holds; nothing if there is no such file. */
    @FunctionalInterface
    interface Rewriting {
        byte[] from(byte[] before);
    }

    /** Writes to a temporary file in the same folder, and moves it to its place once it is safely on the disk. */
    static void write(Path target, byte[] content) {
        try {
            replace(target, content);
        } catch (IOException e) {
            throw new SchemaIoException(target, e);
        }
    }

    /** Writes a file anew, unless that would change nothing. */
    static void rewrite(Path target, Rewriting rewriting) {
        try {
            boolean exists = Files.exists(target);
            if (exists) {
                refuseOther(target, Files.isRegularFile(target));
                refuseLarge(target);
            }
            byte[] before = exists ? Files.readAllBytes(target) : new byte[0];
            byte[] after = rewriting.from(before);
            if (!exists || !Arrays.equals(before, after)) {
                replace(target, after);
            }
        } catch (IOException e) {
            throw new SchemaIoException(target, e);
        }
    }

    private static void replace(Path target, byte[] content) throws IOException {
        Path folder = folderOf(target);
        if (!Files.isDirectory(folder)) { // a link to a folder is one, which createDirectories denies (JDK-8294193)
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
            move(temporary, target);
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
        if (!Files.exists(target)) { // or is a link that leads nowhere, which is replaced
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

    /**
     * Removes the temporary files of runs that were killed; those of processes that live now are left alone. Answers which
     * they were.
     */
    static List<Path> removeLeftovers(Path folder) {
        try {
            return SchemaFolderListing.everyFileOf(folder).stream()
                    .filter(AtomicFile::removeIfLeftover)
                    .toList();
        } catch (IOException e) {
            throw new SchemaIoException(folder, e);
        }
    }

    /** A file that another run has moved or removed meanwhile, or that is not ours to remove, is no reason to fail. */
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
        // A container gives its process the same number each time, so the number alone does not tell a run from the
        // last.
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
        // no secret: it tells apart the runs whose processes have the same number, as in two containers
        String random = HexFormat.of().toHexDigits(ThreadLocalRandom.current().nextInt());
        return "." + start + "." + ProcessHandle.current().pid() + "-" + random + ".ddbtool-tmp";
    }

    private static Path folderOf(Path target) {
        Path parent = target.getParent();
        return parent == null ? Path.of("") : parent;
    }
}
