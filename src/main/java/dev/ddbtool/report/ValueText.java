package dev.ddbtool.report;

import dev.ddbtool.plan.Difference;
import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.PolicyOverride;
import dev.ddbtool.plan.RestoreSource;
import dev.ddbtool.problem.ControlCharacters;
import dev.ddbtool.project.ResolvedSetting;
import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.KeySchemaElement;
import dev.ddbtool.schema.LocalSecondaryIndex;
import dev.ddbtool.schema.OnDemandThroughput;
import dev.ddbtool.schema.Projection;
import dev.ddbtool.schema.ProvisionedThroughput;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Table.BillingModeSummary;
import dev.ddbtool.schema.Table.StreamSpecification;
import dev.ddbtool.schema.TableClassSummary;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import dev.ddbtool.schema.VectorIndex;
import dev.ddbtool.schema.file.SchemaJson;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Formats values for people. */
public final class ValueText {

    private ValueText() {}

    /** A value of a difference, in short form. */
    public static String of(@Nullable Object value) {
        if (value == null || value.equals(List.of())) {
            return "none";
        } else if (value instanceof Boolean on) {
            return on ? "on" : "off";
        } else if (value instanceof TimeToLive ttl) {
            return ttl.enabled() ? "on (" + ttl.attributeName() + ")" : "off";
        } else if (value instanceof ContinuousBackups backups) {
            return backups.recoveryEnabled() ? "on (" + backups.recoveryPeriodInDays() + " days)" : "off";
        } else if (value instanceof StreamSpecification stream) {
            return stream.streamEnabled() ? String.valueOf(stream.streamViewType()) : "off";
        } else if (value instanceof SseDescription sse) {
            return encryption(sse);
        } else if (value instanceof BillingModeSummary billing) {
            return billing.billingMode();
        } else if (value instanceof TableClassSummary tableClass) {
            return tableClass.tableClass();
        } else if (value instanceof ProvisionedThroughput units) {
            return units.readCapacityUnits() + " read, " + units.writeCapacityUnits() + " write";
        } else if (value instanceof OnDemandThroughput maximums) {
            return maximums(maximums);
        } else if (value instanceof GlobalSecondaryIndex index) {
            return index(index.keySchema(), index.projection()) + throughput(index);
        } else if (value instanceof LocalSecondaryIndex index) {
            return index(index.keySchema(), index.projection());
        } else if (value instanceof VectorIndex index) {
            return vector(index);
        } else if (value instanceof List<?> keys && keys.stream().allMatch(KeySchemaElement.class::isInstance)) {
            return keys(keys.stream().map(KeySchemaElement.class::cast).toList());
        } else if (value instanceof List<?> tags && tags.stream().allMatch(Tag.class::isInstance)) {
            return tags.stream()
                    .map(Tag.class::cast)
                    .map(tag -> tag.key() + "=" + tag.value())
                    .collect(Collectors.joining(", "));
        } else if (value instanceof String text) {
            return text;
        }
        return SchemaJson.toTree(value).toString();
    }

    /** The value of a resolved setting. */
    static String of(ResolvedSetting setting) {
        return setting.value() == null ? "-" : setting.value().isEmpty() ? "\"\"" : setting.value();
    }

    /** The source of a restore: table, moment and backup. */
    public static String of(RestoreSource source) {
        return source.table() + " at " + source.moment()
                + (source.backupArn() == null ? "" : ", backup " + source.backupArn());
    }

    /** A difference that will be resolved: from the live value to that of the schema. */
    public static String change(Difference difference) {
        return setting(difference) + ": " + of(difference.live()) + " -> " + of(difference.schema());
    }

    /** The setting that differs, with the index, attribute or tag. */
    static String setting(Difference difference) {
        return difference.setting().label() + (difference.item() == null ? "" : " " + difference.item());
    }

    private static String index(List<KeySchemaElement> keys, Projection projection) {
        return keys(keys) + ", projection " + projection(projection);
    }

    private static String vector(VectorIndex index) {
        VectorIndex.VectorAttribute attribute = index.vectorAttribute();
        return (attribute == null ? "no attribute" : attribute.attributeName())
                + ", " + index.dimensions() + " dimensions, " + index.distanceFunction()
                + index.searchSchema().stream()
                        .map(element -> ", " + element.searchSchemaElementType() + " " + element.attributeName())
                        .collect(Collectors.joining())
                + (index.projection() == null ? "" : ", projection " + projection(index.projection()));
    }

    private static String projection(Projection projection) {
        List<String> included = projection.sorted().nonKeyAttributes();
        return projection.projectionType() + (included.isEmpty() ? "" : " " + String.join(",", included));
    }

    private static String keys(List<KeySchemaElement> keys) {
        return keys.stream()
                .map(key -> key.attributeName() + (key.isPartitionKey() ? "" : " (sort)"))
                .collect(Collectors.joining(" + "));
    }

