package dev.ddbtool.aws.call;

import java.net.URI;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.regions.EndpointTag;
import software.amazon.awssdk.regions.PartitionEndpointKey;
import software.amazon.awssdk.regions.PartitionMetadata;
import software.amazon.awssdk.regions.Region;

/**
 * Where calls go.
 *
 * @param override the endpoint that replaces the Region's own; null if there is none
 * @param emulator whether it is not AWS
 */
public record Endpoint(@Nullable URI override, boolean emulator) {

    /** AWS is no override, or a host under a suffix of any of the SDK's partitions (VPC endpoints among them). */
    public static Endpoint of(@Nullable URI override, EndpointKind kind) {
        boolean emulator = switch (kind) {
            case AWS -> false;
            case EMULATOR -> true;
            case AUTO -> override != null && !isAws(override.getHost());
        };
        return new Endpoint(override, emulator);
    }

    /** Whether it is an emulator on this machine: localhost or a loopback address. No name is looked up. */
    public boolean onThisMachine() {
        return emulator
                && override != null
                && String.valueOf(override.getHost())
                        .matches("(?i)localhost|127(\\.[0-9]{1,3}){3}|\\[(::1|(0{1,4}:){7}0{0,3}1)]");
    }

    /** Whether calls of an operation go to the override; other services keep their own endpoints. */
    boolean overrides(Operation operation) {
        return override != null && operation.service().equals("dynamodb");
    }

    /** Where the calls of an operation go, for messages. */
    String place(Operation operation, String region) {
        if (overrides(operation)) {
            return "'" + override + "'";
        }
        return service(operation) + " in " + region;
    }

    /** The name of an operation's service, for messages. */
    static String service(Operation operation) {
        return operation.service().equals("dynamodb")
                ? "DynamoDB"
                : operation.service().toUpperCase(Locale.ROOT);
    }

    private static boolean isAws(@Nullable String host) {
        // an address, or a name of this machine's own network: under no suffix, and the SDK's list takes long to load
        if (host == null || host.indexOf('.') < 0 || host.matches("[0-9.]+")) {
            return false;
        }
        String name = host.toLowerCase(Locale.ROOT);
        PartitionEndpointKey dualstack =
                PartitionEndpointKey.builder().tags(EndpointTag.DUALSTACK).build();
        return Region.regions().stream()
                .map(PartitionMetadata::of)
                .distinct()
                .anyMatch(partition ->
                        isUnder(name, partition.dnsSuffix()) || isUnder(name, partition.dnsSuffix(dualstack)));
    }

    private static boolean isUnder(String host, @Nullable String suffix) {
        return suffix != null && host.endsWith("." + suffix);
    }

    /** How to tell AWS from an emulator: by the address, or by an option. */
    public enum EndpointKind {
        AUTO,
        AWS,
        EMULATOR
    }
}
