package dev.probity.spec.yaml;

import dev.probity.spec.Application;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Origin;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.Resolved;
import dev.probity.spec.Service;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.output.YamlOutput;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.resolving.Resolver;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenProbe;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads and writes `probity.yaml`. docs/reference/probity-yaml.md describes the file.
public final class ProbityYaml {
    static final Dialect DIALECT = new Dialect("probity.yaml", Severity.ERROR, Scalars.CORE, "x-");

    private ProbityYaml() {}

    /// @param directory absolute; what relative paths in the file are relative to
    /// @param diagnostics gets all problems of the file
    /// @return nothing if there is an error among them
    public static Optional<Resolved> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        return written(source, directory, surroundings, diagnostics)
                .flatMap(written -> Resolver.resolve(written, Defaults.PROBITY, diagnostics));
    }

    /// The file as it says it, before any default.
    public static Optional<WrittenApplication> written(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        Optional<Node> root = YamlText.document(source, YamlText.MergeKeys.FOLLOWED, diagnostics);
        return root.map(node -> new Interpolation(surroundings, diagnostics).apply(node))
                .map(node -> Value.root(node, DIALECT, diagnostics))
                .flatMap(value -> new ApplicationReader(directory, surroundings).read(value));
    }

    /// One probe alone, such as a form makes it, read and judged as it is in a file.
    ///
    /// @param probe its mapping
    /// @param diagnostics gets all problems
    public static Optional<Probe> probe(Node probe, ProbePlace place, Diagnostics diagnostics) {
        var reader = new ProbeReader(Ports.of(place.container().ports()));
        Optional<WrittenProbe> written =
                Value.root(probe, DIALECT, diagnostics).mapping(reader::read);
        return written.flatMap(
                        found -> Resolver.probe(found, place, place.type().field(), diagnostics))
                .filter(_ -> !diagnostics.hasErrors());
    }

    /// The text of a `probity.yaml` with one probe changed; all else, comments too, stays.
    ///
    /// What comes out is to be read again and compared: a text can say one thing in many ways, and
    /// anchors and merge keys are not looked through.
    ///
    /// @param place of the application that the text describes
    /// @return empty where the text has a form that is better changed by hand
    public static Optional<String> edit(String text, ProbePlace place, Optional<Probe> probe) {
        return ProbeEdit.of(text, place, probe);
    }

    /// The resolved application as a file that means the same: every default written out, values
    /// that look like secrets masked.
    public static String write(Resolved resolved) {
        return text(resolved.application(), new Style.Account(), Map.of());
    }

    /// The same, with the place or the default that each value came from as a comment.
    public static String writeWithOrigins(Resolved resolved) {
        return text(resolved.application(), new Style.Account(), resolved.origins());
    }

    /// A file that can take the place of the one that the application was read from: nothing is
    /// masked in it, and folders are relative to its own.
    public static String file(Application application) {
        return text(application, new Style.File(application.directory()), Map.of());
    }

    /// Dollar signs are doubled, since a value that is read is interpolated.
    private static String text(Application application, Style style, Map<String, Origin> origins) {
        return YamlOutput.text(
                ResolvedTree.of(application, style), origins, value -> value.replace("$", "$$"));
    }

    /// What a changed file says of a service in another way.
    ///
    /// @return in the order of the file; empty only when the services are equal
    public static List<Difference> differences(Service before, Service after) {
        return Differences.between(before, after);
    }
}
