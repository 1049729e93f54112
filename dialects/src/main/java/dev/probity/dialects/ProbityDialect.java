package dev.probity.dialects;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.written.Defaults;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.yaml.ProbityYaml;

import java.nio.file.Path;
import java.util.Optional;

/// Probity's own file among the others.
final class ProbityDialect implements Dialect {

    @Override
    public String name() {
        return "probity";
    }

    @Override
    public Defaults defaults() {
        return Defaults.PROBITY;
    }

    /// By its name only: what nobody else recognizes is taken for it anyway.
    @Override
    public boolean recognizes(String fileName, Optional<Node> root) {
        return fileName.startsWith("probity.");
    }

    @Override
    public Optional<WrittenApplication> read(
            Source source, Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        return ProbityYaml.written(source, directory, surroundings, diagnostics);
    }

    @Override
    public Optional<Writer> writer() {
        return Optional.of(ProbityDialect::write);
    }

    private static Conversion write(Application application) {
        Losses losses = new Losses();
        for (Service service : application.services()) {
            for (Container container : service.containers()) {
                lost(service, container, losses);
            }
        }
        return new Conversion(
                CommentedYaml.head(losses) + ProbityYaml.file(application), losses.all());
    }

    private static void lost(Service service, Container container, Losses losses) {
        String path = "services." + service.name();
        if (container.workload() instanceof Workload.Unrunnable(String kind, String remedy)) {
            losses.error(
                    path,
                    "there is nothing to run, only a " + kind,
                    "the file cannot be read until it has one: " + remedy);
        }
        if (container.equals(service.main()) && !container.name().equals(service.name())) {
            losses.note(
                    path + ".containerName",
                    "the main container of a service has no name of its own",
                    "it is called \"" + service.name() + "\" and not \"" + container.name() + "\"");
        }
    }
}
