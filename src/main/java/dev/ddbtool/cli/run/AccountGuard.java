package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.connect.Connection;
import java.util.Optional;

/** Finds the AWS account of a session, and refuses any but the expected one. */
final class AccountGuard {

    private final Connection connection;
    private final ControlPlane controlPlane;
    private final Optional<String> expected;
    private final Runnable learned;
    private Optional<String> account = Optional.empty();

    /** @param learned runs once if the account is found in the ARN of a table */
    AccountGuard(Connection connection, ControlPlane controlPlane, Optional<String> expected, Runnable learned) {
        this.connection = connection;
        this.controlPlane = controlPlane;
        this.expected = expected;
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
        if (expected.isPresent()) {
            find();
            refuseOther();
        }
    }

    private void refuseOther() {
        if (expected.isPresent() && !expected.equals(account)) {
            throw CommandException.refused(
                    "wrong AWS account: expected '" + expected.get() + "', found "
                            + account.map(id -> "'" + id + "'").orElse("an unknown account"),
                    connection.endpoint().emulator()
                            ? "emulators have no account: omit --expect-account (EXPECT_ACCOUNT)"
                            : "choose another profile with --profile, or correct --expect-account");
        }
    }
}
