package dev.probity.cli.verbs;

import dev.probity.cli.find.Reports;
import dev.probity.cli.terminal.ExitCode;
import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.image.Images;
import dev.probity.deploy.manifest.Publication;
import dev.probity.spec.Application;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;

@Command(
        name = "publish",
        aliases = "render",
        description =
                "Writes an application as the manifests that `deploy` applies. No cluster is"
                        + " asked.",
        footer = {
            "",
            "They go to standard output as one file, or into a folder, a file for each object; what"
                + " they do not say goes to standard error. The same application gives the same"
                + " bytes. It exits with 1 when an image is missing; the manifests are written all"
                + " the same. Secrets of the file are in them.",
            "",
            "Example:  probity publish | kubectl apply -f -",
            "          probity publish -d manifests --image web=registry.example.com/web:1.4"
        })
final class PublishVerb implements Callable<Integer> {
    private final Terminal terminal;

    @Mixin private FileParameter file = new FileParameter();

    @Option(
            names = {"-d", "--directory"},
            paramLabel = "PATH",
            description = "The folder to write into; it is made when it is missing.")
    private @Nullable Path directory;

    @Option(
            names = {"-n", "--namespace"},
            paramLabel = "NAME",
            description = "The namespace to write into each object (default: the file's, or none).")
    private @Nullable String namespace;

    @Mixin private ImageOptions images = new ImageOptions();

    @Mixin private ReadingOptions reading = new ReadingOptions();

    PublishVerb(Terminal terminal) {
        this.terminal = terminal;
    }

    @Override
    public Integer call() throws IOException {
        Path path = file.find(terminal);
        Application read = Reports.need(path, reading.reader(terminal), terminal).application();
        Application application =
                read.at(
                        images.registry().or(read::registry),
                        Optional.ofNullable(namespace).or(read::namespace));
        Images.Named named = images.name(application, false);
        Publication publication = Publication.of(named.application());
        write(publication);
        named.problems().forEach(terminal.err()::println);
        PublicationReport.losses(publication, terminal);
        return named.problems().isEmpty() && !PublicationReport.isBroken(publication)
                ? ExitCode.OK
                : ExitCode.FAILED;
    }

    private void write(Publication publication) throws IOException {
        if (directory == null) {
            terminal.out().print(publication.text());
            terminal.out().flush();
            return;
        }
        Path folder = Files.createDirectories(terminal.directory().resolve(directory));
        for (Map.Entry<String, String> entry : publication.files().entrySet()) {
            Files.writeString(folder.resolve(entry.getKey()), entry.getValue());
        }
        terminal.say(publication.files().size() + " files in " + folder);
    }
}
