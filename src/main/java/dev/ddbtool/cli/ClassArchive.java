package dev.ddbtool.cli;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/** The archive of classes that the launcher has told Java to start from. */
final class ClassArchive {

    private ClassArchive() {}

    /**
     * Removes an archive that Java refused, as damaged or of another Java, so that the launcher makes a new one. If that
     * is refused too, it is left alone for a day.
     *
     * @param archive its file; empty if there is none
     * @param virtualMachine what the Java virtual machine says of itself in {@code java.vm.info}
     */
    static void check(String archive, String virtualMachine) {
        if (archive.isEmpty() || virtualMachine.contains("sharing")) {
            return;
        }
        String name = archive.substring(0, Math.max(0, archive.lastIndexOf('.')));
        Path before = Path.of(name + ".refused");
        try {
            Files.deleteIfExists(Path.of(archive));
            Files.createFile(Files.exists(before) ? Path.of(name + ".failed") : before);
        } catch (IOException e) {
            // it stays as it is: the program runs without it
            return;
        }
    }
}
