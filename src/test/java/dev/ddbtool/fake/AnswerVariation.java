package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** Changes the four responses that describe a table. By default they stay like those of AWS. */
interface AnswerVariation {

    default void table(ObjectNode table) {}

    default void timeToLive(ObjectNode answer, ObjectNode timeToLive) {}

    default void recovery(ObjectNode backups, ObjectNode recovery) {}

    default void tags(ObjectNode answer) {}

    /** The elements of a list, to be changed in place; empty if it is absent. */
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
