package dev.ddbtool.cli.command;

import dev.ddbtool.cli.run.CommandException;
import dev.ddbtool.cli.run.Run;
import dev.ddbtool.problem.IoErrorText;
import dev.ddbtool.report.WrittenFile;
import dev.ddbtool.schema.file.AtomicFile;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;

/** Writes the files of a conversion. It replaces only files that were converted, since people edit the others. */
final class ConvertedFiles {

    private final Run run;

    ConvertedFiles(Run run) {
        this.run = run;
    }

    /**
     * Writes the files; none of them if a file with other content exists.
     *
     * @param texts the content of each file
     * @param inputs the files that may be replaced
     * @throws CommandException if another file has other content, or cannot be written
     */
    void write(Map<Path, String> texts, List<Path> inputs) {
        texts.forEach((file, text) -> isWritten(file, bytes(text), inputs));
        texts.forEach((file, text) -> run.undivided(() -> {
            WrittenFile written = write(file, bytes(text), inputs);
            run.file(written);
            return written;
        }));
    }

    private static WrittenFile write(Path file, byte[] content, List<Path> inputs) {
        boolean unchanged = isWritten(file, content, inputs);
        try {
            if (!unchanged && Files.exists(file)) {
                AtomicFile.write(file, content);
            } else if (!unchanged) {
                AtomicFile.create(file, content);
            }
        } catch (IOException e) {
            if (e instanceof FileAlreadyExistsException && Files.exists(file)) { // written since the check
                throw occupied(file);
            }
            throw failed("cannot write '" + file + "': " + IoErrorText.of(e));
        }
        return new WrittenFile(file.toString(), !unchanged);
    }

    /**
     * Whether the file already has this content.
     *
     * @throws CommandException if it has other content and must not be replaced
     */
    private static boolean isWritten(Path file, byte[] content, List<Path> inputs) {
        try {
            if (!Files.exists(file, LinkOption.NOFOLLOW_LINKS)) {
                return false;
            }
            if (Files.isRegularFile(file)) {
                if (Arrays.equals(Files.readAllBytes(file), content)) {
                    return true;
                }
                for (Path input : inputs) {
                    if (Files.isSameFile(input, file)) {
                        return false;
                    }
                }
            }
        } catch (IOException e) {
            throw failed("cannot read '" + file + "': " + IoErrorText.of(e));
        }
        throw occupied(file);
    }

    private static CommandException occupied(Path file) {
        return CommandException.usage(
                "'" + file + "' already exists with other content", "remove it, or use another folder: --out FOLDER");
    }

    private static CommandException failed(String message) {
        return CommandException.failed(message, "use another folder: --out FOLDER");
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
