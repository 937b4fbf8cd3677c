package dev.ddbtool.binary;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import java.nio.file.Path;
import java.time.InstantSource;

/** The program's classes in a form that is loaded faster: two hundred runs of it are to come. Made once for all tests. */
final class ClassArchive {

    private static final Path FILE = Path.of("target", "binary-classes.jsa").toAbsolutePath();

    /** The options for Java that use it; a Java that cannot says nothing and does without. */
    static final String OPTIONS = made();

    private ClassArchive() {}

    private static String made() {
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        try (FakeHttpServer server = FakeHttpServer.start(fake)) {
            Ended ended = Binary.plain(FILE.resolveSibling("no-home"), server.endpoint())
                    .with("DDBTOOL_JAVA_OPTS", "-Xlog:disable -XX:ArchiveClassesAtExit=" + FILE)
                    .run("create -e dev companies pending-payments");
            assertThat(ended.exitCode()).as(ended.err()).isZero();
        }
        return "-Xlog:disable -XX:SharedArchiveFile=" + FILE;
    }
}
