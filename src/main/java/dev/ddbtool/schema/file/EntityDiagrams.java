package dev.ddbtool.schema.file;

import dev.ddbtool.schema.file.DiagramEntity.Attribute;
import dev.ddbtool.schema.file.DiagramEntity.Role;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Entity diagrams of all tables in Mermaid: tables, their key attributes, and which tables share an attribute that is
 * the whole key of one of them. Such an attribute identifies at most one item there; DynamoDB has no foreign keys.
 */
final class EntityDiagrams {

    /** More tables in one diagram are hard to read. */
    static final int MOST_TABLES = 20;

    /** Below {@code maxTextSize}, 50,000: Mermaid refuses longer diagrams (its default configuration). */
    static final int MOST_CHARACTERS = 45_000;

    /** With {@link #MOST_TABLES}, below {@code maxEdges}, 500 (Mermaid's default configuration). */
    static final int MOST_RELATIONS_OF_TABLE = 20;

    static final int MOST_ATTRIBUTES = 30;

    /** An attribute that is the whole key of more tables, such as {@code id}, does not tell which of them is meant. */
    static final int MOST_OWNERS = 3;

    private static final int MOST_CHARACTERS_OF_INDEXES = 60;

    /** From left to right, because a page is long but not wide. */
    private static final String DIRECTION = "    direction LR\n";

    private static final String OTHERS = "other tables";

    private static final String LEGEND = """
            The key attributes of each table: PK is the partition key, SK the sort key, and the other attributes are in the
            keys of the named indexes. A line means that two tables share an attribute that is the whole key of one of them.
            """;

    private final Map<Key, List<DiagramEntity>> owners = new HashMap<>();

    private record Key(String attribute, String type) {}

    /** One diagram: the text of each table, and their length. */
    private record Part(List<String> blocks, int characters) {}

    private EntityDiagrams(List<DiagramEntity> entities) {
        for (DiagramEntity entity : entities) {
            entity.wholeKey()
                    .ifPresent(key -> owners.computeIfAbsent(key(key), name -> new ArrayList<>())
                            .add(entity));
        }
    }

    /** The diagrams of these tables, which are sorted by name. One diagram for each family if there are many tables. */
    static String of(List<DiagramEntity> entities) {
        if (entities.isEmpty()) {
            return "";
        }
        EntityDiagrams diagrams = new EntityDiagrams(entities);
        StringBuilder text = new StringBuilder("\n").append(LEGEND);
        families(entities).forEach((family, tables) -> diagrams.append(text, family, tables));
        return text.toString();
    }

    /** The tables by the first word of their names; those that share it with no other table come last. */
    private static Map<String, List<DiagramEntity>> families(List<DiagramEntity> entities) {
        Map<String, List<DiagramEntity>> families = new LinkedHashMap<>();
        if (entities.size() <= MOST_TABLES) {
            families.put("", entities);
            return families;
        }
        Map<String, List<DiagramEntity>> byWord = new TreeMap<>();
        for (DiagramEntity entity : entities) {
            byWord.computeIfAbsent(entity.table().split("[-_.]", 2)[0], word -> new ArrayList<>())
                    .add(entity);
        }
        List<DiagramEntity> others = new ArrayList<>();
        byWord.forEach((word, tables) -> {
            if (word.isEmpty() || tables.size() == 1) {
                others.addAll(tables);
            }
        });
        byWord.values().removeIf(others::containsAll);
        families.putAll(byWord);
        if (!others.isEmpty()) {
            families.put(OTHERS, others);
        }
        return families;
    }

    private void append(StringBuilder text, String family, List<DiagramEntity> tables) {
        List<Part> parts = parts(tables);
        for (int i = 0; i < parts.size(); i++) {
            if (!family.isEmpty()) {
                String number = parts.size() == 1 ? "" : " (" + (i + 1) + " of " + parts.size() + ")";
                text.append("\n### ").append(family).append(number).append('\n');
            }
            text.append("\n```mermaid\nerDiagram\n").append(DIRECTION);
            parts.get(i).blocks().forEach(text::append);
            text.append("```\n");
        }
    }

    private List<Part> parts(List<DiagramEntity> tables) {
        List<Part> parts = new ArrayList<>();
        Part part = new Part(new ArrayList<>(), 0);
        for (DiagramEntity table : tables) {
            String block = entity(table) + relations(table);
            int characters = part.characters() + block.length();
            if (part.blocks().size() == MOST_TABLES || (characters > MOST_CHARACTERS && part.characters() > 0)) {
                parts.add(part);
                part = new Part(new ArrayList<>(), 0);
                characters = block.length();
            }
            part.blocks().add(block);
            part = new Part(part.blocks(), characters);
        }
        parts.add(part);
        return parts;
    }

    private static String entity(DiagramEntity table) {
        StringBuilder text = new StringBuilder("    ").append(name(table)).append(" {\n");
        table.attributes().stream().limit(MOST_ATTRIBUTES).forEach(attribute -> text.append(line(attribute)));
        return text.append("    }\n").toString();
    }

    private static String line(Attribute attribute) {
        String word = MermaidText.word(attribute.name());
        List<String> comments = new ArrayList<>();
        if (!word.equals(attribute.name())) {
            comments.add(MermaidText.text(attribute.name()));
        }
        if (attribute.role() == Role.SORT_KEY) {
            comments.add("SK"); // Mermaid has no mark for it
        }
        if (!attribute.indexes().isEmpty()) {
            String names = String.join(", ", attribute.indexes());
            comments.add(
                    names.length() <= MOST_CHARACTERS_OF_INDEXES
                            ? names
                            : attribute.indexes().size() + " indexes");
        }
        return "        " + MermaidText.word(attribute.type()) + " " + word
                + (attribute.role() == Role.PARTITION_KEY ? " PK" : "")
                + (comments.isEmpty() ? "" : " \"" + String.join(", ", comments) + "\"") + "\n";
    }

    /** One line for each table whose whole key is an attribute of this table. A table in another diagram is an empty box. */
    private String relations(DiagramEntity table) {
        StringBuilder text = new StringBuilder();
        int relations = 0;
        for (Attribute attribute : table.attributes()) {
            List<DiagramEntity> sharing = owners.getOrDefault(key(attribute), List.of());
            boolean oneToOne = sharing.contains(table);
            for (DiagramEntity owner : sharing.size() > MOST_OWNERS ? List.<DiagramEntity>of() : sharing) {
                // two tables with the same whole key are related once
                boolean drawn = oneToOne && owner.table().compareTo(table.table()) >= 0;
                if (!drawn && relations++ < MOST_RELATIONS_OF_TABLE) {
                    text.append("    ").append(name(owner)).append(oneToOne ? " |o..o| " : " |o..o{ ");
                    text.append(name(table)).append(" : \"shares ");
                    text.append(MermaidText.text(attribute.name())).append("\"\n");
                }
            }
        }
        return text.toString();
    }

    /** Table names contain only characters that Mermaid allows in quotes (service model, {@code TableName}). */
    private static String name(DiagramEntity table) {
        return "\"" + table.table() + "\"";
    }

    private static Key key(Attribute attribute) {
        return new Key(attribute.name(), attribute.type());
    }
}
