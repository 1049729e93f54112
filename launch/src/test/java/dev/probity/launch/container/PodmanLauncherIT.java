package dev.probity.launch.container;

class PodmanLauncherIT extends ContainerLauncherContract {
    @Override
    RealEngine engine() throws Exception {
        return PodmanEngine.open();
    }
}
