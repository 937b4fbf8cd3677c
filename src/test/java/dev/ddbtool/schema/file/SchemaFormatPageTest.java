package dev.ddbtool.schema.file;

import static org.assertj.core.api.Assertions.assertThat;

import dev.ddbtool.schema.OmittedMember;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The page about the schema file lists each kept member, and each omitted member with its reason. */
class SchemaFormatPageTest {

    private static final Path PAGE = Path.of("docs/schema-format.md");

    @Test
    void lists_every_kept_member_in_the_order_of_the_file() throws IOException {
        List<String> members = new ArrayList<>();
        collect(KnownMembers.FILE, "", members);

        assertThat(firstCells(section("## What is kept"))).isEqualTo(members);
    }

    @Test
    void lists_every_omitted_member_with_its_reason() throws IOException {
        assertThat(rows(section("## What is not kept")))
                .containsExactlyElementsOf(OmittedMember.all().stream()
                        .map(each -> "| `" + each.path() + "` | " + each.reason() + " |")
                        .toList());
    }

    private static void collect(JsonShape shape, String path, List<String> members) {
        shape.members().forEach((name, member) -> {
            String memberPath = path.isEmpty() ? name : path + "." + name;
            JsonShape inside = KnownMembers.inside(member.type());
            if (inside == null) {
                members.add(memberPath);
            } else {
                collect(inside, memberPath, members);
            }
        });
    }

    private static List<String> section(String heading) throws IOException {
        List<String> lines = Files.readAllLines(PAGE);
        int start = lines.indexOf(heading);
        assertThat(start).as(heading).isNotNegative();
        List<String> after = lines.subList(start + 1, lines.size());
        return after.stream().takeWhile(line -> !line.startsWith("## ")).toList();
    }

    private static List<String> rows(List<String> section) {
        return section.stream().filter(line -> line.startsWith("| `")).toList();
    }

    private static List<String> firstCells(List<String> section) {
        return rows(section).stream()
                .map(line -> line.substring(3, line.indexOf('`', 3)))
                .toList();
    }
}
