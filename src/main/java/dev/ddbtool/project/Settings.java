package dev.ddbtool.project;

import static java.util.stream.Collectors.joining;

import dev.ddbtool.naming.Environment;
import dev.ddbtool.naming.Environments;
import dev.ddbtool.naming.NamingException;
import dev.ddbtool.naming.TableNames;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Decides every setting that selects tables. Flags override variables, these override the keys of the environment and of
 * the project, then come AWS's variables and the defaults.
 */
public final class Settings {

    private static final String DEFAULT_ENVIRONMENTS = "staging,dev";
    private static final String DEFAULT_SCHEMAS = "schemas";

    private static final String NOT_SET = "not set";
    private static final String SDK = "left to the AWS SDK";

    private final Path workingDirectory;
    private final Flags flags;
    private final Variables variables;
    private final Project project;
    private final String configSource;
    private final Sourced<String> defaultEnvironment;
    private final Optional<Sourced<String>> prefix;
    private final Optional<Sourced<String>> named;
    private final Optional<String> added;
    private final Map<String, DeclaredEnvironment> declared = new LinkedHashMap<>();
    private final Environments environments;

    /**
     * Reads the project file and resolves the names of all environments.
     *
     * @param workingDirectory relative or absolute, as paths are shown in messages
     * @throws ProjectException if the project file is missing, unreadable or invalid
     * @throws NamingException if a name is invalid
     */
    public static Settings load(Path workingDirectory, Flags flags, Variables variables) {
        Optional<Sourced<String>> config = Sourced.first(
                given("--config", flags.config()),
                variables.get("DDBTOOL_CONFIG").map(value -> new Sourced<>(value, "DDBTOOL_CONFIG")));
        return new Settings(
                workingDirectory,
                flags,
                variables,
                ProjectReader.load(workingDirectory, config),
                config.map(Sourced::source).orElse("the nearest"),
                Optional.empty());
    }

    private Settings(
            Path workingDirectory,
            Flags flags,
            Variables variables,
            Project project,
            String configSource,
            Optional<String> added) {
        this.added = added;
        this.configSource = configSource;
        this.workingDirectory = workingDirectory;
        this.flags = flags;
        this.variables = variables;
        this.project = project;
        this.prefix = Sourced.first(
                given("--prefix", flags.prefix()), variable("DDBTOOL_PREFIX", "TABLE_PREFIX"), project.prefix());
        this.named = Sourced.first(
                given("--environments", flags.environments()), variable("DDBTOOL_ENVIRONMENTS", "ENVIRONMENTS"));
        this.defaultEnvironment = project.defaultEnvironment().orElseGet(this::production);
        declare();
        added.ifPresent(name -> declared.put(name, DeclaredEnvironment.undeclared(name, "--into")));
        this.environments = Environments.declared(
                defaultEnvironment.value(),
                declared.values().stream().map(DeclaredEnvironment::environment).toList());
    }

    /**
     * The settings with one more environment, unless it is known.
     *
     * @throws NamingException if its name is invalid
     */
    public Settings including(String name) {
        return environments.knows(name)
                ? this
                : new Settings(workingDirectory, flags, variables, project, configSource, Optional.of(name));
    }

    /** The undeclared environment that exists only for this run. */
    public Optional<String> added() {
        return added;
    }

    /** The built-in default environment, in the letter case of the named environments: {@code Production} is not a second one. */
    private Sourced<String> production() {
        return named.flatMap(list -> Environments.names(list.value()).stream()
                        .filter(Environment.PRODUCTION.name()::equalsIgnoreCase)
                        .findFirst()
                        .map(name -> new Sourced<>(name, list.source())))
                .orElse(Sourced.byDefault(Environment.PRODUCTION.name()));
    }

    /** Named environments replace the declared ones for one run, and keep the keys that the project file has for them. */
    private void declare() {
        if (named.isEmpty() && !project.environments().isEmpty()) {
            project.environments().forEach(each -> declared.put(each.name(), each));
            return;
        }
        Sourced<String> list = named.orElse(Sourced.byDefault(DEFAULT_ENVIRONMENTS));
        List<String> names = new ArrayList<>(List.of(defaultEnvironment.value()));
        names.addAll(Environments.names(list.value()));
        names.forEach(name -> declared.put(
                name, project.environment(name).orElse(DeclaredEnvironment.undeclared(name, list.source()))));
    }

    /** The environments that a flag or variable names; empty if none does. */
    public List<String> namedEnvironments() {
        return named.map(list -> Environments.names(list.value())).orElse(List.of());
    }

    public Project project() {
        return project;
    }

    public Environments environments() {
        return environments;
    }

    /** The prefix of table names; empty if none is set. */
    public Optional<Sourced<String>> prefix() {
        return prefix;
    }

