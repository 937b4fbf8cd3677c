package dev.ddbtool.launcher;

import dev.ddbtool.fake.ExampleTables;
import dev.ddbtool.fake.FakeControlPlane;
import dev.ddbtool.fake.FakeHttpServer;
import dev.ddbtool.fake.TlsProxy;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import java.util.zip.CRC32;

/**
 * A step of the build: creates the class list and the class-data archive of a distribution, for its own Java or else for
 * the Java of the build ({@code docs/decisions/0005-class-data-archive.md}).
 */
public final class ClassDataArchive {

    private static final Path SCRATCH = Path.of("target", "rehearsal");

    /** Whether this Java can also archive classes in their linked state (JEP 483). */
    private static final boolean LINKS_CLASSES = Runtime.version().feature() >= 24;

    private static final Instant FIRST_TIME = Instant.parse("2022-01-01T00:00:00Z");
    private static final long SECONDS_IN_FOUR_YEARS = 4 * 365 * 86_400L;

    private final Path root;
    private final Path javaHome;

    private ClassDataArchive(Path root, Path javaHome) {
        this.root = root;
        this.javaHome = javaHome;
    }

    /**
     * Creates {@code lib/ddbtool.classlist}, {@code lib/ddbtool.jsa}, and {@code lib/ddbtool.jsa.for}, which names the Java
     * and the folder of the archive for the launcher.
     *
     * @param arguments the folder of the distribution
     * @throws IOException if a file cannot be written, or Java reports an error
     */
    public static void main(String[] arguments) throws IOException, InterruptedException {
        Path root = Path.of(arguments[0]).toRealPath();
        Path own = root.resolve("runtime");
        ClassDataArchive archive =
                new ClassDataArchive(root, Files.exists(own) ? own : Path.of(System.getProperty("java.home")));
        archive.setJarTime();
        List<String> loaded = archive.loadedClasses();
        // newer Java versions add lines that Java 17 refuses
        Files.write(
                archive.lib("ddbtool.classlist"),
                loaded.stream().filter(line -> !line.startsWith("@cp ")).toList());
        archive.dump(loaded);
        archive.writeRecord();
    }

    private Path lib(String file) {
        return root.resolve("lib").resolve(file);
    }

    /**
     * Derives the modification time of the jar from its content. Java compares only the time and the size of the jar with
     * those that the archive was made from, so a constant time could pair an archive with a later jar of the same size.
     */
    private void setJarTime() throws IOException {
        CRC32 sum = new CRC32();
        sum.update(Files.readAllBytes(lib("ddbtool.jar")));
        Files.setLastModifiedTime(
                lib("ddbtool.jar"), FileTime.from(FIRST_TIME.plusSeconds(sum.getValue() % SECONDS_IN_FOUR_YEARS)));
    }

    /**
     * Runs {@code Rehearsal}, and returns the classes in alphabetical order, each once: the order in which threads load them,
     * the numbers that newer Java versions add to them, and how many threads create the same lambda differ from run to run,
     * and two builds of one commit must be identical. What begins with {@code @} describes classes, and comes after them.
     */
    private List<String> loadedClasses() throws IOException, InterruptedException {
        Files.createDirectories(SCRATCH);
        Path folder = Files.createTempDirectory(SCRATCH, "run");
        Path loaded = folder.resolve("loaded");
        FakeControlPlane fake = new FakeControlPlane(InstantSource.system());
        ExampleTables.production(fake);
        try (FakeHttpServer server = FakeHttpServer.start(fake);
                TlsProxy proxy = TlsProxy.start(server.endpoint(), folder)) {
            List<String> options = new ArrayList<>(proxy.trustOptions());
            options.add("-XX:DumpLoadedClassList=" + loaded);
            options.add("-XX:TieredStopAtLevel=1");
            options.add("-XX:+UseSerialGC");
            java(
                    options,
                    lib("ddbtool.jar") + File.pathSeparator + Path.of("target", "test-classes"),
                    "dev.ddbtool.cli.Rehearsal",
                    server.endpoint().toString(),
                    proxy.endpoint().toString(),
                    folder.toString());
        }
        try (Stream<String> lines = Files.lines(loaded)) {
            return lines.filter(line -> !line.startsWith("#"))
                    .map(line -> line.replaceFirst(" id: \\d+$", ""))
                    .distinct()
                    .sorted(Comparator.comparing((String line) -> line.startsWith("@"))
                            .thenComparing(Comparator.naturalOrder()))
                    .toList();
        }
    }

    /** Uses G1, so that the archive also contains objects, which the other collectors can load. */
    private void dump(List<String> classes) throws IOException, InterruptedException {
        Path list = SCRATCH.resolve("classes");
        Files.write(list, classes);
        Files.deleteIfExists(lib("ddbtool.jsa"));
        List<String> options = new ArrayList<>(List.of(
                "-Xshare:dump",
                "-XX:+UseG1GC",
                "-XX:+UnlockDiagnosticVMOptions",
                "-XX:ArchiveRelocationMode=0", // has no effect here, but fails if this Java does not support it
                "-Xlog:disable",
                "-Xlog:all=error:stderr",
                "-XX:SharedClassListFile=" + list,
                "-XX:SharedArchiveFile=" + lib("ddbtool.jsa")));
        if (LINKS_CLASSES) {
            options.add("-XX:+AOTClassLinking");
        }
        java(options, lib("ddbtool.jar").toString());
        if (!Files.exists(lib("ddbtool.jsa"))) {
            throw new IOException("Java wrote no archive");
        }
    }

    /** Two lines: the Java, and the folder, which Java 17 to 19 check. */
    private void writeRecord() throws IOException {
        String runtime = Files.readAllLines(javaHome.resolve("release")).stream()
                .filter(line -> line.startsWith("JAVA_RUNTIME_VERSION="))
                .findFirst()
                .orElse("");
        Files.writeString(lib("ddbtool.jsa.for"), runtime + "\n" + root + "\n");
    }

    private void java(List<String> options, String classPath, String... program)
            throws IOException, InterruptedException {
        List<String> command =
                new ArrayList<>(List.of(javaHome.resolve("bin").resolve("java").toString()));
        command.addAll(options);
        command.addAll(List.of("-cp", classPath));
        command.addAll(List.of(program));
        ProcessBuilder builder = new ProcessBuilder(command).inheritIO();
        builder.environment().clear();
        String nothing = SCRATCH.resolve("no-such-file").toString();
        builder.environment()
                .putAll(Map.of(
                        "AWS_CONFIG_FILE", nothing,
                        "AWS_SHARED_CREDENTIALS_FILE", nothing,
                        "AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE",
                        "AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY",
                        "AWS_EC2_METADATA_DISABLED", "true"));
        int code = builder.start().waitFor();
        if (code != 0) {
            throw new IOException(String.join(" ", command) + " ended with " + code);
        }
    }
}
