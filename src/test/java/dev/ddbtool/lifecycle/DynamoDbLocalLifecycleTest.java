package dev.ddbtool.lifecycle;

import dev.ddbtool.local.DynamoDbLocal;
import java.util.Set;

class DynamoDbLocalLifecycleTest implements TableLifecycleContract {

    @Override
    public Backend backend() {
        return new Backend(
                "DynamoDB Local",
                DynamoDbLocal.shared().endpoint(),
                Set.of("ContinuousBackupsDescription", "SSEDescription", "Tags"));
    }
}
