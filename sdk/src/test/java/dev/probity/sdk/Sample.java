package dev.probity.sdk;

import java.nio.file.Path;

/// The example of TrueFoundry's page on probes, in Java: a service that is built from a Dockerfile,
/// answers at 8501 and tells its health at 8000.
final class Sample {
    private Sample() {}

    /// @param folder of the Dockerfile
    static Service.Builder in(Path folder) {
        return Service.named("my-service")
                .image(Build.of(DockerFileBuild.inFolder(folder)))
                .port(Port.of(8501).withHost("my-service.example.com"))
                .livenessProbe(new HealthProbe(HttpProbe.of("/livez", 8000), 0, 10, 1, 1, 3))
                .readinessProbe(HealthProbe.of(HttpProbe.of("/readyz", 8000)).withPeriodSeconds(5));
    }
}
