package dev.ddbtool.lifecycle;

import java.net.URI;
import org.junit.jupiter.api.extension.ConditionEvaluationResult;
import org.junit.jupiter.api.extension.ExecutionCondition;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.testcontainers.DockerClientFactory;
import org.testcontainers.containers.ContainerFetchException;
import org.testcontainers.localstack.LocalStackContainer;
import org.testcontainers.utility.DockerImageName;

/** LocalStack's DynamoDB and CloudFormation in a container, if Docker is available. */
final class LocalStack {

    /** The last free image; later ones require a token. */
    private static final DockerImageName IMAGE = DockerImageName.parse("localstack/localstack:4.14.0");

    private LocalStack() {}

    /** The endpoint of the shared container, which starts on first use and is removed when the JVM ends. */
    static URI shared() {
        return Shared.CONTAINER.getEndpoint();
    }

    private static final class Shared {
        static final LocalStackContainer CONTAINER = started();

        @SuppressWarnings("resource") // Testcontainers removes it when this JVM ends
        private static LocalStackContainer started() {
            LocalStackContainer container =
                    new LocalStackContainer(IMAGE).withServices("dynamodb", "kms", "cloudformation");
            container.start();
            return container;
        }
    }

    /** Skips a suite without Docker, and prints that it was skipped. */
    static final class WhereDockerIs implements ExecutionCondition {

        private static final ConditionEvaluationResult RESULT = look();

        @Override
        public ConditionEvaluationResult evaluateExecutionCondition(ExtensionContext context) {
            return RESULT;
        }

        private static ConditionEvaluationResult look() {
            if (!DockerClientFactory.instance().isDockerAvailable()) {
                return skipped("there is no Docker here");
            }
            try {
                return ConditionEvaluationResult.enabled("LocalStack responds at " + shared());
            } catch (ExceptionInInitializerError e) {
                for (Throwable cause = e; cause != null; cause = cause.getCause()) {
                    if (cause instanceof ContainerFetchException) {
                        return skipped("Docker cannot fetch the image " + IMAGE);
                    }
                }
                throw e;
            }
        }

        @SuppressWarnings("SystemOut") // a skipped suite must not look like a passed one
        private static ConditionEvaluationResult skipped(String because) {
            String line = "the LocalStack suite is skipped: " + because;
            System.out.println(line);
            return ConditionEvaluationResult.disabled(line);
        }
    }
}
