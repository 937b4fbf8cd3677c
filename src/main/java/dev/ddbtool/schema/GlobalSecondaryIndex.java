package dev.ddbtool.schema;

import java.util.List;
import org.jspecify.annotations.Nullable;

/** A global secondary index: one to four partition key attributes and up to four sort key attributes. */
public record GlobalSecondaryIndex(
        String indexName,
        List<KeySchemaElement> keySchema,
        Projection projection,
        @Nullable ProvisionedThroughput provisionedThroughput,
        @Nullable OnDemandThroughput onDemandThroughput)
        implements AddableIndex {

    public GlobalSecondaryIndex {
        keySchema = Lists.copyOrEmpty(keySchema);
    }

    @Override
    public List<String> definedAttributes() {
        return keySchema.stream().map(KeySchemaElement::attributeName).toList();
    }

    @Override
    public GlobalSecondaryIndex definition() {
        return new GlobalSecondaryIndex(indexName, keySchema, projection.sorted(), null, null);
    }

    public GlobalSecondaryIndex withThroughput(
            @Nullable ProvisionedThroughput provisioned, @Nullable OnDemandThroughput onDemand) {
        return new GlobalSecondaryIndex(indexName, keySchema, projection, provisioned, onDemand);
    }
}
