package dev.ddbtool.schema;

import java.util.List;

/** An index that can be added to an existing table: a global secondary index or a vector index. */
public interface AddableIndex {

    String indexName();

    /** The attributes in its key or search schema, whose types the table defines. */
    List<String> definedAttributes();

    /** What nobody can change later: without throughput, and with sorted lists where the order has no meaning. */
    AddableIndex definition();
}
