package dev.ddbtool.lifecycle;

import java.net.URI;
import java.util.Set;

/**
 * A server that answers as DynamoDB does.
 *
 * @param name what people call it
 * @param lacks the members of a schema file that it does not take from a create with the default policy
 */
record Backend(String name, URI endpoint, Set<String> lacks) {

    Backend {
        lacks = Set.copyOf(lacks);
    }
}