    /** The throughput of an index. It can be the only difference between two indexes. */
    private static String throughput(GlobalSecondaryIndex index) {
        return (index.provisionedThroughput() == null ? "" : ", " + of(index.provisionedThroughput()))
                + (index.onDemandThroughput() == null ? "" : ", at most " + of(index.onDemandThroughput()));
    }

    private static String maximums(OnDemandThroughput maximums) {
        return Stream.of(
                        maximums.maxReadRequestUnits() == null ? "" : maximums.maxReadRequestUnits() + " read",
                        maximums.maxWriteRequestUnits() == null ? "" : maximums.maxWriteRequestUnits() + " write")
                .filter(text -> !text.isEmpty())
                .collect(Collectors.joining(", "));
    }

    private static String encryption(SseDescription sse) {
        if (!sse.enabled()) {
            return "AWS owned key";
        }
        return sse.kmsMasterKeyArn() == null ? "KMS (AWS managed key)" : "KMS (" + sse.kmsMasterKeyArn() + ")";
    }

    /** A duration with about three digits: {@code 12.4 s}, {@code 8 min 57 s}, {@code 3 h 5 min}. */
    public static String of(Duration time) {
        if (time.toMinutes() < 1) {
            return String.format(Locale.ROOT, "%.1f s", time.toMillis() / 1000.0);
        }
        return time.toHours() < 1
                ? time.toMinutes() + " min " + time.toSecondsPart() + " s"
                : time.toHours() + " h " + time.toMinutesPart() + " min";
    }

    /** A duration without tenths of a second, for work in progress. */
    public static String roughly(Duration time) {
        return time.toMinutes() < 1 ? time.toSeconds() + " s" : of(time);
    }

    /** A text of at most this length. A longer text ends with an ellipsis. */
    public static String cut(String whole, int room) {
        String text = ControlCharacters.escaped(whole);
        if (text.length() <= room) {
            return text;
        }
        if (room < 1) {
            return "";
        }
        int end = room - 1;
        boolean split = end > 0 && Character.isHighSurrogate(text.charAt(end - 1));
        return text.substring(0, split ? end - 1 : end) + "…";
    }

    /** A name of at most this length. The middle of a longer name is replaced, because names differ at both ends. */
    static String cutInTheMiddle(String name, int room) {
        if (name.length() <= room || room < 3) {
            return name;
        }
        int end = (room - 1) / 2;
        return name.substring(0, room - 1 - end) + "…" + name.substring(name.length() - end);
    }

    /** A text in lines of this width, broken at spaces. All lines but the first start with the indent. */
    public static List<String> wrapped(String text, int width, String indent) {
        List<String> lines = new ArrayList<>();
        String rest = ControlCharacters.escaped(text);
        String start = "";
        while (start.length() + rest.length() > width) {
            int at = rest.lastIndexOf(' ', width - start.length());
            if (at <= rest.length() - rest.stripLeading().length()) {
                break; // one long word: the terminal breaks it
            }
            lines.add(start + rest.substring(0, at));
            rest = rest.substring(at + 1);
            start = indent;
        }
        lines.add(start + rest);
        return lines;
    }

    /** The sign in front of a table. It only repeats the outcome. */
    static String sign(Outcome outcome) {
        return switch (outcome) {
            case CREATED, INDEX_CREATED, RESTORED, WRITTEN, CONVERTED -> "+";
            case IN_SYNC, UNCHANGED, VALID -> "=";
            case PLANNED, RECONCILED, DIFFERS, IN_PROGRESS -> "~";
            case DESTROYED, MISSING -> "-";
            case EXTRA -> "?";
            case BLOCKED, FAILED, INVALID, INTERRUPTED -> "!";
        };
    }

    /** A setting of the file that the policy overrides. */
    public static String of(PolicyOverride override) {
        return override.setting().label() + ": " + of(override.schema()) + " in the file, " + of(override.policy())
                + " by policy";
    }

    /** An outcome in words. */
    public static String of(Outcome outcome) {
        return outcome.word().replace('-', ' ');
    }

    /** A command line that can be pasted into a shell. */
    public static String commandLine(List<String> arguments) {
        return arguments.stream().map(ValueText::quoted).collect(Collectors.joining(" ", "ddbtool ", ""));
    }

    public static String quoted(String argument) {
        return argument.matches("[a-zA-Z0-9_@%+=:,./-]+") ? argument : "'" + argument.replace("'", "'\\''") + "'";
    }

    /** The first of these names and the number of the others, such as {@code a, b and 11 more}. */
    public static String list(List<String> names, int most) {
        String first = String.join(", ", names.subList(0, Math.min(names.size(), most)));
        return names.size() > most ? first + " and " + (names.size() - most) + " more" : first;
    }

    /** A number of tables with this outcome, such as {@code 2 differ}. */
    static String count(String outcome, long number) {
        boolean many = number > 1 && outcome.equals(Outcome.DIFFERS.word());
        return number + " " + (many ? "differ" : outcome.replace('-', ' '));
    }

    /** A number with its noun, such as {@code 1 table} and {@code 2 tables}. */
    public static String count(int number, String noun) {
        return number == 1 ? "1 " + noun : number + " " + noun + "s";
    }
}