    /**
     * The environment of the command.
     *
     * @throws NamingException if it is unknown
     */
    public Sourced<Environment> environment() {
        return given("-e", flags.environment())
                .map(given -> given.map(this::named))
                .or(() -> variable("DDBTOOL_ENVIRONMENT", "ENVIRONMENT").map(this::ofVariable))
                .orElseGet(() -> declaredDefault().map(this::named));
    }

    /** The environment that a variable names. The user may not know that it is set. */
    private Sourced<Environment> ofVariable(Sourced<String> variable) {
        try {
            return variable.map(this::named);
        } catch (NamingException e) {
            throw new NamingException(e.getMessage(), e.hint() + " (the name comes from " + variable.source() + ")");
        }
    }

    private Sourced<String> declaredDefault() {
        if (!declared.containsKey(defaultEnvironment.value())) {
            throw new NamingException(
                    "missing environment; known environments: " + String.join(", ", declared.keySet()),
                    "name one with -e, or set default-environment in " + Project.FILE);
        }
        return defaultEnvironment;
    }

    /**
     * An environment in the Region of this run, so that a flag cannot lead one environment to the tables of another.
     *
     * @throws NamingException if it is unknown
     */
    public Environment named(String name) {
        Environment environment = environments.named(name);
        return of(environment)
                .region()
                .map(region -> environment.in(region.value()))
                .orElse(environment);
    }

    /**
     * The environment of a command that checks files, which ignores variables: only {@code -e}, else the default.
     *
     * @throws NamingException if it is unknown
     */
    public Environment environmentOfFiles() {
        return given("-e", flags.environment())
                .map(name -> environments.named(name.value()))
                .orElseGet(() -> environments.all().get(0));
    }

    /**
     * The names of tables in the environment and its neighbours.
     *
     * @param prefixRequired whether a missing prefix is an error; otherwise names have none
     * @throws NamingException if the prefix is missing or invalid, or if names are ambiguous
     */
    public TableNames names(Environment environment, boolean prefixRequired) {
        boolean used =
                environments.all().stream().anyMatch(each -> each.template().usesPrefix());
        if (prefix.isEmpty() && used && prefixRequired) {
            throw new NamingException(
                    "missing table prefix",
                    "write " + Project.FILE + " with ddbtool init, or use --prefix NAME, or set DDBTOOL_PREFIX");
        }
        return new TableNames(prefix.map(Sourced::value).orElse(""), environments, environment);
    }

    /** The settings of an environment. */
    public EnvironmentSettings of(Environment environment) {
        DeclaredEnvironment keys = keys(environment);
        Sourced<Boolean> guarded = keys.bool(EnvironmentKey.PROTECTED)
                .orElse(Sourced.byDefault(Environment.isProductionName(environment.name())));
        return new EnvironmentSettings(
                environment,
                schemas(keys),
                sharesSchemas(keys),
                given("--profile", flags.profile()).or(() -> keys.text(EnvironmentKey.PROFILE)),
                Sourced.first(
                        given("--region", flags.region()),
                        keys.text(EnvironmentKey.REGION),
                        variable("AWS_REGION"),
                        variable("AWS_DEFAULT_REGION")),
                Sourced.first(
                        given("--endpoint-url", flags.endpointUrl()),
                        keys.text(EnvironmentKey.ENDPOINT_URL),
                        endpointVariable("AWS_ENDPOINT_URL_DYNAMODB"),
                        endpointVariable("AWS_ENDPOINT_URL")),
                keys.text(EnvironmentKey.ACCOUNT),
                guarded,
                keys.bool(EnvironmentKey.EPHEMERAL).orElse(Sourced.byDefault(false)),
                PolicyKeys.policy(keys, environments.isDefault(environment), guarded.value()));
    }

    /** The folder that a flag or variable names, which then is the folder of every environment. */
    private Optional<Sourced<Path>> chosenSchemas() {
        return Sourced.first(given("--schemas", flags.schemas()), variable("DDBTOOL_SCHEMAS", "SCHEMA_DIR"))
                .map(folder -> folder.map(workingDirectory::resolve));
    }

    private Sourced<Path> schemas(DeclaredEnvironment keys) {
        return chosenSchemas()
                .orElseGet(() -> Sourced.first(keys.text(EnvironmentKey.SCHEMAS), project.schemas())
                        .orElse(Sourced.byDefault(DEFAULT_SCHEMAS))
                        .map(project.folder()::resolve));
    }

    /** The environments of a pattern share a folder even if no other environment does. */
    private boolean sharesSchemas(DeclaredEnvironment keys) {
        return chosenSchemas().isEmpty()
                && (keys.environment().isPattern()
                        || declared.values().stream()
                                .filter(each -> !each.equals(keys))
                                .anyMatch(each -> absolute(schemas(each)).equals(absolute(schemas(keys)))));
    }

