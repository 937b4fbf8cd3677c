package dev.ddbtool.fake;

import java.time.Duration;
import java.time.Instant;

/** GetCallerIdentity and AssumeRole of STS, which speaks XML. */
final class StsService {

    private static final Duration SESSION = Duration.ofHours(1);

    private final Account account;

    StsService(Account account) {
        this.account = account;
    }

    String answer(OperationCall call, Instant now) {
        AccountIdentity identity = account.identity();
        return switch (call.operation()) {
            case "GetCallerIdentity" ->
                wrap(
                        "GetCallerIdentity",
                        element("Arn", identity.userArn())
                                + element("UserId", "AIDACKCEVSQ6C2EXAMPLE")
                                + element("Account", identity.account()));
            case "AssumeRole" ->
                assumeRole(
                        call.input().path("RoleArn").asText(),
                        call.input().path("RoleSessionName").asText(),
                        now);
            default ->
                throw new ServiceError(
                        "InvalidAction",
                        "Could not find operation " + call.operation() + " for version 2011-06-15",
                        400);
        };
    }

    private static String assumeRole(String role, String session, Instant now) {
        String arn = role.replace(":iam:", ":sts:").replace(":role/", ":assumed-role/") + "/" + session;
        return wrap(
                "AssumeRole",
                "<Credentials>" + element("AccessKeyId", "ASIAIOSFODNN7EXAMPLE")
                        + element("SecretAccessKey", "wJalrXUtnFEMI/K7MDENG/bPxRfiCYEXAMPLEKEY")
                        + element("SessionToken", "AQoDYXdzEXAMPLE")
                        + element("Expiration", now.plus(SESSION).toString())
                        + "</Credentials><AssumedRoleUser>" + element("Arn", arn)
                        + element("AssumedRoleId", "AROACLKWSDQRAOEXAMPLE:" + session) + "</AssumedRoleUser>");
    }

    private static String wrap(String operation, String result) {
        return "<" + operation + "Response xmlns=\"https://sts.amazonaws.com/doc/2011-06-15/\"><" + operation
                + "Result>" + result + "</" + operation + "Result></" + operation + "Response>";
    }

    static String element(String name, String text) {
        return "<" + name + ">" + text.replace("&", "&amp;").replace("<", "&lt;") + "</" + name + ">";
    }
}
