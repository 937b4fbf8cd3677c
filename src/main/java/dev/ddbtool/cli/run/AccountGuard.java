package dev.ddbtool.cli.run;

import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.connect.Connection;
import java.util.Optional;

/** Whose account a session is in, and whether that is the expected one. */
final class AccountGuard {

    private final Connection connection;
    private final ControlPlane controlPlane;
    private final Optional<String> expected;
    private final Runnable learned;
    private Optional<String> account = Optional.empty();

    /** @param learned is run once, where the account is learned from a table */
    AccountGuard(Connection connection, ControlPlane controlPlane, Optional<String> expected, Runnable learned) {
        this.connection = connection;
        this.controlPlane = controlPlane;
        this.expected = expected;
        this.learned = learned;
    }

    /**
     * Resolves the credentials, which may tell the account.
     *
     * @throws CommandException if it is not the expected one
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
     * Takes the account from a table's ARN, where it is not known yet.
     *
     * @throws CommandException if it is not the expected one
     */
    void learn(String arn) {
        String[] parts = arn.split(":", 6);
        if (account.isEmpty() && parts.length == 6) {
            account = Optional.of(parts[4]);
            learned.run();
            refuseOther();
        }
    }

    /** The account as it is known, else from STS, which emulators are not asked. */
    Optional<String> find() {
        if (account.isEmpty() && !connection.endpoint().emulator()) {
            account = controlPlane.agenda().run(connection.askAccount(controlPlane));
        }
        return account;
    }

    /**
     * Makes sure that this is the account that was expected, if one was; an unknown one is another.
     *
     * @throws CommandException if it is not
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
