package dev.ddbtool.aws;

import dev.ddbtool.schema.ContinuousBackups;
import dev.ddbtool.schema.SseDescription;
import dev.ddbtool.schema.Tag;
import dev.ddbtool.schema.TimeToLive;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;

/** What is known of a table in addition to its description, collected on the agenda's thread; null means unknown. */
final class TableDetails {

    final Map<String, String> unread = new LinkedHashMap<>();
    final Set<String> unknownMembers = new TreeSet<>();

    @Nullable
    TimeToLive timeToLive;

    @Nullable
    ContinuousBackups backups;

    @Nullable
    List<Tag> tags;

    @Nullable
    SseDescription sse;

    private TableDetails(@Nullable SseDescription sse) {
        this.sse = sse;
    }

    /** Only what the description contains. */
    static TableDetails unread(TableDescription table) {
        return new TableDetails(ResponseMapper.encryption(table));
    }
}
