package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.project.Sourced;
import java.util.Optional;

/** Finds the AWS account of a session, and refuses any but the expected one. */
final class AccountGuard {

    private final Connection connection;
    private final ControlPlane controlPlane;
    private final ConnectionRequest request;
    private final Runnable learned;
    private Optional<String> account = Optional.empty();

    /** @param learned runs once if the account is found in the ARN of a table */
    AccountGuard(Connection connection, ControlPlane controlPlane, ConnectionRequest request, Runnable learned) {
        this.connection = connection;
        this.controlPlane = controlPlane;
        this.request = request;
        this.learned = learned;
    }

    /**
     * Resolves the credentials, which may contain the account.
     *
     * @throws CommandException if the account is not the expected one
     */
    void signIn() {
        account = controlPlane.agenda().run(controlPlane.block(connection::signIn, "the sign-in"));
        if (account.isPresent()) {
            refuseOther();
        }
    }

    Optional<String> known() {
        return account;
    }

    /**
     * Reads the account from the ARN of a table, if it is still unknown.
     *
     * @throws CommandException if the account is not the expected one
     */
    void learn(String arn) {
        String[] parts = arn.split(":", 6);
        if (account.isEmpty() && parts.length == 6) {
            account = Optional.of(parts[4]);
            learned.run();
            refuseOther();
        }
    }

    /** The account; if it is unknown, asks STS, except on emulators. */
    Optional<String> find() {
        if (account.isEmpty() && !connection.endpoint().emulator()) {
            account = controlPlane.agenda().run(connection.askAccount(controlPlane));
        }
        return account;
    }

    /**
     * Checks the account if one is expected. An unknown account is refused.
     *
     * @throws CommandException if the account is not the expected one
     */
    void check() {
        if (request.expectedAccount().isPresent() || declared().isPresent()) {
            find();
            refuseOther();
        }
    }

    /** The account of the environment, which emulators do not have to match. */
    private Optional<Sourced<String>> declared() {
        return connection.endpoint().emulator() ? Optional.empty() : request.declaredAccount();
    }

    private void refuseOther() {
        request.expectedAccount()
                .ifPresent(expected -> refuseOther(
                        expected,
                        connection.endpoint().emulator()
                                ? "emulators have no account: omit --expect-account (EXPECT_ACCOUNT)"
                                : "choose another profile with --profile, or correct --expect-account"));
        declared()
                .ifPresent(expected -> refuseOther(
                        expected.value(),
                        "choose another profile with --profile, or correct the account in " + expected.source()));
    }

    private void refuseOther(String expected, String hint) {
        if (!account.equals(Optional.of(expected))) {
            throw CommandException.refused(
                    "wrong AWS account: expected '" + expected + "', found "
                            + account.map(id -> "'" + id + "'").orElse("an unknown account"),
                    hint);
        }
    }
}
