package dev.ddbtool.aws.call;

import java.time.Duration;
import java.util.OptionalInt;

/** The calls that ddbtool makes, with the rates that the service documents for them. */
public enum Operation {
    LIST_TABLES("dynamodb", "ListTables", 0),
    DESCRIBE_TABLE("dynamodb", "DescribeTable", 0),
    DESCRIBE_TIME_TO_LIVE("dynamodb", "DescribeTimeToLive", 0),
    DESCRIBE_CONTINUOUS_BACKUPS("dynamodb", "DescribeContinuousBackups", 10),
    LIST_TAGS_OF_RESOURCE("dynamodb", "ListTagsOfResource", 10),
    CREATE_TABLE("dynamodb", "CreateTable", 0),
    DELETE_TABLE("dynamodb", "DeleteTable", 0),
    UPDATE_TABLE("dynamodb", "UpdateTable", 0),
    UPDATE_TIME_TO_LIVE("dynamodb", "UpdateTimeToLive", 0),
    UPDATE_CONTINUOUS_BACKUPS("dynamodb", "UpdateContinuousBackups", 0),
    TAG_RESOURCE("dynamodb", "TagResource", 5),
    LIST_BACKUPS("dynamodb", "ListBackups", 5),
    DESCRIBE_BACKUP("dynamodb", "DescribeBackup", 10),
    RESTORE_TABLE_FROM_BACKUP("dynamodb", "RestoreTableFromBackup", 10),
    RESTORE_TABLE_TO_POINT_IN_TIME("dynamodb", "RestoreTableToPointInTime", 0),
    DESCRIBE_KEY("kms", "DescribeKey", 0),
    GET_CALLER_IDENTITY("sts", "GetCallerIdentity", 0);

    /**
     * The time limit of one attempt, from the lookup of the host name to the last byte. The control plane usually
     * responds within two seconds.
     */
    public static final Duration LONGEST_ATTEMPT = Duration.ofSeconds(30);

    private final String service;
    private final String apiName;
    private final int perSecond;

    Operation(String service, String apiName, int perSecond) {
        this.service = service;
        this.apiName = apiName;
        this.perSecond = perSecond;
    }

    /** The name in the API. */
    public String apiName() {
        return apiName;
    }

    /** The service prefix in IAM. */
    String service() {
        return service;
    }

    /** The action that a policy must allow. */
    String iamAction() {
        return service + ":" + apiName;
    }

    /** Whether the service limits how many of these run at once ({@code Governor}). */
    boolean isGoverned() {
        return this == CREATE_TABLE
                || this == DELETE_TABLE
                || this == UPDATE_TABLE
                || this == UPDATE_TIME_TO_LIVE
                || isRestore();
    }

    /** Whether the service counts it as a restore. */
    boolean isRestore() {
        return this == RESTORE_TABLE_FROM_BACKUP || this == RESTORE_TABLE_TO_POINT_IN_TIME;
    }

    /**
     * The operation and its subject for messages, such as {@code DescribeTable on 'companies'}. The subject may be
     * empty.
     */
    String callAbout(String subject) {
        return apiName() + (subject.isEmpty() ? "" : " on '" + subject + "'");
    }

    /** Whether it changes something. */
    boolean isWrite() {
        return isGoverned() || this == UPDATE_CONTINUOUS_BACKUPS || this == TAG_RESOURCE;
    }

    /** The documented rate in calls per second and account (API reference of the operation); empty if there is none. */
    OptionalInt documentedRate() {
        return perSecond == 0 ? OptionalInt.empty() : OptionalInt.of(perSecond);
    }
}
