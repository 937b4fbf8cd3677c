package dev.ddbtool.project;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.toml.TomlMapper;
import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.NamingException;
import dev.ddbtool.naming.Nearest;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.IoErrorText;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.rule.Rules;
import java.io.IOException;
import java.nio.charset.MalformedInputException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.LinkOption;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Reads a project file, and reports all its problems at once. */
final class ProjectReader {

    private static final String SCHEMAS = "schemas";
    private static final String DEFAULT_ENVIRONMENT = "default-environment";
    private static final String SCRIPT_VARIABLES = "script-variables";
    private static final String NAMING = "naming";
    private static final String PREFIX = "prefix";
    private static final String ENVIRONMENTS = "environments";
    private static final String BYTE_ORDER_MARK = "\ufeff";

    private final Path file;
    private final JsonNode root;
    private final TomlLines lines;
    private final List<FileProblem> problems = new ArrayList<>();

    private ProjectReader(Path file, JsonNode root, TomlLines lines) {
        this.file = file;
        this.root = root;
        this.lines = lines;
    }

    /**
     * Reads the given project file, or the nearest one in the working directory and its parents.
     *
     * @param workingDirectory relative or absolute, as paths are shown in messages
     * @param given the path of the file; empty to search for it
     * @throws ProjectException if the file is missing, unreadable or invalid
     */
    static Project load(Path workingDirectory, Optional<Sourced<String>> given) {
        if (given.isPresent()) {
            Path file = workingDirectory.resolve(given.get().value());
            if (!isThere(file)) {
                throw new ProjectException(List.of(new FileProblem(
                        file.toString(),
                        null,
                        null,
                        "no such file, but " + given.get().source() + " names it")));
            }
            return read(file);
        }
        Path above = workingDirectory;
        for (Path folder = workingDirectory.toAbsolutePath(); folder != null; folder = folder.getParent()) {
            if (isThere(folder.resolve(Project.FILE))) {
                return read(above.resolve(Project.FILE));
            }
            above = above.resolve("..");
        }
        return Project.none(workingDirectory);
    }

    /** A broken link is there, so that it cannot silently select the environments of another folder. */
    private static boolean isThere(Path file) {
        return Files.exists(file, LinkOption.NOFOLLOW_LINKS);
    }

    /**
     * Reads a project file.
     *
     * @throws ProjectException with every problem of the file
     */
    private static Project read(Path file) {
        String toml = text(file);
        JsonNode root;
        try {
            root = new TomlMapper().readTree(toml);
        } catch (JsonProcessingException e) {
            int line = e.getLocation() == null ? 1 : e.getLocation().getLineNr();
            throw new ProjectException(List.of(new FileProblem(file.toString(), Math.max(1, line), null, syntax(e))));
        }
        return new ProjectReader(file, root, new TomlLines(toml)).project();
    }

    private static String text(Path file) {
        try {
            String text = Files.readString(file);
            return text.startsWith(BYTE_ORDER_MARK) ? text.substring(1) : text; // editors on Windows write one
        } catch (MalformedInputException e) {
            throw new ProjectException(
                    List.of(new FileProblem(file.toString(), null, null, "is not UTF-8: save it as UTF-8")));
        } catch (IOException e) {
            throw new ProjectException(
                    List.of(new FileProblem(file.toString(), null, null, "cannot be read: " + IoErrorText.of(e))));
        }
    }

    private static String syntax(JsonProcessingException e) {
        return String.valueOf(e.getOriginalMessage()).startsWith("Duplicate")
                ? "duplicate key: remove one of them"
                : "invalid TOML: put text in double quotes, and check '=' and brackets on this line";
    }

    private Project project() {
        checkKeys(root, List.of(), List.of(SCHEMAS, DEFAULT_ENVIRONMENT, SCRIPT_VARIABLES, NAMING, ENVIRONMENTS));
        JsonNode naming = table(List.of(NAMING));
        checkKeys(naming, List.of(NAMING), List.of(PREFIX));
        List<DeclaredEnvironment> environments = new ArrayList<>();
        for (Map.Entry<String, JsonNode> each : table(List.of(ENVIRONMENTS)).properties()) {
            environments.add(environment(each.getKey()));
        }
        Path folder = file.getParent() == null ? Path.of("") : file.getParent();
        Project project = new Project(
                file,
                folder,
                folder(List.of(SCHEMAS)),
                text(
                        List.of(DEFAULT_ENVIRONMENT),
                        "the name of one environment in double quotes",
                        ProjectReader::isEnvironment),
                text(List.of(NAMING, PREFIX)),
                environments,
                bool(List.of(SCRIPT_VARIABLES)).map(Sourced::value).orElse(false));
        if (problems.isEmpty()) {
            checkNames(project);
        }
        if (!problems.isEmpty()) {
            throw new ProjectException(problems);
        }
        return project;
    }

