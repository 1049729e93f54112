package dev.probity.dialects.kubernetes;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Conversion;
import dev.probity.dialects.Dialects;
import dev.probity.dialects.GoldenCase;
import dev.probity.dialects.kubernetes.output.ManifestWriter;
import dev.probity.dialects.tye.TyeDialect;
import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/// What an application of Probity's own file or of Tye's becomes in a cluster.
class ManifestWriterTest {
    private static final boolean REWRITE = "rewrite".equals(System.getProperty("probity.golden"));

    /// What the seed's own tool writes and nothing here depends on: images are built by it, and
    /// variables are told in another way.
    private static final Set<String> OF_TYE =
            Set.of("env", "image", "imagePullPolicy", "annotations", "name", "path", "pathType");

    static List<GoldenCase> cases() {
        return GoldenCase.all("kubernetes-output");
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("cases")
    void writesTheApplicationAsWrittenDown(GoldenCase golden) throws Exception {
        Application application =
                GoldenCase.read(Dialects.named("probity").orElseThrow(), golden.input())
                        .resolved()
                        .orElseThrow()
                        .application();
        Conversion conversion = new ManifestWriter().write(application);
        String losses =
                conversion.losses().stream().map(loss -> loss + "\n").collect(Collectors.joining());
        String actual = losses + GoldenCase.RULER + conversion.text();
        if (REWRITE) {
            Files.writeString(golden.file(), golden.input() + GoldenCase.RULER + actual);
            return;
        }
        assertThat(actual).isEqualTo(golden.expected());
        assertThat(GoldenCase.read(new KubernetesDialect(), conversion.text()).diagnostics())
                .noneMatch(found -> found.severity() == Severity.ERROR);
    }

    /// The manifests that Tye wrote in its own tests.
    @ParameterizedTest
    @CsvSource({
        "e2e__health-checks__tye-all.yaml,                 health-checks.yaml",
        "e2e__apps-with-ingress__tye.yaml,                 apps-with-ingress.1.19.yaml",
        "e2e__generate-named-binding__tye.yaml,            generate-named-binding.yaml",
    })
    void saysWhatTyeSaid(String file, String expected) throws IOException {
        Path resources = Path.of("src/test/resources");
        Application application =
                GoldenCase.read(
                                new TyeDialect(),
                                Files.readString(resources.resolve("tye/" + file)))
                        .resolved()
                        .orElseThrow()
                        .application();
        List<Node> wanted =
                documents(Files.readString(resources.resolve("tye-kubernetes/" + expected)));
        List<Node> written = documents(new ManifestWriter().write(application).text());

        assertThat(wanted).isNotEmpty();
        for (Node object : wanted) {
            String identity = identity(object);
            Node same =
                    written.stream()
                            .filter(other -> identity(other).equals(identity))
                            .findFirst()
                            .orElseThrow(() -> new AssertionError("no " + identity));
            assertThat(missing(object, same, identity)).isEmpty();
        }
    }

    private static List<Node> documents(String text) {
        return YamlText.documents(
                new Source("k", text), YamlText.MergeKeys.PLAIN, new Diagnostics());
    }

    private static String identity(Node object) {
        Mapping mapping = (Mapping) object;
        return text(mapping, "kind")
                + " "
                + text((Mapping) mapping.get("metadata").orElseThrow(), "name");
    }

    private static String text(Mapping mapping, String key) {
        return ((Scalar) mapping.get(key).orElseThrow()).text();
    }

    /// What the one says and the other does not; the other may say more.
    private static List<String> missing(Node wanted, Node written, String path) {
        List<String> missing = new ArrayList<>();
        switch (wanted) {
            case Mapping mapping -> {
                for (Node.Entry entry : mapping.entries()) {
                    if (OF_TYE.contains(entry.key()) && !path.endsWith("httpGet")) {
                        continue;
                    }
                    String at = path + "." + entry.key();
                    Node other =
                            written instanceof Mapping found
                                    ? found.get(entry.key()).orElse(null)
                                    : null;
                    if (other == null) {
                        missing.add(at);
                    } else {
                        missing.addAll(missing(entry.value(), other, at));
                    }
                }
            }
            case Sequence sequence -> {
                for (int i = 0; i < sequence.items().size(); i++) {
                    String at = path + "[" + i + "]";
                    if (written instanceof Sequence found && i < found.items().size()) {
                        missing.addAll(missing(sequence.items().get(i), found.items().get(i), at));
                    } else {
                        missing.add(at);
                    }
                }
            }
            case Scalar scalar -> {
                if (!(written instanceof Scalar found) || !found.text().equals(scalar.text())) {
                    missing.add(path + " is " + written + ", not " + scalar.text());
                }
            }
        }
        return missing;
    }
}
