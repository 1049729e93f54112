package dev.probity.dialects;

import dev.probity.dialects.blueprint.BlueprintDialect;
import dev.probity.dialects.compose.ComposeDialect;
import dev.probity.dialects.gradient.GradientDialect;
import dev.probity.dialects.kubernetes.KubernetesDialect;
import dev.probity.dialects.truefoundry.TrueFoundryDialect;
import dev.probity.dialects.tye.TyeDialect;
import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.resolving.Resolver;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// All dialects that Probity reads, its own file among them.
public final class Dialects {
    private static final Dialect PROBITY = new ProbityDialect();

    /// In the order in which they are asked whether a file is theirs.
    private static final List<Dialect> ALL =
            List.of(
                    PROBITY,
                    new TyeDialect(),
                    new KubernetesDialect(),
                    new BlueprintDialect(),
                    new GradientDialect(),
                    new TrueFoundryDialect(),
                    new ComposeDialect());

    private Dialects() {}

    public static List<Dialect> all() {
        return ALL;
    }

    public static Optional<Dialect> named(String name) {
        return ALL.stream().filter(dialect -> dialect.name().equals(name)).findFirst();
    }

    /// The dialect of a text, by its file's name and by what is in it; Probity's own unless another
    /// one recognizes it.
    public static Dialect detect(String fileName, Source source) {
        // What is wrong with the text is told when it is read.
        List<Node> documents =
                YamlText.documents(source, YamlText.MergeKeys.PLAIN, new Diagnostics());
        Optional<Node> root = documents.stream().findFirst();
        return ALL.stream()
                .filter(dialect -> dialect.recognizes(fileName, root))
                .findFirst()
                .orElse(PROBITY);
    }

    /// @param directory of the file, absolute: what its relative paths are relative to
    public static Reading read(
            Dialect dialect, Source source, Path directory, Surroundings surroundings) {
        Diagnostics diagnostics = new Diagnostics();
        Optional<Resolved> resolved =
                dialect.read(source, directory, surroundings, diagnostics)
                        // What resolving says about a broken file is mostly an echo; only what the
                        // reader of Probity's own file hands on is free of gaps.
                        .filter(_ -> dialect instanceof ProbityDialect || !diagnostics.hasErrors())
                        .flatMap(written ->
                                Resolver.resolve(written, dialect.defaults(), diagnostics));
        return new Reading(resolved, diagnostics.all());
    }
}
