package dev.ddbtool.cli;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The documentation as files: pages, links and code blocks. */
final class Documents {

    static final Path FOLDER = Path.of("docs");

    private static final Pattern FENCE = Pattern.compile("```(\\w*)");
    private static final Pattern LINK = Pattern.compile("(?<!!)\\[(?:[^\\]`]|`[^`]*`)*\\]\\(([^)\\s]+)\\)");
    private static final Pattern CODE = Pattern.compile("`[^`]*`");

    private Documents() {}

    /** All pages, including those in the top folder. */
    static List<Path> pages() {
        List<Path> pages = new ArrayList<>(files(".md"));
        List.of("README.md", "CONTRIBUTING.md", "CHANGELOG.md", "SECURITY.md")
                .forEach(name -> pages.add(Path.of(name)));
        return pages;
    }

    /** The files of the documentation with this suffix, sorted. */
    static List<Path> files(String end) {
        return files(FOLDER, end);
    }

    /** The files in a folder with this suffix, sorted. */
    static List<Path> files(Path folder, String end) {
        try (Stream<Path> files = Files.walk(folder)) {
            return files.filter(file -> file.toString().endsWith(end)).sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** The link targets of a page, as written, including web addresses. */
    static List<String> links(Path page) {
        List<String> links = new ArrayList<>();
        for (String line : outsideBlocks(page)) {
            Matcher matcher = LINK.matcher(line);
            while (matcher.find()) {
                links.add(matcher.group(1));
            }
        }
        return links;
    }

    /** The anchors of the headings of a page, as on GitHub. */
    static List<String> anchors(Path page) {
        List<String> anchors = new ArrayList<>();
        Map<String, Integer> seen = new HashMap<>();
        for (String line : outsideBlocks(page)) {
            if (line.matches("#{1,6} .+")) {
                String anchor = line.replaceFirst("^#+ ", "")
                        .toLowerCase(Locale.ROOT)
                        .replaceAll("[^\\p{L}\\p{N} _-]", "")
                        .replace(' ', '-');
                int before = seen.merge(anchor, 1, Integer::sum) - 1;
                anchors.add(before == 0 ? anchor : anchor + "-" + before);
            }
        }
        return anchors;
    }

    /** The lines of the code blocks in one of these languages, with continued lines joined. */
    static List<String> blockLines(Path page, List<String> languages) {
        List<String> found = new ArrayList<>();
        String language = "";
        boolean inside = false;
        for (String line : continued(ExampleFiles.text(page)).split("\n", -1)) {
            Matcher fence = FENCE.matcher(line);
            if (line.startsWith("```") && fence.find()) {
                inside = !inside;
                language = fence.group(1);
            } else if (inside && languages.contains(language)) {
                found.add(line);
            }
        }
        return found;
    }

    /** The lines of a shell or YAML file, with continued lines joined. */
    static String continued(String text) {
        return text.replaceAll("\\\\\n\\s*", "");
    }

    /** The code spans of a text. */
    static List<String> codes(String text) {
        return CODE.matcher(text)
                .results()
                .map(result -> result.group().substring(1, result.group().length() - 1))
                .toList();
    }

    private static List<String> outsideBlocks(Path page) {
        List<String> lines = new ArrayList<>();
        boolean inside = false;
        for (String line : ExampleFiles.text(page).split("\n", -1)) {
            if (line.startsWith("```")) {
                inside = !inside;
            } else if (!inside) {
                lines.add(line);
            }
        }
        return lines;
    }
}
