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
import org.jspecify.annotations.Nullable;

/** A connection at work: signed in, with its agenda and its control plane. */
public final class Session implements AutoCloseable {

    private final Connection connection;
    private final Agenda agenda;
    private final ControlPlane controlPlane;
    private final Progress progress;
    private final AccountGuard account;
    private final ManagedKey managedKey;
    private final @Nullable String profile;

    private Session(
            Connection connection,
            Agenda agenda,
            ControlPlane controlPlane,
            Progress progress,
            AccountGuard account,
            @Nullable String profile) {
        this.connection = connection;
        this.agenda = agenda;
        this.controlPlane = controlPlane;
        this.progress = progress;
        this.account = account;
        this.profile = profile;
        this.managedKey = new ManagedKey(controlPlane, connection);
    }

    /**
     * Finds out where to connect; nobody is signed in yet.
     *
     * @param accountKnown is run once, where the account is learned from a table
     * @throws dev.ddbtool.aws.call.connect.ConnectionException if there is nothing to connect to
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
        AccountGuard account = new AccountGuard(connection, controlPlane, request.expectedAccount(), accountKnown);
        return new Session(
                connection,
                agenda,
                controlPlane,
                progress,
                account,
                request.settings().profile());
    }

    /**
     * Resolves the credentials, so that missing ones are found before any call to DynamoDB.
     *
     * @throws dev.ddbtool.aws.call.AwsFailure if there are none, or a session has expired
     */
    void signIn() {
        progress.begins("signing in", 0);
        account.signIn();
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
        return new KmsKeyResolver(agenda, managedKey, connection.endpoint().emulator(), where());
    }

    /** The account as far as it is known without asking for it. */
    Optional<String> account() {
        return account.known();
    }

    /** The account as it is known, else from STS, which emulators are not asked. */
    Optional<String> findAccount() {
        return account.find();
    }

    /**
     * Makes sure that this is the account that was expected, if one was; an unknown one is another.
     *
     * @throws CommandException if it is not
     */
    public void checkAccount() {
        account.check();
    }

    /** Learns the account from a table's ARN, where the credentials do not tell it. */
    public void seen(LiveTable table) {
        account.learn(table.arn());
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
