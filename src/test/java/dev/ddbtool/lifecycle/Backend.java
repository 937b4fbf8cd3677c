package dev.ddbtool.lifecycle;

import java.net.URI;
import java.util.Set;

/**
 * A server with the DynamoDB API.
 *
 * @param name its name
 * @param lacks the members of a schema file that it does not support in a create with the default policy
 */
record Backend(String name, URI endpoint, Set<String> lacks) {

    Backend {
        lacks = Set.copyOf(lacks);
    }
}