    private DeclaredEnvironment environment(String name) {
        List<String> path = List.of(ENVIRONMENTS, name);
        checkKeys(table(path), path, EnvironmentKey.all());
        Map<EnvironmentKey, Sourced<Object>> keys = new EnumMap<>(EnvironmentKey.class);
        for (EnvironmentKey key : EnvironmentKey.values()) {
            value(key, List.of(ENVIRONMENTS, name, key.key())).ifPresent(value -> keys.put(key, value));
        }
        DeclaredEnvironment declared = new DeclaredEnvironment(name, keys, source(path));
        Optional<Boolean> guarded = declared.bool(EnvironmentKey.PROTECTED).map(Sourced::value);
        boolean ephemeral =
                declared.bool(EnvironmentKey.EPHEMERAL).filter(Sourced::value).isPresent();
        if (ephemeral && guarded.orElse(Environment.isProductionName(name))) {
            problem(
                    List.of(ENVIRONMENTS, name, EnvironmentKey.EPHEMERAL.key()),
                    "environment " + Quoted.of(name)
                            + (guarded.isPresent()
                                    ? " is protected, so it cannot be ephemeral: remove one of the two settings"
                                    : " is protected because of its name, so it cannot be ephemeral: remove the"
                                            + " setting, or add protected = false"));
        }
        return declared;
    }

    private Optional<Sourced<Object>> value(EnvironmentKey key, List<String> path) {
        return switch (key) {
            case TABLE_NAME -> any(text(path));
            case PROFILE -> any(text(path, "a profile in double quotes", value -> !value.isBlank()));
            case REGION -> any(text(path, "a Region in double quotes", value -> !value.isBlank()));
            case SCHEMAS -> any(folder(path));
            case ACCOUNT -> any(text(path, "12 digits in double quotes", value -> value.matches("[0-9]{12}")));
            case ENDPOINT_URL ->
                any(text(path, "a URL such as \"http://localhost:8000\"", value -> value.matches("https?://.+")));
            case PROTECTED, EPHEMERAL -> any(bool(path));
            case TAGS -> any(tags(path));
            case BILLING ->
                any(text(
                        path,
                        "\"" + PolicyKeys.ON_DEMAND + "\" or \"" + PolicyKeys.AS_EXPORTED + "\"",
                        value -> List.of(PolicyKeys.ON_DEMAND, PolicyKeys.AS_EXPORTED)
                                .contains(value)));
            case ENCRYPTION ->
                any(text(
                        path,
                        "\"" + PolicyKeys.AWS_MANAGED + "\", \"" + PolicyKeys.AWS_OWNED + "\", a KMS key or \""
                                + PolicyKeys.AS_EXPORTED + "\"",
                        value -> !value.isBlank()));
            case POINT_IN_TIME_RECOVERY ->
                given(path, "true, false, 1 to 35 days or \"" + PolicyKeys.AS_EXPORTED + "\"", ProjectReader::recovery);
            case DELETION_PROTECTION ->
                given(
                        path,
                        "true, false or \"" + PolicyKeys.AS_EXPORTED + "\"",
                        node -> node.isBoolean() ? node.booleanValue() : asExported(node));
        };
    }

    private static @Nullable Object recovery(JsonNode node) {
        if (node.isBoolean()) {
            return node.booleanValue();
        }
        boolean days = node.isInt()
                && node.intValue() >= 1
                && node.intValue() <= ContinuousBackups.DEFAULT_RECOVERY_PERIOD_IN_DAYS;
        return days ? Integer.valueOf(node.intValue()) : asExported(node);
    }

    private static @Nullable Object asExported(JsonNode node) {
        return node.isTextual() && node.textValue().equals(PolicyKeys.AS_EXPORTED) ? PolicyKeys.AS_EXPORTED : null;
    }

