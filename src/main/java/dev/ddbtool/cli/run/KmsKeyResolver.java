package dev.ddbtool.cli.run;

import dev.ddbtool.aws.ManagedKey;
import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.plan.Policy;
import dev.ddbtool.report.ValueText;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;
import java.util.function.Predicate;

/** Resolves the KMS keys of options and schema files in the account of a session. */
public final class KmsKeyResolver {

    private final Agenda agenda;
    private final ManagedKey managedKey;
    private final boolean emulator;
    private final String where;
    private final Predicate<String> isOwn;

    /**
     * @param where the Region or endpoint, in words
     * @param isOwn whether an ARN has the account and Region of the session
     */
    KmsKeyResolver(Agenda agenda, ManagedKey managedKey, boolean emulator, String where, Predicate<String> isOwn) {
        this.agenda = agenda;
        this.managedKey = managedKey;
        this.emulator = emulator;
        this.where = where;
        this.isOwn = isOwn;
    }

    /**
     * Looks up the KMS key of a policy. Emulators have no keys to look up.
     *
     * @throws CommandException if the key does not exist
     */
    public Policy resolve(Policy policy) {
        Encryption encryption = policy.encryption();
        String key = encryption == null || encryption.keyArn() != null ? null : encryption.keyId();
        if (key == null || emulator) {
            return policy;
        }
        Encryption found = agenda.run(managedKey.encryption(key))
                .orElseThrow(() -> CommandException.failed(
                        "KMS key '" + key + "' not found " + where,
                        "list the keys in this account and Region: aws kms list-aliases"));
        return policy.with(copy -> copy.encryption = found);
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

    /**
     * The customer managed keys of schemas that belong to the account and Region of the session; none if a key may also be
     * the AWS managed one.
     */
    public Set<String> usable(List<TableSchema> schemas) {
        Set<String> usable = new TreeSet<>();
        schemas.forEach(schema -> {
            String arn = schema.table().keyArn();
            if (arn != null && isOwn.test(arn)) {
                usable.add(arn);
            }
        });
        return usable.isEmpty() || agenda.run(managedKey.isKnown()) ? usable : Set.of();
    }
}
