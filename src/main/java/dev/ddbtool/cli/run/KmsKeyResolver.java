package dev.ddbtool.cli.run;

import dev.ddbtool.aws.ManagedKey;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Resolves the KMS keys of options and schema files in the account of a session. */
public final class KmsKeyResolver {

    private final Agenda agenda;
    private final ManagedKey managedKey;
    private final boolean emulator;
    private final String where;

    /** @param where the Region or endpoint, in words */
    KmsKeyResolver(Agenda agenda, ManagedKey managedKey, boolean emulator, String where) {
        this.agenda = agenda;
        this.managedKey = managedKey;
        this.emulator = emulator;
        this.where = where;
    }

    /**
     * Resolves the encryption options; null if none is given.
     *
     * @throws CommandException if the key does not exist
     */
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
        if (emulator) {
            return new Encryption(true, key, null); // emulators have no keys to look up
        }
        return agenda.run(managedKey.encryption(key))
                .orElseThrow(() -> CommandException.failed(
                        "KMS key '" + key + "' not found " + where,
                        "list the keys in this account and Region: aws kms list-aliases"));
    }

    /**
     * Resolves the keys of schemas: the ARN of the AWS managed key means that key, and emulators have no keys.
     *
     * @param note receives a note about ignored keys
     */
    public List<TableSchema> resolve(List<TableSchema> schemas, Consumer<String> note) {
        List<TableSchema> resolved = agenda.run(managedKey.resolved(schemas));
        long ignored = schemas.stream()
                .filter(schema -> emulator && schema.table().keyArn() != null)
                .count();
        if (ignored > 0) {
            note.accept("ignoring the KMS key in " + ValueText.count((int) ignored, "schema file")
                    + ": emulators have no KMS keys");
        }
        return resolved;
    }
}
