package dev.probity.deploy.image;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.deploy.TestApplications;
import dev.probity.deploy.image.Build.Source;
import dev.probity.spec.Application;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class ImagesTest {
    private static final Application BUILT =
            TestApplications.of("services: {web: {build: web, ports: [80]}}");

    private static Images.Named named(Application application, boolean build) {
        return Images.of(application, Map.of(), "1.4", build);
    }

    private static Workload.Image image(Images.Named named) {
        return (Workload.Image) named.application().services().getFirst().main().workload();
    }

    @Test
    void givesWhatIsBuiltANameInTheRegistry() {
        Images.Named named =
                named(TestApplications.of("registry: r.example.com/shop\n" + yaml()), false);
        assertThat(named.problems()).isEmpty();
        assertThat(image(named).reference()).isEqualTo("r.example.com/shop/web:1.4");
        assertThat(image(named).build()).as("a cluster fetches it").isEmpty();
        assertThat(named.toBuild())
                .extracting(Build::reference)
                .containsExactly("r.example.com/shop/web:1.4");
    }

    private static String yaml() {
        return "services: {web: {build: web, ports: [80]}}";
    }

    @Test
    void asksForARegistryWhereThereIsNone() {
        assertThat(named(BUILT, false).problems())
                .containsExactly(
                        "services.web: a cluster cannot fetch web:1.4 from this machine; say where"
                                + " it is put, with \"registry\" in the file or --registry");
    }

    @Test
    void leavesAnImageThatExistsAlone() {
        Application application =
                TestApplications.of("registry: r.example.com\nservices: {web: {image: nginx:1}}");
        assertThat(image(named(application, true)).reference()).isEqualTo("nginx:1");
    }

    @Test
    void saysOfAProgramHowToGiveItAnImage() {
        Application program = TestApplications.of("services: {web: {command: ./web --fast}}");
        assertThat(named(program, true).problems())
                .containsExactly(
                        "services.web: a cluster runs images, and this is a program of this machine"
                                + " (./web --fast); give it one with \"image\" or \"build\" in the"
                                + " file, or with --image web=REFERENCE");
    }

    @Test
    void takesAnImageThatIsGivenAndTellsItsPort() {
        Application program =
                TestApplications.of("services: {web: {command: ./web, ports: [8080]}}");
        Images.Named named = Images.of(program, Map.of("web", "web:2"), "latest", false);
        assertThat(named.problems()).isEmpty();
        assertThat(image(named).reference()).isEqualTo("web:2");
        assertThat(image(named).command()).as("the image's own").isEmpty();
        assertThat(named.application().services().getFirst().main().environment())
                .containsExactly(new EnvironmentVariable("PORT", "{port}"));
    }

    @Test
    void namesAnImageForNobody() {
        Images.Named named = Images.of(BUILT, Map.of("wbe", "web:2"), "latest", false);
        assertThat(named.problems()).contains("--image names \"wbe\", which is no service");
    }

    @Test
    void makesAnImageOfAJar() {
        Application jar =
                TestApplications.of(
                        "registry: r.example.com\n"
                                + "services: {web: {command: \"java -Xmx64m -jar web.jar --port"
                                + " {port}\", ports: [8080]}}");
        Images.Named named = named(jar, true);
        assertThat(named.problems()).isEmpty();
        assertThat(image(named).arguments()).containsExactly("--port", "{port}");
        assertThat(named.toBuild())
                .containsExactly(
                        new Build(
                                "r.example.com/web:1.4",
                                new Source.Jar(
                                        new JarProgram(
                                                Path.of("/srv/shop/web.jar"),
                                                List.of("-Xmx64m"),
                                                List.of("--port", "{port}")))));
    }

    @Test
    void saysThatBuildWouldMakeAnImageOfAJar() {
        Application jar = TestApplications.of("services: {web: {command: java -jar web.jar}}");
        assertThat(named(jar, false).problems().getFirst())
                .endsWith("; --build makes one of /srv/shop/web.jar");
    }

    @Test
    void writesTheRecipeOfAJar() {
        JarProgram program =
                new JarProgram(Path.of("/srv/web.jar"), List.of("-Dsay=\"a\""), List.of());
        assertThat(program.dockerfile("base:1", "app.jar"))
                .isEqualTo(
                        """
                        FROM base:1
                        COPY app.jar /app/app.jar
                        ENTRYPOINT ["java", "-Dsay=\\"a\\"", "-jar", "/app/app.jar"]
                        """);
    }
}
