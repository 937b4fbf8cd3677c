package dev.ddbtool.plan;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * A step and whether the service has carried it out.
 *
 * @param request the body of the step's request as it goes over the wire, in the order of the service's model
 */
public record StepResult(Step step, Map<String, Object> request, boolean done) {

    public StepResult {
        request = Collections.unmodifiableMap(new LinkedHashMap<>(request));
    }

    public StepResult carriedOut() {
        return new StepResult(step, request, true);
    }
}
