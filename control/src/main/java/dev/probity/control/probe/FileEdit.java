package dev.probity.control.probe;

import dev.probity.spec.Application;
import dev.probity.spec.Container;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbePlace;
import dev.probity.spec.Service;
import dev.probity.spec.yaml.ProbityYaml;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Optional;

/// The change of one probe in the file of an application: worked out, read again to see that it
/// means what was wanted and nothing else, and only then put in place.
public final class FileEdit {
    private final Path file;
    private final String before;
    private final String after;

    private FileEdit(Path file, String before, String after) {
        this.file = file;
        this.before = before;
        this.after = after;
    }

    /// Reads a text as if the file held it.
    @FunctionalInterface
    public interface Reader {
        /// Empty when it could not be acted on.
        Optional<Application> read(Path file, String text);
    }

    /// @param place of the running application
    /// @return empty where the file is better changed by hand
    /// @throws IOException when it cannot be read
    public static Optional<FileEdit> prepare(
            Reader reader, Path file, ProbePlace place, Optional<Probe> wanted) throws IOException {
        Optional<String> text = text(file);
        Optional<Application> present = text.flatMap(before -> reader.read(file, before));
        Optional<ProbePlace> there = present.flatMap(application -> in(application, place));
        if (text.isEmpty() || present.isEmpty() || there.isEmpty()) {
            return Optional.empty();
        }
        Application meant = present.get().with(there.get().with(wanted));
        return ProbityYaml.edit(text.get(), there.get(), wanted)
                .filter(edited -> reader.read(file, edited).filter(meant::equals).isPresent())
                .map(edited -> new FileEdit(file, text.get(), edited));
    }

    private static Optional<String> text(Path file) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes)).toString());
        } catch (CharacterCodingException _) {
            return Optional.empty();
        }
    }

    /// The same probe of the application as the file has it, which may have changed since.
    public static Optional<ProbePlace> in(Application application, ProbePlace place) {
        Optional<Service> service = application.service(place.service().name());
        Optional<Container> container =
                service.map(Service::containers).orElse(List.of()).stream()
                        .filter(each -> each.name().equals(place.container().name()))
                        .findFirst();
        return container.map(found -> new ProbePlace(service.get(), found, place.type()));
    }

    public String diff() {
        return UnifiedDiff.of(String.valueOf(file.getFileName()), before, after);
    }

    /// Puts it in place in one step, with the rights of the file that was there.
    ///
    /// @throws IOException when it cannot; then the file is as it was
    public void write() throws IOException {
        Path real = file.toRealPath(); // a link stays one
        Path draft = Files.createTempFile(real.getParent(), ".probity-", ".draft");
        try {
            Files.writeString(draft, after);
            if (Files.getFileStore(real).supportsFileAttributeView("posix")) {
                Files.setPosixFilePermissions(draft, Files.getPosixFilePermissions(real));
            }
            Files.move(
                    draft,
                    real,
                    StandardCopyOption.ATOMIC_MOVE,
                    StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(draft);
        }
    }
}
