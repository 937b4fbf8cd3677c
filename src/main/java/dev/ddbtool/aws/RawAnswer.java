package dev.ddbtool.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.function.Consumer;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttribute;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Hands the body of an answer to whoever has asked for it with the request, before the SDK drops what it does not know. */
final class RawAnswer implements ExecutionInterceptor {

    /** Set on a request whose answer's body is wanted. */
    static final ExecutionAttribute<Consumer<byte[]>> WANTED = new ExecutionAttribute<>("dev.ddbtool.RawAnswer");

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        Consumer<byte[]> wanted = attributes.getAttribute(WANTED);
        if (wanted == null
                || context.responseBody().isEmpty()
                || !context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        try (InputStream body = context.responseBody().get()) {
            byte[] bytes = body.readAllBytes();
            wanted.accept(bytes);
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
