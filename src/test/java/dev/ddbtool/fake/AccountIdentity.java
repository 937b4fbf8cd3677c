package dev.ddbtool.fake;

/** The account, Region and user of the fake, which ARNs contain. */
public record AccountIdentity(String region, String account, String user) {

    /** The account and user that AWS's own documentation uses. */
    public static AccountIdentity inRegion(String region) {
        return new AccountIdentity(region, "111122223333", "alice");
    }

    String userArn() {
        return "arn:aws:iam::" + account + ":user/" + user;
    }

    /** The ARN of a table; {@code *} means all tables. */
    public String tableArn(String name) {
        return "arn:aws:dynamodb:" + region + ":" + account + ":table/" + name;
    }

    /** The ARN of a KMS key, or of an alias if the id begins with {@code alias/}. */
    public String kmsArn(String id) {
        return "arn:aws:kms:" + region + ":" + account + ":" + (id.startsWith("alias/") ? "" : "key/") + id;
    }
}
