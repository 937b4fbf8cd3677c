package dev.ddbtool.cli.run;

import dev.ddbtool.aws.ManagedKey;
import dev.ddbtool.aws.TableReader;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.plan.LiveTable;
import dev.ddbtool.report.ValueText;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;

/** A connection with its agenda and its control plane. */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Agenda agenda;
    private final ControlPlane controlPlane;
    private final Progress progress;
    private final AccountGuard account;
    private final ManagedKey managedKey;
    private final ConnectionRequest request;

    private Session(
            Connection connection,
            Agenda agenda,
            ControlPlane controlPlane,
            Progress progress,
            AccountGuard account,
            ConnectionRequest request) {
        this.connection = connection;
        this.agenda = agenda;
        this.controlPlane = controlPlane;
        this.progress = progress;
        this.account = account;
        this.request = request;
        this.managedKey = new ManagedKey(controlPlane, connection);
    }

    /**
     * Opens a connection, without signing in.
     *
     * @param accountKnown runs once if the account is found in the ARN of a table
     * @throws dev.ddbtool.aws.call.connect.ConnectionException if the Region, profile or endpoint is missing or invalid
     */
    static Session open(App app, ConnectionRequest request, Progress progress, Runnable accountKnown) {
        Connection connection = app.outside().connect(request.settings());
        Agenda agenda = app.outside().agenda();
        boolean rateLimits = request.rateLimits().orElse(!connection.endpoint().emulator());
        ControlPlane controlPlane = connection.controlPlane(
                agenda,
                new ControlPlane.Limits(request.parallel(), rateLimits, request.timeout()),
                app.outside().random());
        progress.on(agenda);
        AccountGuard account = new AccountGuard(connection, controlPlane, request, accountKnown);
        return new Session(connection, agenda, controlPlane, progress, account, request);
    }

    /**
     * Resolves the credentials, so that missing credentials are reported before the first call to DynamoDB.
     *
     * @throws dev.ddbtool.aws.call.AwsFailure if credentials are missing or expired
     */
    void signIn() {
        progress.begins("signing in", 0);
        account.signIn();
    }

    ConnectionRequest request() {
        return request;
    }

    /** The maximum number of concurrent API calls. */
    public int parallel() {
        return request.parallel();
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

    Progress progress() {
        return progress;
    }

    public TableReader reader(boolean allowPartial) {
        return new TableReader(controlPlane, managedKey, allowPartial);
    }

    public KmsKeyResolver kmsKeys() {
        return new KmsKeyResolver(agenda, managedKey, connection.endpoint().emulator(), where(), this::isOwn);
    }

    /** Whether an ARN has the account and Region of this session. Asks STS if the account is unknown. */
    private boolean isOwn(String arn) {
        String[] parts = arn.split(":", 6);
        return parts.length == 6
                && parts[3].equals(connection.region())
                && findAccount().filter(parts[4]::equals).isPresent();
    }

    /** The account, if it is already known. */
    Optional<String> account() {
        return account.known();
    }

    /** The account; if it is unknown, asks STS, except on emulators. */
    public Optional<String> findAccount() {
        return account.find();
    }

    /**
     * Checks the account if one is expected. An unknown account is refused.
     *
     * @throws CommandException if the account is not the expected one
     */
    public void checkAccount() {
        account.check();
    }

    /** Reads the account from the ARN of a table, if it is still unknown. */
    public void seen(LiveTable table) {
        account.learn(table.arn());
    }

    /** The AWS CLI options for the same profile, Region and endpoint, each after a space. */
    String awsOptions() {
        String profile = request.settings().profile();
        return (profile == null ? "" : " --profile " + ValueText.quoted(profile))
                + " --region " + connection.region()
                + (connection.endpoint().override() == null
                        ? ""
                        : " --endpoint-url "
                                + ValueText.quoted(
                                        String.valueOf(connection.endpoint().override())));
    }

    public String region() {
        return connection.region();
    }

    /** Whether the endpoint is an emulator, which does not separate accounts. */
    public boolean isEmulator() {
        return connection.endpoint().emulator();
    }

    /** The Region or endpoint, in words. */
    public String where() {
        return connection.endpoint().override() == null
                ? "in Region " + connection.region()
                : "at '" + connection.endpoint().override() + "'";
    }

    /** The Region and account, or the endpoint, in words. Asks STS if the account is unknown. */
    public String whereWithAccount() {
        return connection.endpoint().emulator()
                ? where()
                : where() + ", account " + findAccount().orElse("unknown");
    }

    /** Starts work for each item in parallel, and waits until all are done or one has failed. */
    <T> void forEach(Collection<T> items, Function<T, CompletableFuture<?>> work) {
        List<CompletableFuture<?>> all = new ArrayList<>();
        items.forEach(item -> all.add(work.apply(item)));
        await(all);
    }

    /** Waits until all are done or one has failed. */
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

    @Override
    public void close() {
        connection.close();
        if (agenda instanceof AutoCloseable closeable) {
            try {
                closeable.close();
            } catch (Exception e) {
                throw new IllegalStateException("cannot close the agenda", e);
            }
        }
    }
}
