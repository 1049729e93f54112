package dev.probity.dialects.tye;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

import java.nio.file.Path;
import java.util.List;

class InclusionTest {
    private static final String ROOT =
            """
            name: shop
            services:
            - name: stock
              include: stock/tye.yaml
            - name: redis
              image: redis:7
            """;

    @Test
    void addsTheServicesOfTheOtherFile() {
        Application application =
                new Folder()
                        .withFile(
                                "stock/tye.yaml",
                                """
                                name: shop
                                services:
                                - {name: stock, executable: ./serve, env_file: [x.env]}
                                - {name: redis, image: "redis:6"}
                                ingress:
                                - {name: door, bindings: [{port: 8080}], rules: [{service: redis}]}
                                """)
                        .withFile("stock/x.env", "A=b")
                        .application(ROOT);

        assertThat(application.services())
                .extracting(Service::name)
                .containsExactly("redis", "stock");
        Service stock = application.service("stock").orElseThrow();
        assertThat(stock.main().workload())
                .isEqualTo(new Workload.Command(List.of("/app/stock/serve")));
        assertThat(stock.main().workingDirectory()).isEqualTo(Path.of("/app/stock"));
        assertThat(stock.main().environment()).anyMatch(variable -> variable.name().equals("A"));
        assertThat(application.service("redis").orElseThrow().main().workload())
                .isEqualTo(new Workload.Image("redis:7", List.of(), List.of()));
        assertThat(application.ingresses()).hasSize(1);
    }

    @Test
    void readsEachFileOnceHoweverTheyIncludeEachOther() {
        Application application =
                new Folder()
                        .withFile(
                                "stock/tye.yaml",
                                """
                                name: shop
                                services:
                                - {name: shop, include: ../tye.yaml}
                                - {name: me, include: tye.yaml}
                                - {name: stock, executable: serve}
                                """)
                        .application(ROOT);

        assertThat(application.services()).hasSize(2);
    }

    @Test
    void takesTheFoldersNameForAFileWithoutOne() {
        Folder folder =
                new Folder().withFile("app/tye.yaml", "services: [{name: x, executable: x}]");

        assertThat(folder.application("services: [{name: x, include: app/tye.yaml}]").services())
                .hasSize(1);
    }

    @ParameterizedTest(name = "include: {0} is refused: {2}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    gone.yaml | services: [] | tye.yaml:4:12: error: Path "/app/gone.yaml" was not found.
                    stock/tye.yaml | name: other | tye.yaml:4:12: error: Nested configuration must have the same "name" in the tye.yaml. Root config: "shop", nested config: "other" (stock/tye.yaml)
                    stock/tye.yaml | nme: shop | stock/tye.yaml:1:1: error: Unexpected key "nme" in the tye configuration file.
                    stock/tye.yaml | a: b: c | stock/tye.yaml:1:5: error:
                    stock/stock.csproj | - | tye.yaml:4:12: error: "include" of "stock/stock.csproj" is not followed
                    docker-compose.yml | - | tye.yaml:4:12: error: "include" of "docker-compose.yml" is not followed
                    """)
    void saysAtItsPlaceWhyAFileCannotBeIncluded(String path, String text, String message) {
        List<String> errors =
                new Folder()
                        .withFile("stock/tye.yaml", text)
                        .lines(ROOT.replace("stock/tye.yaml", path), Severity.ERROR);

        assertThat(errors).anySatisfy(error -> assertThat(error).startsWith(message));
    }

    @Test
    void takesACloneThatIsThereAndFetchesNone() {
        String text = "services: [{name: stock, repository: 'https://example.com/r'}]";
        Folder cloned =
                new Folder()
                        .withFile(
                                ".tye/deps/stock/tye.yml",
                                "name: app\nservices: [{name: stock, executable: serve}]");

        assertThat(cloned.service(text).main().workload()).isInstanceOf(Workload.Command.class);
        assertThat(new Folder().service(text).main().workload())
                .isInstanceOf(Workload.Unrunnable.class);
        assertThat(new Folder().lines(text, Severity.WARNING))
                .singleElement()
                .asString()
                .contains("git clone https://example.com/r /app/.tye/deps/stock");
    }
}
