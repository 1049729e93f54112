/// Services in Java: what they run, how their health is probed, and where they run: on this machine
/// or in a cluster.
///
/// ```java
/// Service service =
///         Service.named("my-service")
///                 .image(Build.of(DockerFileBuild.inFolder(Path.of("."))))
///                 .port(Port.of(8501).withHost("my-service.example.com"))
///                 .livenessProbe(HealthProbe.of(HttpProbe.of("/livez", 8000)))
///                 .readinessProbe(
///                         HealthProbe.of(HttpProbe.of("/readyz", 8000)).withPeriodSeconds(5))
///                 .build();
/// service.deploy("staging:my-team");
/// ```
@NullMarked
package dev.probity.sdk;

import org.jspecify.annotations.NullMarked;
