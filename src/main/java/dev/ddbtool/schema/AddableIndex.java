package dev.ddbtool.schema;

import java.util.List;

/** An index that can be added to an existing table: a global secondary index or a vector index. */
public interface AddableIndex {

    String indexName();

    /** The attributes in its key or search schema, whose types the table defines. */
    List<String> definedAttributes();

    /** The part that cannot be changed later: without throughput, and with lists sorted if their order has no meaning. */
    AddableIndex definition();
}
