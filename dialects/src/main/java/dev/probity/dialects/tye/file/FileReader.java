package dev.probity.dialects.tye.file;

import dev.probity.dialects.tye.file.TyeFile.Extension;
import dev.probity.dialects.tye.file.TyeFile.Options;
import dev.probity.dialects.tye.file.TyeFile.Registry;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Node.Mapping;
import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Sequence;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// Reads one file into Tye's records: the shape of each value, and nothing about their relations.
public final class FileReader {
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;

    public FileReader(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    /// Empty when the text is no YAML or no mapping; that is reported then.
    public Optional<TyeFile> read(Source source, Path directory) {
        return firstDocument(source)
                .flatMap(root -> Keys.read(root, diagnostics, keys -> file(keys, directory)));
    }

    private Optional<Node> firstDocument(Source source) {
        boolean hadErrors = diagnostics.hasErrors();
        List<Node> documents = YamlText.documents(source, YamlText.MergeKeys.PLAIN, diagnostics);
        if (documents.isEmpty() && (hadErrors || !diagnostics.hasErrors())) {
            diagnostics.error(
                    SpecCode.EMPTY,
                    new Origin.Position(source.name(), 1, 1),
                    "there is nothing in the file",
                    "a Tye file has at least \"services\"");
        }
        if (documents.size() > 1) {
            diagnostics.warning(
                    SpecCode.MORE_DOCUMENTS,
                    documents.get(1).position(),
                    "a second document begins here; only the first one is read, as in Tye");
        }
        return documents.stream().findFirst();
    }

    private TyeFile file(Keys keys, Path directory) {
        ServiceReader services =
                new ServiceReader(new EnvironmentReader(directory, surroundings, diagnostics));
        return new TyeFile(
                keys.origin(),
                directory,
                keys.text("name"),
                options(keys),
                keys.mappings("extensions", this::extension),
                keys.mappings("services", services::read),
                keys.mappings("ingress", IngressReader::read));
    }

    private Options options(Keys keys) {
        return new Options(
                keys.text("solution"),
                keys.text("namespace"),
                keys.text("network"),
                keys.node("registry").flatMap(node -> registry(keys, node)),
                keys.text("containerEngine").filter(this::isEngine),
                keys.integer("dashboardPort"));
    }

    private Optional<Registry> registry(Keys keys, Node node) {
        if (node instanceof Mapping) {
            return keys.mapping(
                    "registry",
                    inner ->
                            new Registry(
                                    inner.origin(), inner.text("name"), inner.text("pullSecret")));
        }
        return keys.text("registry", node)
                .map(name -> new Registry(name.origin(), Optional.of(name), Optional.empty()));
    }

    private boolean isEngine(Located<String> engine) {
        boolean known =
                engine.value().equalsIgnoreCase("docker")
                        || engine.value().equalsIgnoreCase("podman");
        if (!known) {
            diagnostics.error(
                    SpecCode.NOT_ONE_OF,
                    engine.origin(),
                    "Unknown container engine: " + Quoted.of(engine.value()),
                    "it can be docker or podman; without the key the one that is there is taken");
        }
        return known;
    }

    private Extension extension(Keys keys) {
        checkFree(keys.entries());
        return new Extension(keys.origin(), keys.text("name"));
    }

    /// An extension's keys are its own, but a list is nowhere in them.
    private void checkFree(List<Node.Entry> entries) {
        for (Node.Entry entry : entries) {
            switch (entry.value()) {
                case Scalar _ -> {}
                case Mapping mapping -> checkFree(mapping.entries());
                case Sequence list ->
                        diagnostics.error(
                                SpecCode.WRONG_KIND,
                                list.position(),
                                "Unexpected node type in the tye configuration file. Expected"
                                        + " \"Mapping\" but got \"Sequence\".",
                                "an extension takes single values and mappings of them");
            }
        }
    }
}
