package dev.ddbtool.aws;

import dev.ddbtool.aws.call.Agenda;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.aws.call.connect.Connection;
import dev.ddbtool.plan.Encryption;
import dev.ddbtool.schema.TableSchema;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Looks up KMS keys. The AWS managed key is looked up once per run, when the first table reports a key: a description has an
 * ARN for both kinds of keys, and only that of a customer managed key belongs in a schema file.
 */
public final class ManagedKey {

    private final ControlPlane controlPlane;
    private final Connection connection;
    private @Nullable CompletableFuture<Answer> answer;

    public ManagedKey(ControlPlane controlPlane, Connection connection) {
        this.controlPlane = controlPlane;
        this.connection = connection;
    }

    /**
     * The result of the lookup of the AWS managed key.
     *
     * @param arn its ARN; empty if the key does not exist yet or is unknown
     * @param unknown why it is unknown; empty otherwise
     */
    record Answer(Optional<String> arn, Optional<String> unknown) {

        boolean noneYet() {
            return arn.isEmpty() && unknown.isEmpty();
        }
    }

    /** The AWS managed key of the account and Region; AWS creates it with the first table that uses it. */
    CompletableFuture<Answer> find() {
        if (answer == null
                || (answer.isDone()
                        && !answer.isCompletedExceptionally()
                        && answer.join().noneYet())) {
            answer = resolve(Encryption.AWS_MANAGED_ALIAS)
                    .thenApply(arn -> new Answer(arn, Optional.empty()))
                    .exceptionally(thrown -> unknown(Agenda.cause(thrown)));
        }
        return answer;
    }

    /** Whether customer managed keys can be told from the AWS managed one. */
    public CompletableFuture<Boolean> isKnown() {
        return find().thenApply(found -> found.unknown().isEmpty());
    }

    /** A KMS error, or a failed connection to KMS, does not fail a table. */
    private static Answer unknown(Throwable thrown) {
        if (thrown instanceof AwsFailure failure
                && failure.kind() != Kind.EXPIRED_CREDENTIALS
                && failure.kind() != Kind.NO_CREDENTIALS) {
            return new Answer(Optional.empty(), Optional.of(failure.failure().message()));
        }
        throw new CompletionException(thrown);
    }

    /** The key with this id, ARN or alias, which may be the AWS managed one; empty if there is none. */
    public CompletableFuture<Optional<Encryption>> encryption(String keyId) {
        return resolve(keyId)
                .thenCompose(found -> found.isEmpty()
                        ? CompletableFuture.completedFuture(Optional.empty())
                        : find().thenApply(managed -> Optional.of(
                                managed.arn().equals(found)
                                        ? Encryption.AWS_MANAGED_KEY
                                        : Encryption.customerKey(keyId, found.get()))));
    }

    /**
     * The schemas without the ARN of the AWS managed key, which descriptions contain; on an emulator, without any key ARN. The key
     * is looked up only if a schema has an ARN.
     */
    public CompletableFuture<List<TableSchema>> resolved(List<TableSchema> schemas) {
        if (schemas.stream().allMatch(schema -> schema.table().keyArn() == null)) {
            return CompletableFuture.completedFuture(schemas);
        }
        return controlPlane.emulator()
                ? CompletableFuture.completedFuture(withoutArns(schemas, arn -> true))
                : find().thenApply(managed ->
                        withoutArns(schemas, arn -> managed.arn().equals(Optional.of(arn))));
    }

    private static List<TableSchema> withoutArns(List<TableSchema> schemas, Predicate<String> unwanted) {
        return schemas.stream()
                .map(schema -> {
                    String arn = schema.table().keyArn();
                    return arn != null && unwanted.test(arn) ? schema.withAwsManagedKey() : schema;
                })
                .toList();
    }

    private CompletableFuture<Optional<String>> resolve(String keyId) {
        return controlPlane
                .call(
                        Operation.DESCRIBE_KEY,
                        keyId,
                        () -> connection
                                .kms()
                                .describeKey(request -> request.keyId(keyId))
                                .keyMetadata()
                                .arn())
                .thenApply(Optional::of)
                .exceptionally(thrown -> AwsFailure.recover(thrown, Kind.NOT_FOUND, Optional.empty()));
    }
}
