package dev.ddbtool.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchiveTest {

    private static final String USED = "mixed mode, emulated-client, sharing";
    private static final String REFUSED = "mixed mode, emulated-client";

    @TempDir
    Path folder;

    private Path archive;

    @BeforeEach
    void an_archive() throws Exception {
        archive = Files.writeString(folder.resolve("17.0.15,ddbtool.jsa"), "x");
    }

    @Test
    void stays_where_it_is_used() {
        ClassArchive.check(archive.toString(), USED);

        assertThat(folder).isDirectoryContaining(file -> file.equals(archive));
    }

    @Test
    void is_removed_where_java_has_refused_it_so_that_it_is_made_again() {
        ClassArchive.check(archive.toString(), REFUSED);

        assertThat(folder.toFile().list()).containsExactly("17.0.15,ddbtool.refused");
    }

    @Test
    void is_not_made_again_at_once_where_java_refuses_the_next_one_too() throws Exception {
        ClassArchive.check(archive.toString(), REFUSED);
        Files.writeString(archive, "x");
        ClassArchive.check(archive.toString(), REFUSED);

        assertThat(folder.toFile().list())
                .containsExactlyInAnyOrder("17.0.15,ddbtool.refused", "17.0.15,ddbtool.failed");
    }

    @Test
    void is_nobody_s_concern_where_there_is_none_or_it_has_gone() {
        assertThatCode(() -> ClassArchive.check("", REFUSED)).doesNotThrowAnyException();
        assertThatCode(() -> ClassArchive.check("/no/such/file.jsa", REFUSED)).doesNotThrowAnyException();
    }
}
