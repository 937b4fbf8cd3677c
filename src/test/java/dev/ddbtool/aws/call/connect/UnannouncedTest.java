package dev.ddbtool.aws.call.connect;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.http.HttpExecuteRequest;
import software.amazon.awssdk.http.SdkHttpFullRequest;
import software.amazon.awssdk.http.SdkHttpMethod;
import software.amazon.awssdk.http.SdkHttpRequest;

class UnannouncedTest {

    private final SdkHttpFullRequest whole = SdkHttpFullRequest.builder()
            .method(SdkHttpMethod.POST)
            .protocol("http")
            .host("localhost")
            .port(8000)
            .encodedPath("/path")
            .putRawQueryParameter("a", "b")
            .putHeader("Content-Type", "application/x-amz-json-1.0")
            .putHeader("content-length", "2")
            .contentStreamProvider(() -> new ByteArrayInputStream("{}".getBytes(StandardCharsets.UTF_8)))
            .build();

    private final HttpExecuteRequest execute = Unannounced.of(HttpExecuteRequest.builder()
            .request(whole)
            .contentStreamProvider(whole.contentStreamProvider().orElseThrow())
            .build());
    private final SdkHttpRequest request = execute.httpRequest();

    @Test
    void the_length_is_not_told_however_it_is_asked_for() {
        Map<String, List<String>> each = new LinkedHashMap<>();
        request.forEachHeader(each::put);
        Map<String, List<String>> rest = Map.of("Content-Type", List.of("application/x-amz-json-1.0"));

        assertThat(each).isEqualTo(rest);
        assertThat(request.headers()).isEqualTo(rest);
        assertThat(request.firstMatchingHeader("Content-Length")).isEmpty();
        assertThat(request.matchingHeaders("CONTENT-LENGTH")).isEmpty();
        assertThat(request.numHeaders()).isOne();
        assertThat(request.toBuilder().build().headers()).isEqualTo(rest);
    }

    @Test
    void the_rest_is_as_it_was() throws IOException {
        assertThat(request.getUri()).isEqualTo(whole.getUri()).hasToString("http://localhost:8000/path?a=b");
        assertThat(request.protocol()).isEqualTo("http");
        assertThat(request.host()).isEqualTo("localhost");
        assertThat(request.port()).isEqualTo(8000);
        assertThat(request.encodedPath()).isEqualTo("/path");
        assertThat(request.rawQueryParameters()).isEqualTo(whole.rawQueryParameters());
        assertThat(request.encodedQueryParameters()).contains("a=b");
        assertThat(request.method()).isEqualTo(SdkHttpMethod.POST);
        assertThat(request.firstMatchingHeader("content-type")).contains("application/x-amz-json-1.0");
        assertThat(request.matchingHeaders("content-type")).containsExactly("application/x-amz-json-1.0");
        assertThat(execute.contentStreamProvider().orElseThrow().newStream().readAllBytes())
                .asString()
                .isEqualTo("{}");
    }
}
