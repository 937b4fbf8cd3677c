package dev.ddbtool.fake;

import software.amazon.awssdk.auth.credentials.AwsBasicCredentials;
import software.amazon.awssdk.auth.credentials.StaticCredentialsProvider;
import software.amazon.awssdk.awscore.client.builder.AwsClientBuilder;
import software.amazon.awssdk.awscore.client.builder.AwsSyncClientBuilder;
import software.amazon.awssdk.awscore.retry.AwsRetryStrategy;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.sts.StsClient;

/** Clients of the real SDK for a fake, with AWS's documented dummy credentials and without retries. */
public final class FakeClients {

    private FakeClients() {}

    public static DynamoDbClient dynamoDb(FakeControlPlane fake) {
        return set(DynamoDbClient.builder(), fake).build();
    }

    public static KmsClient kms(FakeControlPlane fake) {
        return set(KmsClient.builder(), fake).build();
    }

    public static StsClient sts(FakeControlPlane fake) {
        return set(StsClient.builder(), fake).build();
    }

    private static <B extends AwsClientBuilder<B, C> & AwsSyncClientBuilder<B, C>, C> B set(
            B builder, FakeControlPlane fake) {
        return builder.httpClient(fake.httpClient())
                .region(Region.of(fake.identity().region()))
                .credentialsProvider(credentials())
                .overrideConfiguration(configuration -> configuration.retryStrategy(AwsRetryStrategy.doNotRetry()));
    }

    static StaticCredentialsProvider credentials() {
        return StaticCredentialsProvider.create(
                AwsBasicCredentials.create("AKIAIOSFODNN7EXAMPLE", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY"));
    }
}
