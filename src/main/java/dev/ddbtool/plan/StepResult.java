package dev.ddbtool.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step, and whether it is done.
 *
 * @param request the body of the request, in the order of the service model
 */
public record StepResult(Step step, Map<String, Object> request, boolean done) {

    public StepResult {
        request = Collections.unmodifiableMap(new LinkedHashMap<>(request));
    }

    public StepResult carriedOut() {
        return new StepResult(step, request, true);
    }
}
