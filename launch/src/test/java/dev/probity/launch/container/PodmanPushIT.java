package dev.probity.launch.container;

class PodmanPushIT extends ImagePushContract {
    @Override
    RealEngine engine() throws Exception {
        return PodmanEngine.open();
    }

    @Override
    boolean tellsOfLayers() {
        return false;
    }
}
