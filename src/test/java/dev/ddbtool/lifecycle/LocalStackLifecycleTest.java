package dev.ddbtool.lifecycle;

import java.util.Set;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(LocalStack.WhereDockerIs.class)
class LocalStackLifecycleTest implements TableLifecycleContract {

    @Override
    public Backend backend() {
        return new Backend("LocalStack", LocalStack.shared(), Set.of());
    }
}
