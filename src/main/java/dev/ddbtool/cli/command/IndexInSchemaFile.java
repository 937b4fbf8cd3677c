package dev.ddbtool.cli.command;

import dev.ddbtool.plan.Outcome;
import dev.ddbtool.plan.TableResult;
import dev.ddbtool.problem.Failure;
import dev.ddbtool.problem.FileProblem;
import dev.ddbtool.schema.AttributeDefinition;
import dev.ddbtool.schema.GlobalSecondaryIndex;
import dev.ddbtool.schema.Table;
import dev.ddbtool.schema.TableSchema;
import dev.ddbtool.schema.file.InvalidSchemaException;
import dev.ddbtool.schema.file.SchemaFile;
import dev.ddbtool.schema.file.SchemaFiles;
import dev.ddbtool.schema.file.SchemaIoException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Adds an index to the schema file of its table, in the form of the file. */
final class IndexInSchemaFile {

    private final SchemaFiles files;
    private final SchemaFile file;
    private final GlobalSecondaryIndex index;
    private final Map<String, String> types;
    private boolean failed;

    /**
     * @param index the index as it is live or will be created
     * @param types the types of its key attributes
     * @throws InvalidSchemaException if the file cannot contain the index
     */
    IndexInSchemaFile(SchemaFiles files, SchemaFile file, GlobalSecondaryIndex index, Map<String, String> types) {
        this.files = files;
        this.file = file;
        this.index = index;
        this.types = types;
        List<FileProblem> problems = files.problems(added(file.schema()));
        if (!problems.isEmpty()) {
            throw new InvalidSchemaException(problems);
        }
    }

    /** Whether the file could not be written. */
    boolean failed() {
        return failed;
    }

    /** Notes in the result what would be written. */
    TableResult announce(TableResult result) {
        return noted(result, added(file.schema()).equals(file.schema()) ? "already in" : "would be added to");
    }

    /** Writes the file, unless the index could not be created, and notes it in the result. */
    TableResult write(TableResult result) {
        if (result.error() != null) {
            return result;
        }
        try {
            boolean written = files.update(file.schema().name(), this::added) == SchemaFiles.Written.WRITTEN;
            return noted(result, written ? "added to" : "already in");
        } catch (SchemaIoException | InvalidSchemaException e) {
            failed = true;
            String message = "index '" + index.indexName() + "' of '" + result.name()
                    + "' exists, but it is not in the schema file: " + e.getMessage();
            return result.withOutcome(Outcome.FAILED)
                    .withError(new Failure(
                            message, "fix the cause, then run the same command again: it only writes the file", null));
        }
    }

    private TableResult noted(TableResult result, String what) {
        String note = what + " '" + file.path() + "'";
        return result.withNote(result.note() == null ? note : result.note() + ", " + note);
    }

    /** The content of the file with the index. Content that already has the index is not changed. */
    private TableSchema added(TableSchema schema) {
        Table table = schema.table();
        List<AttributeDefinition> definitions = new ArrayList<>(table.attributeDefinitions());
        types.forEach((name, type) -> {
            String defined = table.attributeType(name);
            if (defined == null) {
                definitions.add(new AttributeDefinition(name, type));
            } else if (!defined.equals(type)) {
                throw conflict("attribute '" + name + "' has type '" + defined + "' here, but '" + type
                        + "' in the new index: change the file, or use another attribute");
            }
        });
        GlobalSecondaryIndex own = table.globalSecondaryIndex(index.indexName());
        if (own != null) {
            if (isSame(own)) {
                return schema;
            }
            throw conflict("index '" + index.indexName()
                    + "' has a different definition here: change the file, or choose another index name");
        }
        List<GlobalSecondaryIndex> indexes = new ArrayList<>(table.globalSecondaryIndexes());
        indexes.add(
                table.onDemand()
                        ? index.withThroughput(null, index.onDemandThroughput())
                        : index.withThroughput(
                                index.provisionedThroughput() == null
                                        ? table.provisionedThroughput()
                                        : index.provisionedThroughput(),
                                null));
        return schema.with(copy -> {
            copy.attributeDefinitions = definitions;
            copy.globalSecondaryIndexes = indexes;
        });
    }

    /** Whether keys and projection are equal. The throughput of the file may be that of another environment. */
    private boolean isSame(GlobalSecondaryIndex own) {
        return own.keySchema().equals(index.keySchema())
                && own.projection().projectionType().equals(index.projection().projectionType())
                && Set.copyOf(own.projection().nonKeyAttributes())
                        .equals(Set.copyOf(index.projection().nonKeyAttributes()));
    }

    private InvalidSchemaException conflict(String message) {
        return new InvalidSchemaException(List.of(new FileProblem(file.path().toString(), null, null, message)));
    }
}
