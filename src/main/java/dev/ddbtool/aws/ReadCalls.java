package dev.ddbtool.aws;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import dev.ddbtool.aws.call.AwsFailure;
import dev.ddbtool.aws.call.AwsFailure.Kind;
import dev.ddbtool.aws.call.ControlPlane;
import dev.ddbtool.aws.call.Operation;
import dev.ddbtool.aws.call.connect.BufferingHttpClient;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.SdkPojo;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.DescribeTableResponse;
import software.amazon.awssdk.services.dynamodb.model.ListTagsOfResourceResponse;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** The calls that read one table. */
final class ReadCalls {

    private static final JsonFactory JSON = new JsonFactory();

    private final ControlPlane controlPlane;

    ReadCalls(ControlPlane controlPlane) {
        this.controlPlane = controlPlane;
    }

    /**
     * The response to a call.
     *
     * @param unknownMembers members of the response that this version does not know
     */
    record Response<T>(T value, Set<String> unknownMembers) {}

    /** Describes a table; empty if it does not exist. */
    CompletableFuture<Optional<Response<TableDescription>>> table(String name) {
        return read(
                        Operation.DESCRIBE_TABLE,
                        name,
                        client -> client.describeTable(request -> request.tableName(name)),
                        DescribeTableResponse::table)
                .thenApply(Optional::of)
                .exceptionally(thrown -> AwsFailure.recover(thrown, Kind.NOT_FOUND, Optional.empty()));
    }

    CompletableFuture<Response<TimeToLive>> timeToLive(String name) {
        return read(
                Operation.DESCRIBE_TIME_TO_LIVE,
                name,
                client -> client.describeTimeToLive(request -> request.tableName(name)),
                answer -> ResponseMapper.timeToLive(answer.timeToLiveDescription()));
    }

    CompletableFuture<Response<ContinuousBackups>> backups(String name) {
        return read(
                Operation.DESCRIBE_CONTINUOUS_BACKUPS,
                name,
                client -> client.describeContinuousBackups(request -> request.tableName(name)),
                answer -> ResponseMapper.backups(answer.continuousBackupsDescription(), !controlPlane.emulator()));
    }

    /** All tags of the table except those of AWS. */
    CompletableFuture<Response<List<Tag>>> tags(String name, String arn) {
        Response<List<Tag>> all = new Response<>(new ArrayList<>(), new TreeSet<>());
        return controlPlane
                .pages(Operation.LIST_TAGS_OF_RESOURCE, start -> tags(name, arn, start, all))
                .thenApply(done -> all);
    }

    /** Adds one page of tags and returns the token of the next; empty after the last page. */
    private CompletableFuture<Optional<String>> tags(
            String name, String arn, @Nullable String start, Response<List<Tag>> all) {
        return read(
                        Operation.LIST_TAGS_OF_RESOURCE,
                        name,
                        client -> client.listTagsOfResource(
                                request -> request.resourceArn(arn).nextToken(start)),
                        answer -> answer)
                .thenApply((Response<ListTagsOfResourceResponse> page) -> {
                    all.value().addAll(ResponseMapper.tags(page.value().tags()));
                    all.unknownMembers().addAll(page.unknownMembers());
                    return Optional.ofNullable(page.value().nextToken());
                });
    }

    private <A extends SdkPojo, T> CompletableFuture<Response<T>> read(
            Operation operation, String name, Function<DynamoDbClient, A> call, Function<A, T> value) {
        return controlPlane.call(operation, name, client -> {
            List<byte[]> bodies = new ArrayList<>();
            A answer = BufferingHttpClient.keeping(bodies, () -> call.apply(client));
            return new Response<>(value.apply(answer), bodies.isEmpty() ? Set.of() : unknown(bodies.get(0), answer));
        });
    }

    private static Set<String> unknown(byte[] body, SdkPojo answer) {
        try (JsonParser parser = JSON.createParser(body)) {
            return WireModel.unknownMembers(parser, answer);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
