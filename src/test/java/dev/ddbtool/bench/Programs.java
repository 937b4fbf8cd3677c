package dev.ddbtool.bench;

import dev.ddbtool.launcher.LauncherFlags;
import java.io.File;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.jar.JarEntry;
import java.util.jar.JarOutputStream;
import java.util.stream.Stream;

/** The command lines of the measured programs, and their environment. */
final class Programs {

    static final String LAUNCHER = "ddbtool";
    static final String SELF_CONTAINED = "ddbtool with its own Java";
    static final String PLAIN_JAR = "java -jar ddbtool.jar";
    static final String EMPTY = "empty picocli program";
    static final String BOTO3 = "boto3 script";
    static final String AWS_CLI = "aws dynamodb";

    private static final Path INSTALLED = Path.of("target", "ddbtool").toAbsolutePath();

    private final Path scratch;

    /** The interpreter itself: {@code python3} on the PATH may be a slow script of a version manager. */
    private Path python = Path.of("python3");

    private final Path java = Path.of(System.getProperty("java.home"), "bin", "java");

    Programs(Path scratch) {
        this.scratch = scratch;
    }

    /**
     * Only the PATH of the user, and AWS's documented dummy credentials.
     *
     * @param server the variables of the server
     */
    Map<String, String> variables(Map<String, String> server) {
        Map<String, String> variables = new TreeMap<>(server);
        variables.put("PATH", System.getenv("PATH"));
        String pyenv = System.getenv("PYENV_ROOT");
        if (pyenv != null) {
            variables.put("PYENV_ROOT", pyenv);
        }
        variables.put("HOME", scratch.resolve("home").toAbsolutePath().toString());
        variables.put("JAVA_HOME", System.getProperty("java.home"));
        variables.put("AWS_REGION", "eu-west-1");
        variables.put("AWS_DEFAULT_REGION", "eu-west-1");
        variables.put("AWS_ACCESS_KEY_ID", "AKIAIOSFODNN7EXAMPLE");
        variables.put("AWS_SECRET_ACCESS_KEY", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY");
        variables.put("AWS_EC2_METADATA_DISABLED", "true");
        return variables;
    }

    List<String> launcher(Task task, Path folder) {
        return arguments(List.of(INSTALLED.resolve("bin/ddbtool").toString()), task, folder);
    }

    /** The distribution with its own Java, if {@code -Pdist} has built it from the same jar. */
    static Optional<Path> selfContained() throws IOException {
        Path all = Path.of("target", "dist").toAbsolutePath();
        if (!Files.exists(all)) {
            return Optional.empty();
        }
        try (Stream<Path> distributions = Files.list(all)) {
            for (Path each : distributions.sorted().toList()) {
                if (Files.mismatch(each.resolve("lib/ddbtool.jar"), INSTALLED.resolve("lib/ddbtool.jar")) < 0) {
                    return Optional.of(each.resolve("bin/ddbtool"));
                }
            }
        }
        return Optional.empty();
    }

    List<String> selfContained(Task task, Path folder) throws IOException {
        return arguments(List.of(selfContained().orElseThrow().toString()), task, folder);
    }

    List<String> plainJar(Task task, Path folder) {
        return arguments(
                List.of(
                        java.toString(),
                        "-jar",
                        INSTALLED.resolve("lib/ddbtool.jar").toString()),
                task,
                folder);
    }

    private static List<String> arguments(List<String> program, Task task, Path folder) {
        List<String> command = new ArrayList<>(program);
        switch (task) {
            case VERSION -> command.add("--version");
            case HELP -> command.add("--help");
            case DESCRIBE -> command.addAll(List.of("export", "companies", "--schemas", folder.toString()));
            default -> {
                command.add(task.creates() ? "create" : "export");
                if (task.creates()) {
                    command.addAll(List.of("-e", "staging"));
                }
                command.addAll(List.of("--schemas", folder.toString()));
                command.addAll(List.of("--parallel", Integer.toString(task.parallel()), "--rate-limits", "off"));
            }
        }
        return command;
    }

    /** An empty program in a jar, with its own class-data archive like that of ddbtool. */
    List<String> empty(Task task) throws IOException, InterruptedException {
        Path jar = scratch.resolve("empty.jar").toAbsolutePath();
        Path archive = scratch.resolve("empty.archive").toAbsolutePath();
        String classPath = jar + File.pathSeparator + INSTALLED.resolve("lib/ddbtool.jar");
        if (!Files.exists(jar)) {
            pack(jar);
            archive(classPath, archive);
        }
        List<String> command = new ArrayList<>(List.of(java.toString()));
        command.addAll(LauncherFlags.USUAL);
        command.add("-XX:SharedArchiveFile=" + archive);
        command.addAll(List.of("-cp", classPath, EmptyProgram.class.getName()));
        command.add(task == Task.HELP ? "--help" : "--version");
        return command;
    }

    private void archive(String classPath, Path archive) throws IOException, InterruptedException {
        List<String> rehearsal = new ArrayList<>(List.of(java.toString()));
        rehearsal.addAll(LauncherFlags.USUAL);
        Path loaded = scratch.resolve("empty.loaded").toAbsolutePath();
        rehearsal.add("-XX:DumpLoadedClassList=" + loaded);
        rehearsal.addAll(List.of("-cp", classPath, EmptyProgram.class.getName(), "--help"));
        run(rehearsal);
        run(List.of(
                java.toString(),
                "-Xshare:dump",
                "-XX:+UseG1GC",
                "-XX:SharedClassListFile=" + loaded,
                "-XX:SharedArchiveFile=" + archive,
                "-cp",
                classPath));
    }

    private void run(List<String> command) throws IOException, InterruptedException {
        ProcessRun.of(command, Map.of(), scratch.resolve("output.txt"));
    }

    private static void pack(Path jar) throws IOException {
        String entry = EmptyProgram.class.getName().replace('.', '/') + ".class";
        try (InputStream bytes = EmptyProgram.class.getResourceAsStream("EmptyProgram.class");
                OutputStream file = Files.newOutputStream(jar);
                JarOutputStream out = new JarOutputStream(file)) {
            if (bytes == null) {
                throw new IllegalStateException(entry);
            }
            out.putNextEntry(new JarEntry(entry));
            bytes.transferTo(out);
        }
    }

    List<String> boto3(Task task, Path folder) {
        return List.of(
                python.toString(),
                scratch.resolve(BotoScript.FILE).toString(),
                folder.toString(),
                Integer.toString(task == Task.EXPORT13 ? BotoScript.FEW_THREADS : task.parallel()));
    }

    List<String> awsCli() {
        return List.of(
                aws().toString(), "dynamodb", "describe-table", "--table-name", "construction-expenses-companies");
    }

    /** Whether there is a Python with boto3. */
    boolean findPython() throws IOException, InterruptedException {
        if (!starts("python3", "-c", "import boto3, sys; print(sys.executable)")) {
            return false;
        }
        List<String> lines = Files.readAllLines(scratch.resolve("output.txt"));
        python = Path.of(lines.get(lines.size() - 1)); // warnings come first
        return true;
    }

    /** The AWS CLI beside the interpreter, or else that on the PATH. */
    Path aws() {
        Path beside = python.resolveSibling("aws");
        return Files.exists(beside) ? beside : Path.of("aws");
    }

    /** Whether a program exists and starts. */
    boolean starts(String... command) throws InterruptedException {
        try {
            ProcessRun.of(List.of(command), variables(Map.of()), scratch.resolve("output.txt"));
            return true;
        } catch (IOException | IllegalStateException e) {
            return false;
        }
    }
}
