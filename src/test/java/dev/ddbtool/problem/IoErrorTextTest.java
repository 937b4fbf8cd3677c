package dev.ddbtool.problem;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import java.io.IOException;
import java.nio.channels.ClosedByInterruptException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.FileSystemException;
import java.nio.file.FileSystemLoopException;
import java.nio.file.NoSuchFileException;
import java.nio.file.NotDirectoryException;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class IoErrorTextTest {

    static Stream<Arguments> failures() {
        return Stream.of(
                arguments(new NoSuchFileException("x"), "no such file or folder"),
                arguments(new AccessDeniedException("x"), "permission denied"),
                arguments(new FileAlreadyExistsException("x"), "a file exists where a folder is expected"),
                arguments(new NotDirectoryException("x"), "is a file, not a folder"),
                arguments(new DirectoryNotEmptyException("x"), "is a folder"),
                arguments(new FileSystemLoopException("x"), "a symbolic link points to itself"),
                arguments(new ClosedByInterruptException(), "interrupted"),
                arguments(new FileSystemException("x", null, "Read-only file system"), "read-only file system"),
                arguments(new IOException("No space left on device"), "no space left on device"),
                arguments(new FileSystemException("x"), "the file system refused the operation"),
                arguments(new IOException(" "), "the file system refused the operation"));
    }

    @ParameterizedTest
    @MethodSource("failures")
    void describes_each_failure(IOException failure, String reason) {
        assertThat(IoErrorText.of(failure)).isEqualTo(reason);
    }
}
