package dev.probity.launch.container;

class DockerPushIT extends ImagePushContract {
    @Override
    RealEngine engine() throws Exception {
        return DockerEngine.open();
    }

    @Override
    boolean tellsOfLayers() {
        return true;
    }
}