    /** The folder in the one form that {@code tables} and {@code ./tables} have in common. */
    private static Path absolute(Sourced<Path> folder) {
        return folder.value().toAbsolutePath().normalize();
    }

    /**
     * Every setting of an environment, with its source.
     *
     * @param names the names of its tables
     */
    public List<ResolvedSetting> list(Sourced<Environment> chosen, TableNames names) {
        Environment environment = chosen.value();
        EnvironmentSettings own = of(environment);
        DeclaredEnvironment keys = keys(environment);
        List<ResolvedSetting> list = new ArrayList<>();
        list.add(new ResolvedSetting(
                "project file",
                project.file() == null ? null : String.valueOf(project.file()),
                project.file() == null ? "none found" : configSource));
        list.add(new ResolvedSetting(
                "environments",
                environments.all().stream().map(Environment::name).collect(joining(", ")),
                named.map(Sourced::source)
                        .orElseGet(() -> declared.values().iterator().next().source())));
        list.add(new ResolvedSetting("environment", environment.name(), chosen.source()));
        list.add(setting("prefix", prefix, NOT_SET));
        list.add(new ResolvedSetting(
                EnvironmentKey.TABLE_NAME.key(),
                prefix.isEmpty() ? environment.template().text() : names.shownForm(environment),
                source(keys, EnvironmentKey.TABLE_NAME)));
        list.add(new ResolvedSetting(
                EnvironmentKey.SCHEMAS.key(),
                own.schemas().value().toString(),
                own.schemas().source()));
        list.add(setting(EnvironmentKey.REGION.key(), own.region(), SDK));
        list.add(setting(EnvironmentKey.PROFILE.key(), own.profile().or(() -> variable("AWS_PROFILE")), SDK));
        list.add(setting(EnvironmentKey.ENDPOINT_URL.key(), own.endpointUrl(), SDK));
        list.add(setting(EnvironmentKey.ACCOUNT.key(), own.account(), "not checked"));
        list.add(setting(EnvironmentKey.PROTECTED.key(), Optional.of(own.guarded()), Sourced.DEFAULT));
        list.add(setting(EnvironmentKey.EPHEMERAL.key(), Optional.of(own.ephemeral()), Sourced.DEFAULT));
        PolicyKeys.inWords(own.policy())
                .forEach((key, value) -> list.add(new ResolvedSetting(key.key(), value, source(keys, key))));
        return list;
    }

    private static ResolvedSetting setting(String name, Optional<? extends Sourced<?>> value, String otherwise) {
        return new ResolvedSetting(
                name,
                value.map(each -> String.valueOf(each.value())).orElse(null),
                value.map(Sourced::source).orElse(otherwise));
    }

    private static String source(DeclaredEnvironment keys, EnvironmentKey key) {
        return keys.value(key).map(Sourced::source).orElse(Sourced.DEFAULT);
    }

    /** The keys of an environment, or of its pattern. */
    private DeclaredEnvironment keys(Environment environment) {
        return Objects.requireNonNull(
                declared.get(environments.declaration(environment.name()).name()));
    }

    /** The flags for the variables that select tables, because a variable may be set for one command only. */
    public List<String> flagsForVariables() {
        List<String> words = new ArrayList<>();
        addFlag(words, "--config", flags.config(), variables.get("DDBTOOL_CONFIG"));
        addFlag(words, "--environment", flags.environment(), value("DDBTOOL_ENVIRONMENT", "ENVIRONMENT"));
        addFlag(words, "--environments", flags.environments(), value("DDBTOOL_ENVIRONMENTS", "ENVIRONMENTS"));
        addFlag(words, "--prefix", flags.prefix(), value("DDBTOOL_PREFIX", "TABLE_PREFIX"));
        return words;
    }

    private static void addFlag(List<String> words, String flag, @Nullable String given, Optional<String> variable) {
        if (given == null) {
            variable.ifPresent(value -> words.addAll(List.of(flag, value)));
        }
    }

    private static Optional<Sourced<String>> given(String flag, @Nullable String value) {
        return Optional.ofNullable(value).map(each -> new Sourced<>(each, flag));
    }

    /** The variable of ddbtool, else the plain one of the original scripts, if those are read. */
    private Optional<Sourced<String>> variable(String name, String script) {
        Optional<Sourced<String>> own = variable(name);
        return own.isPresent() || !project.scriptVariables() ? own : variable(script);
    }

    private Optional<String> value(String name, String script) {
        return variable(name, script).map(Sourced::value);
    }

    private Optional<Sourced<String>> variable(String name) {
        return variables.get(name).map(value -> new Sourced<>(value, name));
    }

    private Optional<Sourced<String>> endpointVariable(String name) {
        boolean ignored = variables
                .get("AWS_IGNORE_CONFIGURED_ENDPOINT_URLS")
                .filter("true"::equalsIgnoreCase)
                .isPresent();
        return ignored ? Optional.empty() : variable(name);
    }
}
