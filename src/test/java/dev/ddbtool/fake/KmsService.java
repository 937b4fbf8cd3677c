package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;

/** The one operation of KMS that is asked for: DescribeKey. */
final class KmsService {

    private final Account account;

    KmsService(Account account) {
        this.account = account;
    }

    String answer(OperationCall call) {
        if (!call.operation().equals("DescribeKey")) {
            throw new ServiceError("UnknownOperationException", "", 400);
        }
        String name = call.input().path("KeyId").asText();
        String arn = account.keys().find(name);
        if (arn == null) {
            throw new ServiceError("NotFoundException", account.keys().missing(name), 400);
        }
        ObjectNode answer = Json.object();
        answer.putObject("KeyMetadata")
                .put("AWSAccountId", account.identity().account())
                .put("KeyId", arn.substring(arn.lastIndexOf('/') + 1))
                .put("Arn", arn)
                .put("Enabled", true)
                .put("KeyUsage", "ENCRYPT_DECRYPT")
                .put("KeyState", "Enabled")
                .put("Origin", "AWS_KMS")
                .put("KeyManager", account.keys().isManaged(arn) ? "AWS" : "CUSTOMER")
                .put("KeySpec", "SYMMETRIC_DEFAULT")
                .put("MultiRegion", false);
        return answer.toString();
    }
}
