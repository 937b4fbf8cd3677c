package dev.ddbtool.schema.file;

import com.fasterxml.jackson.databind.JsonNode;
import dev.ddbtool.naming.TableNames;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.problem.Quoted;
import dev.ddbtool.problem.Violation;
import dev.ddbtool.schema.TableSchema;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * A table that a file in another form describes.
 *
 * @param omitted members of the file that schema files do not keep
 */
public record ConvertedSchema(TableSchema schema, List<String> omitted) {

    private static final String TABLE = "/Table";

    /** Pointers into a schema file, and the members of requests and of CloudFormation that they come from. */
    private static final Map<String, String> ORIGINS = Map.of(
            "/Table/BillingModeSummary", "/BillingMode",
            "/Table/TableClassSummary", "/TableClass",
            "/Table/SSEDescription", "/SSESpecification",
            "/TimeToLiveDescription", "/TimeToLiveSpecification",
            "/ContinuousBackupsDescription", "/PointInTimeRecoverySpecification");

    public ConvertedSchema {
        omitted = List.copyOf(omitted);
    }

    /**
     * Reads a file in another form, or a schema file.
     *
     * @throws InvalidSchemaException with all problems of the file
     */
    public static ConvertedSchema read(Path path, TableNames names) {
        List<FileProblem> problems = new ArrayList<>();
        try {
            LocatedTree tree = LocatedTree.parse(FileContent.of(path));
            tree.duplicates().forEach(each -> problems.add(each.in(path.toString())));
            Optional<ForeignForm.Converted> converted = ForeignForm.convert(tree.root());
            JsonNode root = converted.isPresent() ? converted.get().file() : tree.root();
            SchemaReader.Reading reading = SchemaReader.read(LocatedTree.parse(root.toString()));
            reading.problems().forEach(each -> problems.add(located(path, tree, each.pointer(), each.message())));
            TableSchema schema = reading.schema();
            if (schema != null) {
                TableSchema named = ValidatingReader.logical(schema, names);
                List<Violation> violations = ValidatingReader.problems(named, reading.incomplete(), names);
                violations.forEach(each -> problems.add(located(path, tree, each.pointer(), each.message())));
                keyProblem(schema).ifPresent(each -> problems.add(located(path, tree, each.pointer(), each.message())));
                if (problems.isEmpty()) {
                    return new ConvertedSchema(
                            named, converted.map(ForeignForm.Converted::omitted).orElse(List.of()));
                }
            }
        } catch (SyntaxException e) {
            problems.add(new FileProblem(path.toString(), e.line(), null, e.plainMessage()));
        } catch (FileContent.UnreadableException e) {
            problems.add(new FileProblem(path.toString(), null, null, String.valueOf(e.getMessage())));
        }
        throw new InvalidSchemaException(problems);
    }

    private static FileProblem located(Path path, LocatedTree tree, String pointer, String message) {
        return new FileProblem(path.toString(), tree.line(origin(tree.root(), pointer)), pointer, message);
    }

    /** Where a pointer into the schema file leads to in the other form. */
    private static String origin(JsonNode root, String pointer) {
        if (root.has("Table")) {
            return pointer;
        }
        for (Map.Entry<String, String> each : ORIGINS.entrySet()) {
            if (pointer.startsWith(each.getKey()) && !root.at(each.getValue()).isMissingNode()) {
                return each.getValue();
            }
        }
        String own = pointer.startsWith(TABLE) ? pointer.substring(TABLE.length()) : pointer;
        return root.has("TableDescription") ? "/TableDescription" + own : own;
    }

    /** A request can name the key by its id or alias, a schema file only by its ARN. */
    private static Optional<Violation> keyProblem(TableSchema schema) {
        String key = schema.table().keyArn();
        return key == null || key.startsWith("arn:")
                ? Optional.empty()
                : Optional.of(new Violation(
                        "/Table/SSEDescription/KMSMasterKeyArn",
                        "KMSMasterKeyId is %s: write the ARN of the key".formatted(Quoted.of(key))));
    }
}
