package dev.ddbtool.cli.run;

import dev.ddbtool.aws.ManagedKey;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.cli.option.ConnectionOptions;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.schema.TableSchema;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A connection at work: signed in, with its agenda and its control plane. */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Agenda agenda;
    private final ControlPlane controlPlane;
    private final ManagedKey managedKey;
    private final @Nullable String profile;
    private final Progress progress;
    private final Runnable accountKnown;
    private final Optional<String> expectedAccount;
    private Optional<String> account = Optional.empty();

    private Session(
            Connection connection,
            Agenda agenda,
            ControlPlane controlPlane,
            @Nullable String profile,
            Progress progress,
            Runnable accountKnown,
            Optional<String> expectedAccount) {
        this.connection = connection;
        this.agenda = agenda;
        this.controlPlane = controlPlane;
        this.managedKey = new ManagedKey(controlPlane, connection);
        this.profile = profile;
        this.progress = progress;
        this.accountKnown = accountKnown;
        this.expectedAccount = expectedAccount;
    }

    /**
     * Finds out where to connect; nobody is signed in yet.
     *
     * @param defaultTimeout of the whole command, where none was given
     * @param accountKnown is run once, where the account is learned from a table
     * @throws dev.ddbtool.aws.call.connect.ConnectionException if there is nothing to connect to
     */
    static Session open(
            App app, ConnectionOptions options, Duration defaultTimeout, Progress progress, Runnable accountKnown) {
        Connection connection = app.outside().connect(options.resolve(app.variables()));
        Agenda agenda = app.outside().agenda();
        ControlPlane.Limits limits = new ControlPlane.Limits(
                options.parallel,
                options.keepsRates(connection.endpoint().emulator()),
                options.timeout == null ? defaultTimeout : options.timeout);
        ControlPlane controlPlane =
                connection.controlPlane(agenda, limits, app.outside().random());
        progress.on(agenda);
        return new Session(
                connection,
                agenda,
                controlPlane,
                options.profile,
                progress,
                accountKnown,
                options.expectedAccount(app.variables()));
    }

    /**
     * Resolves the credentials, so that missing ones are found before any call to DynamoDB.
     *
     * @throws AwsFailure if there are none, or a session has expired
     */
    void signIn() {
        progress.begins("signing in", 0);
        account = agenda.run(controlPlane.block(connection::signIn, "the sign-in"));
        if (account.isPresent()) {
            refuseOther();
        }
    }

    Connection connection() {
        return connection;
    }

    public ControlPlane controlPlane() {
        return controlPlane;
    }

    public Agenda agenda() {
        return agenda;
    }

    public TableReader reader(boolean allowPartial) {
        return new TableReader(controlPlane, managedKey, allowPartial);
    }

    /** The account as far as it is known without asking for it. */
    Optional<String> account() {
        return account;
    }

    /** Learns the account from a table's ARN where the credentials do not tell it. */
    public void seen(LiveTable table) {
        String[] parts = table.arn().split(":", 6);
        if (account.isEmpty() && parts.length == 6) {
            account = Optional.of(parts[4]);
            accountKnown.run();
            refuseOther();
        }
    }

    /** The account as it is known, else from STS, which emulators are not asked. */
    Optional<String> findAccount() {
        if (account.isEmpty() && !connection.endpoint().emulator()) {
            account = agenda.run(connection.askAccount(controlPlane));
        }
        return account;
    }

    /**
     * Makes sure that this is the account that was expected, if one was; an unknown one is another.
     *
     * @throws CommandException if it is not
     */
    public void checkAccount() {
        if (expectedAccount.isPresent()) {
            findAccount();
            refuseOther();
        }
    }

    private void refuseOther() {
        if (expectedAccount.isPresent() && !expectedAccount.equals(account)) {
            throw CommandException.refused(
                    "the AWS account is " + account.map(id -> "'" + id + "'").orElse("unknown") + ", expected was '"
                            + expectedAccount.get() + "'",
                    connection.endpoint().emulator()
                            ? "an emulator is in no account of yours: leave --expect-account (EXPECT_ACCOUNT) out there"
                            : "choose the profile of the account that is meant, or correct --expect-account");
        }
    }

    /** The options that lead the AWS CLI to where this session is, each with a blank before it. */
    String awsOptions() {
        return (profile == null ? "" : " --profile " + ValueText.quoted(profile))
                + " --region " + connection.region()
                + (connection.endpoint().override() == null
                        ? ""
                        : " --endpoint-url "
                                + ValueText.quoted(
                                        String.valueOf(connection.endpoint().override())));
    }

    /** Where tables are looked for, in words. */
    public String where() {
        return connection.endpoint().override() == null
                ? "in region " + connection.region()
                : "at '" + connection.endpoint().override() + "'";
    }

    /** The same, with the account, which is asked for if need be. */
    public String whereWithAccount() {
        return connection.endpoint().emulator()
                ? where()
                : where() + ", account " + findAccount().orElse("unknown");
    }

    /** What was read of a set of tables. */
    public record LiveTables(Map<String, LiveTable> found, Map<String, Failure> failed) {}

    /**
     * Reads tables side by side. One that cannot be read fails alone, unless none could be.
     *
     * @throws CompletionException with an {@link AwsFailure} where nothing can be read at all
     */
    public LiveTables read(Collection<String> names, Function<String, CompletableFuture<Optional<LiveTable>>> reading) {
        LiveTables tables = new LiveTables(new TreeMap<>(), new TreeMap<>());
        progress.begins("reading tables", names.size());
        forEach(names, name -> read(name, reading, tables));
        return tables;
    }

    /**
     * The same of tables whose names are still being listed: each is read as soon as it is named.
     *
     * @param listing hands on names as they come
     */
    public LiveTables readListed(
            Function<Consumer<List<String>>, CompletableFuture<Void>> listing,
            Function<String, CompletableFuture<Optional<LiveTable>>> reading) {
        LiveTables tables = new LiveTables(new TreeMap<>(), new TreeMap<>());
        List<CompletableFuture<?>> begun = new ArrayList<>();
        progress.begins("reading tables", 0);
        await(List.of(listing.apply(names -> {
            progress.found(names.size());
            names.forEach(name -> begun.add(read(name, reading, tables)));
        })));
        await(begun);
        return tables;
    }

    private CompletableFuture<String> read(
            String name, Function<String, CompletableFuture<Optional<LiveTable>>> reading, LiveTables tables) {
        return reading.apply(name).handle((found, thrown) -> {
            if (thrown == null) {
                found.ifPresent(table -> {
                    seen(table);
                    tables.found().put(name, table);
                });
            } else {
                tables.failed().put(name, failureOf(thrown));
            }
            progress.advanced();
            return name;
        });
    }

    /** Does something for each, side by side, and waits until all of it is done or one has failed for all. */
    <T> void forEach(Collection<T> items, Function<T, CompletableFuture<?>> work) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        items.forEach(item -> all.add(work.apply(item)));
        await(all);
    }

    /** Waits until all are done, or one has failed: then what the others find is of no use any more. */
    public void await(Collection<? extends CompletableFuture<?>> all) {
        CompletableFuture<Void> first = new CompletableFuture<>();
        for (CompletableFuture<?> one : all) {
            var unused = one.exceptionally(thrown -> {
                first.completeExceptionally(thrown);
                return null;
            });
        }
        var unused = CompletableFuture.allOf(all.toArray(CompletableFuture<?>[]::new))
                .thenRun(() -> first.complete(null));
        agenda.run(first);
    }

    /**
     * The failure of one table.
     *
     * @throws CompletionException if it is no failure of one table, but would meet every other one too
     */
    public static Failure failureOf(Throwable thrown) {
        Throwable cause =
                thrown instanceof CompletionException && thrown.getCause() != null ? thrown.getCause() : thrown;
        if (cause instanceof AwsFailure failure && !failure.kind().meetsEveryTable()) {
            return failure.failure();
        }
        throw new CompletionException(cause);
    }

    /** What the encryption options mean in this account; null where none was given. */
    public @Nullable Encryption encryption(boolean noEncryption, @Nullable String key) {
        if (noEncryption) {
            return Encryption.AWS_OWNED_KEY;
        }
        if (key == null) {
            return null;
        }
        if (key.equals(Encryption.AWS_MANAGED_ALIAS)) {
            return Encryption.AWS_MANAGED_KEY;
        }
        if (connection.endpoint().emulator()) {
            return new Encryption(true, key, null); // what an emulator says of keys is not read
        }
        return agenda.run(managedKey.encryption(key))
                .orElseThrow(() -> CommandException.failed(
                        "there is no KMS key '" + key + "' " + where(),
                        "name a key of this account and Region: aws kms list-aliases"));
    }

    /**
     * The schemas with their KMS keys resolved: the ARN of the AWS-managed key means that key, and an emulator has no keys.
     *
     * @param note is told of keys that are ignored
     */
    public List<TableSchema> withKeysResolved(List<TableSchema> schemas, Consumer<String> note) {
        List<TableSchema> meant = agenda.run(managedKey.resolved(schemas));
        long ignored = schemas.stream()
                .filter(schema ->
                        connection.endpoint().emulator() && schema.table().keyArn() != null)
                .count();
        if (ignored > 0) {
            note.accept("the KMS key in " + ValueText.count((int) ignored, "schema file")
                    + " is ignored: emulators have no KMS keys");
        }
        return meant;
    }

    @Override
    public void close() {
        connection.close();
        if (agenda instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("the agenda cannot be closed", e);
            }
        }
    }
}
