package dev.probity.launch.container;

import java.nio.file.Files;
import java.nio.file.Path;

class RootlessPodmanLauncherIT extends ContainerLauncherContract {
    @Override
    RealEngine engine() throws Exception {
        return RootlessPodmanEngine.open();
    }

    /// Control groups of version 1 are for root alone.
    @Override
    boolean limits() {
        return Files.notExists(Path.of("/sys/fs/cgroup/memory"));
    }

    @Override
    boolean hidesNetworks() {
        return true;
    }
}
