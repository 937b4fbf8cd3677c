package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** The four answers that describe a table, put in other words; where nothing is overridden they stay AWS's. */
interface AnswerVariation {

    default void table(ObjectNode table) {}

    default void timeToLive(ObjectNode answer, ObjectNode timeToLive) {}

    default void recovery(ObjectNode backups, ObjectNode recovery) {}

    default void tags(ObjectNode answer) {}

    /** The elements of a list, or none where it is absent, to be changed in place. */
    static List<ObjectNode> each(ObjectNode holder, String list) {
        List<ObjectNode> elements = new ArrayList<>();
        for (JsonNode element : holder.path(list)) {
            if (element instanceof ObjectNode object) {
                elements.add(object);
            }
        }
        return elements;
    }
}