    private Optional<Sourced<Map<String, String>>> tags(List<String> path) {
        Map<String, String> tags = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> each : table(path).properties()) {
            List<String> tagPath = append(path, each.getKey());
            text(tagPath).ifPresent(value -> {
                tags.put(each.getKey(), value.value());
                Rules.check(new Tag(each.getKey(), value.value()))
                        .forEach(violation -> problem(tagPath, violation.message()));
            });
        }
        return tags.isEmpty() ? Optional.empty() : Optional.of(new Sourced<>(tags, source(path)));
    }

    private static <T> Optional<Sourced<Object>> any(Optional<Sourced<T>> value) {
        return value.map(each -> each.map(Object.class::cast));
    }

    private Optional<Sourced<String>> folder(List<String> path) {
        return text(path, "a folder in double quotes", ProjectReader::isPath);
    }

    private static boolean isPath(String text) {
        try {
            return !Path.of(text.strip()).toString().isEmpty();
        } catch (InvalidPathException e) {
            return false;
        }
    }

    private static boolean isEnvironment(String name) {
        try {
            return !new Environment(name).isPattern();
        } catch (NamingException e) {
            return false;
        }
    }

    private Optional<Sourced<String>> text(List<String> path) {
        return text(path, "a string in double quotes", value -> true);
    }

    private Optional<Sourced<String>> text(List<String> path, String wanted, Predicate<String> valid) {
        return given(path, wanted, node -> node.isTextual() && valid.test(node.textValue()) ? node.textValue() : null);
    }

    private Optional<Sourced<Boolean>> bool(List<String> path) {
        return given(path, "true or false", node -> node.isBoolean() ? node.booleanValue() : null);
    }

    /** A value of a node, or null if the node has another type. */
    private interface Reading<T> {
        @Nullable
        T of(JsonNode node);
    }

    /** The value of a key; empty if the file does not have it, or if it is invalid. */
    private <T> Optional<Sourced<T>> given(List<String> path, String wanted, Reading<T> reading) {
        JsonNode node = at(path);
        if (node.isMissingNode()) {
            return Optional.empty();
        }
        T value = reading.of(node);
        if (value == null) {
            problem(path, key(path) + " must be " + wanted + ", but is " + shown(node));
            return Optional.empty();
        }
        return Optional.of(new Sourced<>(value, source(path)));
    }

    private JsonNode table(List<String> path) {
        JsonNode node = at(path);
        if (!node.isMissingNode() && !node.isObject()) {
            problem(path, key(path) + " must be a table, but is " + shown(node));
        }
        return node;
    }

    private JsonNode at(List<String> path) {
        JsonNode node = root;
        for (String key : path) {
            node = node.path(key);
        }
        return node;
    }

    private void checkKeys(JsonNode table, List<String> path, List<String> known) {
        for (Map.Entry<String, JsonNode> each : table.properties()) {
            if (!known.contains(each.getKey())) {
                problem(
                        append(path, each.getKey()),
                        "unknown key " + Quoted.of(each.getKey()) + ": "
                                + Nearest.to(each.getKey(), known)
                                        .map(nearest -> "did you mean '" + nearest + "'?")
                                        .orElse("known keys are " + String.join(", ", known)));
            }
        }
    }

    private void checkNames(Project project) {
        List<DeclaredEnvironment> all = project.environments();
        String standard = standard(project);
        if (conflict(project, all).isPresent()) {
            for (int count = 0; count <= all.size() && problems.isEmpty(); count++) { // report the later of two
                List<String> path = count == 0
                        ? List.of(NAMING, PREFIX)
                        : List.of(ENVIRONMENTS, all.get(count - 1).name(), EnvironmentKey.TABLE_NAME.key());
                conflict(project, all.subList(0, count))
                        .ifPresent(e -> problem(path, e.getMessage() + (e.hint() == null ? "" : ": " + e.hint())));
            }
            return;
        }
        boolean declared = project.environment(standard).isPresent();
        if (project.defaultEnvironment().isPresent() && !all.isEmpty() && !declared) {
            problem(
                    List.of(DEFAULT_ENVIRONMENT),
                    "default-environment " + Quoted.of(standard) + " is not declared: add [environments." + standard
                            + "]");
        }
    }

    private static String standard(Project project) {
        return project.defaultEnvironment().map(Sourced::value).orElse(Environment.PRODUCTION.name());
    }

    /** Why these environments cannot be used together. */
    private static Optional<NamingException> conflict(Project project, List<DeclaredEnvironment> environments) {
        try {
            new TableNames(
                    project.prefix().map(Sourced::value).orElse(""),
                    Environments.declared(
                            standard(project),
                            environments.stream()
                                    .map(DeclaredEnvironment::environment)
                                    .toList()));
            return Optional.empty();
        } catch (NamingException e) {
            return Optional.of(e);
        }
    }

    private void problem(List<String> path, String message) {
        problems.add(new FileProblem(file.toString(), lines.of(path), "/" + String.join("/", path), message));
    }

    private String source(List<String> path) {
        return file + ":" + lines.of(path);
    }

    private static String key(List<String> path) {
        return "'" + path.get(path.size() - 1) + "'";
    }

    private static List<String> append(List<String> path, String key) {
        List<String> longer = new ArrayList<>(path);
        longer.add(key);
        return longer;
    }

    private static String shown(JsonNode node) {
        if (node.isObject()) {
            return "a table";
        }
        return node.isArray() ? "a list" : node.isTextual() ? Quoted.of(node.textValue()) : node.asText();
    }
}
