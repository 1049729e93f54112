package dev.probity.samples.inference.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;

/// A file of this machine. A newer one is a new version.
record FileSource(String name, Path file) implements ModelSource {

    @Override
    public Resolved resolve() throws ModelProblem, IOException {
        if (!Files.isRegularFile(file)) {
            throw new ModelProblem("model_file_missing", "there is no file " + file);
        }
        String identity =
                "%s %s %d".formatted(file, Files.getLastModifiedTime(file), Files.size(file));
        return new Resolved(
                identity, name, "", "None", "", file.toUri().toString(), Optional.empty());
    }

    @Override
    public void download(Resolved version, Path folder, Received received) throws IOException {
        Files.copy(file, folder.resolve(ModelFolder.PLAIN));
        received.bytes(Files.size(file), Files.size(file));
    }
}
