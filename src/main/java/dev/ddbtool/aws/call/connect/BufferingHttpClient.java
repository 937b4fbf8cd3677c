package dev.ddbtool.aws.call.connect;

import dev.ddbtool.aws.call.AnswerTooLargeException;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.util.List;
import java.util.function.Supplier;
import java.util.zip.GZIPInputStream;
import software.amazon.awssdk.http.AbortableInputStream;
import software.amazon.awssdk.http.ExecutableHttpRequest;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.HttpExecuteResponse;
import software.amazon.awssdk.http.SdkHttpClient;
import software.amazon.awssdk.http.SdkHttpResponse;

/**
 * Reads each response completely, including errors, before the SDK sees it. The SDK does not limit the size of
 * responses, and drops members that it does not know.
 */
public final class BufferingHttpClient implements SdkHttpClient {

    /**
     * The largest response in bytes. Real responses are much smaller: a page of {@code ListTables} has 100 names of at
     * most 255 characters (API reference), and the indexes of a table project 100 attributes (Developer Guide,
     * "Quotas").
     */
    public static final int LONGEST_ANSWER = 4 * 1024 * 1024;

    private static final int BUFFER = 8 * 1024;

    /**
     * Receives the bodies of this thread's calls. The synchronous client of the SDK reads responses on the calling
     * thread.
     */
    private static final ThreadLocal<List<byte[]>> WANTED = new ThreadLocal<>();

    private final SdkHttpClient client;

    BufferingHttpClient(SdkHttpClient client) {
        this.client = client;
    }

    /**
     * Makes a call.
     *
     * @param bodies receives the body of the response, unless it is an error
     */
    public static <A> A keeping(List<byte[]> bodies, Supplier<A> call) {
        WANTED.set(bodies);
        try {
            return call.get();
        } finally {
            WANTED.remove();
        }
    }

    @Override
    public ExecutableHttpRequest prepareRequest(HttpExecuteRequest request) {
        ExecutableHttpRequest prepared = client.prepareRequest(request);
        return new ExecutableHttpRequest() {
            @Override
            public HttpExecuteResponse call() throws IOException {
                return buffered(prepared);
            }

            @Override
            public void abort() {
                prepared.abort();
            }
        };
    }

    private static HttpExecuteResponse buffered(ExecutableHttpRequest request) throws IOException {
        HttpExecuteResponse answer = request.call();
        if (answer.responseBody().isEmpty()) {
            return answer;
        }
        byte[] body = whole(request, answer.responseBody().get());
        // the SDK decompresses the body, which may be much larger than what was sent
        byte[] text =
                isCompressed(answer.httpResponse()) ? whole(new GZIPInputStream(new ByteArrayInputStream(body))) : body;
        List<byte[]> wanted = WANTED.get();
        if (wanted != null && answer.httpResponse().isSuccessful()) {
            wanted.add(text);
        }
        return HttpExecuteResponse.builder()
                .response(answer.httpResponse())
                .responseBody(AbortableInputStream.create(new ByteArrayInputStream(body)))
                .build();
    }

    private static boolean isCompressed(SdkHttpResponse response) {
        return response.firstMatchingHeader("Content-Encoding")
                .filter("gzip"::equals)
                .isPresent();
    }

    /** A connection can be reused after the response was read completely; otherwise it is closed. */
    private static byte[] whole(ExecutableHttpRequest request, InputStream body) throws IOException {
        boolean read = false;
        try {
            byte[] whole = whole(body);
            body.close();
            read = true;
            return whole;
        } finally {
            if (!read) {
                request.abort();
            }
        }
    }

    private static byte[] whole(InputStream body) throws IOException {
        ByteArrayOutputStream whole = new ByteArrayOutputStream();
        byte[] buffer = new byte[BUFFER];
        for (int count = body.read(buffer); count >= 0; count = body.read(buffer)) {
            if (Thread.currentThread().isInterrupted()) {
                throw new InterruptedIOException("the call was abandoned");
            }
            whole.write(buffer, 0, count);
            if (whole.size() > LONGEST_ANSWER) {
                throw new AnswerTooLargeException(LONGEST_ANSWER);
            }
        }
        return whole.toByteArray();
    }

    @Override
    public String clientName() {
        return client.clientName();
    }

    @Override
    public void close() {
        client.close();
    }
}
