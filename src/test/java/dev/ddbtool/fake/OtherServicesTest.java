package dev.ddbtool.fake;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.kms.KmsClient;
import software.amazon.awssdk.services.kms.model.KeyManagerType;
import software.amazon.awssdk.services.kms.model.KmsException;
import software.amazon.awssdk.services.kms.model.NotFoundException;
import software.amazon.awssdk.services.sts.StsClient;
import software.amazon.awssdk.services.sts.model.AssumeRoleResponse;
import software.amazon.awssdk.services.sts.model.StsException;

class OtherServicesTest {

    private static final String MANAGED = "alias/aws/dynamodb";

    private final FakeControlPlane fake = new FakeControlPlane(new SettableClock());
    private final KmsClient kms = FakeClients.kms(fake);
    private final StsClient sts = FakeClients.sts(fake);

    @Test
    void creates_the_managed_key_with_the_first_encrypted_table() {
        assertThatThrownBy(() -> kms.describeKey(request -> request.keyId(MANAGED)))
                .isInstanceOf(NotFoundException.class)
                .hasMessageContaining("Alias arn:aws:kms:eu-west-1:111122223333:alias/aws/dynamodb is not found.");
        fake.seed(ExampleTables.createTable("companies", "one"));

        assertThat(kms.describeKey(request -> request.keyId(MANAGED)).keyMetadata())
                .satisfies(key -> {
                    assertThat(key.keyManager()).isEqualTo(KeyManagerType.AWS);
                    assertThat(key.arn())
                            .isEqualTo(fake.table("one")
                                    .at("/Table/SSEDescription/KMSMasterKeyArn")
                                    .asText());
                });
    }

    @Test
    void finds_a_customer_managed_key_by_alias_id_and_arn() {
        String arn = fake.makeKey("alias/books");

        for (String name : new String[] {arn, "alias/books", arn.substring(arn.lastIndexOf('/') + 1)}) {
            assertThat(kms.describeKey(request -> request.keyId(name)).keyMetadata())
                    .satisfies(key -> {
                        assertThat(key.arn()).isEqualTo(arn);
                        assertThat(key.keyManager()).isEqualTo(KeyManagerType.CUSTOMER);
                    });
        }
    }

    @Test
    void denies_describing_a_key() {
        fake.deny("DescribeKey");

        assertThatThrownBy(() -> kms.describeKey(request -> request.keyId(MANAGED)))
                .isInstanceOfSatisfying(
                        KmsException.class,
                        e -> assertThat(e.awsErrorDetails().errorCode()).isEqualTo("AccessDeniedException"))
                .hasMessageContaining("is not authorized to perform: kms:DescribeKey on resource:"
                        + " arn:aws:kms:eu-west-1:111122223333:alias/aws/dynamodb");
    }

    @Test
    void returns_the_account_and_assumes_roles() {
        AssumeRoleResponse role = sts.assumeRole(request ->
                request.roleArn("arn:aws:iam::111122223333:role/deploy").roleSessionName("ci"));

        assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
        assertThat(sts.getCallerIdentity().arn()).isEqualTo("arn:aws:iam::111122223333:user/alice");
        assertThat(role.assumedRoleUser().arn()).isEqualTo("arn:aws:sts::111122223333:assumed-role/deploy/ci");
        assertThat(role.credentials().expiration()).isEqualTo(SettableClock.START.plus(Duration.ofHours(1)));
        assertThat(fake.mutations()).isEmpty();
    }

    @Test
    void denies_sts_calls_with_the_sts_code() {
        fake.on("GetCallerIdentity").nth(1).fail(Fault.accessDenied());
        fake.on("GetCallerIdentity").nth(2).fail(Fault.expiredToken());

        assertThat(code()).isEqualTo("AccessDenied");
        assertThat(code()).isEqualTo("ExpiredToken");
        assertThat(sts.getCallerIdentity().account()).isEqualTo("111122223333");
    }

    private String code() {
        try {
            return sts.getCallerIdentity().account();
        } catch (StsException e) {
            return e.awsErrorDetails().errorCode();
        }
    }
}
