package dev.probity.launch.container;

class DockerLauncherIT extends ContainerLauncherContract {
    @Override
    RealEngine engine() throws Exception {
        return DockerEngine.open();
    }
}
