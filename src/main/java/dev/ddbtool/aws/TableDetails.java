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

/** The settings of a table that its description does not contain; null means unknown. Filled on the agenda's thread. */
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

    /** Contains only the encryption from the description. */
    static TableDetails unread(TableDescription table) {
        return new TableDetails(ResponseMapper.encryption(table));
    }
}
