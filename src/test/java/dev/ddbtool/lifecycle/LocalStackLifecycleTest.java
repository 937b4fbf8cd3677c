package dev.ddbtool.lifecycle;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.cli.CliRunner;
import java.io.IOException;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;

@ExtendWith(LocalStack.WhereDockerIs.class)
class LocalStackLifecycleTest implements TableLifecycleContract {

    @Override
    public Backend backend() {
        return new Backend("LocalStack", LocalStack.shared(), Set.of());
    }

    @Test
    void deploys_the_converted_template() throws IOException {
        try (LifecycleFixture fixture = new LifecycleFixture(backend());
                CloudFormationClient client = cloudFormation()) {
            CliRunner.Result template = CliRunner.withFake()
                    .run(
                            "convert",
                            "--to",
                            "cloudformation",
                            "-e",
                            "dev",
                            "--prefix",
                            fixture.dev("").replace("-dev-", ""));
            assertThat(template.exitCode()).as(template.err()).isZero();

            client.createStack(request -> request.stackName("tables").templateBody(template.out()));
            client.waiter().waitUntilStackCreateComplete(request -> request.stackName("tables"));

            Map<String, Shape> files = Shape.ofFolder(SCHEMAS);
            Map<String, Shape> live = new TreeMap<>();
            files.keySet().forEach(table -> live.put(table, Shape.ofLive(fixture.client(), fixture.dev(table))));
            assertThat(live).isEqualTo(files);
        }
    }

    private CloudFormationClient cloudFormation() {
        return CloudFormationClient.builder()
                .endpointOverride(backend().endpoint())
                .region(Region.US_EAST_1)
                .credentialsProvider(StaticCredentialsProvider.create(AwsBasicCredentials.create("dummy", "dummy")))
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build();
    }
}
