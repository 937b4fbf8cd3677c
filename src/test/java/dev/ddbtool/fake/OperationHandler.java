package dev.ddbtool.fake;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;

/** One operation of DynamoDB: from its input to its output, or a {@link ServiceError}. */
@FunctionalInterface
interface OperationHandler {

    ObjectNode apply(ObjectNode request, Instant now);
}
