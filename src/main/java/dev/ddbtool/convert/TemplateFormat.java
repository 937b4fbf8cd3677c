package dev.ddbtool.convert;

import dev.ddbtool.plan.Blocker;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** The template format of a tool that manages tables. */
public interface TemplateFormat {

    /** A member of the schema file that the template lacks, and what that means for the user. */
    record NotExpressed(String member, String reason) {}

    /** The texts of the files: the template, and what imports existing tables into it. */
    Map<String, String> files(String environment, List<NewTable> tables);

    /** One text for stdout. */
    String document(String environment, List<NewTable> tables);

    /** What the template cannot express. */
    List<NotExpressed> notExpressed(NewTable table);

    /** Why a table must not be converted. */
    Optional<Blocker> blocker(NewTable table);

    /** What users must know about the whole template. */
    List<String> warnings(List<NewTable> tables);
}
