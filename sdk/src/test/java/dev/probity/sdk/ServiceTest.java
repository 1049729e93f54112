package dev.probity.sdk;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.spec.Application;
import dev.probity.spec.Probe;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.time.Duration;

class ServiceTest {
    private static final HealthProbe LIVE = HealthProbe.of(HttpProbe.of("/livez", 8000));

    private static final Service SAMPLE = Sample.in(Path.of("/srv/app")).build();

    @Test
    void theSampleIsValid() {
        assertThat(SAMPLE.validate()).isEmpty();
    }

    @Test
    void theDefaultsAreTheNumbersOfThePage() {
        Application application = SAMPLE.application();
        Probe liveness =
                application
                        .service("my-service")
                        .orElseThrow()
                        .main()
                        .livenessProbe()
                        .orElseThrow();
        assertThat(SAMPLE.application())
                .isEqualTo(
                        Service.named("my-service")
                                .image(Build.of(DockerFileBuild.inFolder(Path.of("/srv/app"))))
                                .port(Port.of(8501).withHost("my-service.example.com"))
                                .livenessProbe(LIVE)
                                .readinessProbe(
                                        HealthProbe.of(HttpProbe.of("/readyz", 8000))
                                                .withPeriodSeconds(5))
                                .build()
                                .application());
        assertThat(liveness.period()).isEqualTo(Duration.ofSeconds(10));
        assertThat(liveness.failureThreshold()).isEqualTo(3);
    }

    @Test
    void aHostBecomesAnEntryPoint() {
        assertThat(SAMPLE.application().ingresses().getFirst().rules().getFirst().host())
                .contains("my-service.example.com");
    }

    @Test
    void theRecipeIsTheFoldersDockerfile() {
        Workload.Image image =
                (Workload.Image) SAMPLE.application().services().getFirst().main().workload();
        assertThat(image.build().orElseThrow().dockerfile())
                .isEqualTo(Path.of("/srv/app/Dockerfile"));
    }

    @Test
    void tellsEverythingThatIsWrongAtOnce() {
        Service wrong =
                Service.named("My Service")
                        .image(Image.of("web"))
                        .port(Port.of(70_000))
                        .livenessProbe(LIVE.withSuccessThreshold(2).withPeriodSeconds(-1))
                        .build();
        assertThat(wrong.validate())
                .extracting(Object::toString)
                .anyMatch(problem -> problem.contains("the port is 70000; it can be 1 to 65535"))
                .anyMatch(problem ->
                        problem.contains("the name of the application is \"My Service\""))
                .anyMatch(problem -> problem.contains("livenessProbe.successThreshold"))
                .anyMatch(problem -> problem.contains("livenessProbe.periodSeconds"));
        assertThatThrownBy(wrong::run).isInstanceOf(InvalidService.class);
    }

    @Test
    void saysThatNothingIsRun() {
        assertThat(Service.named("web").build().validate())
                .extracting(Object::toString)
                .anyMatch(problem -> problem.contains("runs nothing"));
    }

    @Test
    void saysWhatAClusterLacks() {
        assertThatThrownBy(() -> SAMPLE.deploy("nowhere:default"))
                .isInstanceOf(InvalidService.class)
                .hasMessageContaining("say where it is put");
    }
}
