package dev.ddbtool.aws;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import software.amazon.awssdk.core.interceptor.Context;
import software.amazon.awssdk.core.interceptor.ExecutionAttributes;
import software.amazon.awssdk.core.interceptor.ExecutionInterceptor;

/** Keeps the body of an answer for whoever makes the call, before the SDK drops what it does not know. */
final class RawAnswer implements ExecutionInterceptor {

    /**
     * Where the bodies of this thread's calls belong: the SDK's synchronous client answers on the thread that calls. Not an
     * attribute of the request, which would take a configuration of its own for every call.
     */
    private static final ThreadLocal<List<byte[]>> WANTED = new ThreadLocal<>();

    /**
     * Makes a call.
     *
     * @param bodies takes the body of its answer, unless that is an error
     */
    static <A> A keeping(List<byte[]> bodies, Supplier<A> call) {
        WANTED.set(bodies);
        try {
            return call.get();
        } finally {
            WANTED.remove();
        }
    }

    @Override
    public Optional<InputStream> modifyHttpResponseContent(
            Context.ModifyHttpResponse context, ExecutionAttributes attributes) {
        List<byte[]> wanted = WANTED.get();
        if (wanted == null
                || context.responseBody().isEmpty()
                || !context.httpResponse().isSuccessful()) {
            return context.responseBody();
        }
        try (InputStream body = context.responseBody().get()) {
            byte[] bytes = body.readAllBytes();
            wanted.add(bytes);
            return Optional.of(new ByteArrayInputStream(bytes));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
