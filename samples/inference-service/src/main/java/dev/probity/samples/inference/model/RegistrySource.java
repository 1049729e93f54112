package dev.probity.samples.inference.model;

import com.fasterxml.jackson.databind.JsonNode;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/// A version in an MLflow registry.
record RegistrySource(MlflowClient registry, ModelReference.Registered wanted)
        implements ModelSource {
    private static final String PROXIED = "mlflow-artifacts:";

    @Override
    public Resolved resolve() throws ModelProblem, IOException {
        JsonNode found = registry.version(wanted);
        String status = found.path("status").asText("READY");
        String version = found.path("version").asText();
        if (!status.equals("READY")) {
            throw new ModelProblem(
                    "model_version_not_ready",
                    "%s is version %s, %s".formatted(wanted, version, status));
        }
        String name = found.path("name").asText();
        String location = registry.location(name, version);
        // A registry that was set up anew counts from 1 again; the time of creation tells them
        // apart.
        String identity =
                "%s %s %s %s".formatted(name, version, location, found.path("creation_timestamp"));
        return new Resolved(
                identity,
                name,
                version,
                found.path("current_stage").asText("None"),
                found.path("run_id").asText(),
                location,
                tag(found, "sha256"));
    }

    private static Optional<String> tag(JsonNode version, String key) {
        for (JsonNode tag : version.path("tags")) {
            if (tag.path("key").asText().equals(key)) {
                return Optional.of(tag.path("value").asText());
            }
        }
        return Optional.empty();
    }

    @Override
    public void download(Resolved version, Path folder, Received received)
            throws ModelProblem, IOException {
        if (version.source().startsWith(PROXIED)) {
            all(
                    version.source().replaceFirst("^" + PROXIED + "(//[^/]*)?/+", ""),
                    folder,
                    received);
        } else {
            needed(version, folder, received);
        }
    }

    /// Through the server's artifact proxy: weights may be in files beside the model.
    private void all(String from, Path folder, Received received) throws ModelProblem, IOException {
        List<MlflowClient.RemoteFile> files = registry.files(from);
        long total = files.stream().mapToLong(MlflowClient.RemoteFile::size).sum();
        Transfer transfer = new Transfer(received, total);
        for (MlflowClient.RemoteFile file : files) {
            try (InputStream in = registry.open(from, file.path())) {
                transfer.copy(in, folder.resolve(file.path()));
            }
        }
    }

    /// From any other store: the server reads it for us, but only files that are asked for by name.
    private void needed(Resolved version, Path folder, Received received)
            throws ModelProblem, IOException {
        Transfer transfer = new Transfer(received, 0);
        Path description = folder.resolve("MLmodel");
        try (InputStream in = registry.openOf(version.name(), version.version(), "MLmodel")) {
            transfer.copy(in, description);
        }
        String model = ModelFolder.named(Files.readString(description));
        Path file = folder.resolve(model).normalize();
        if (!file.startsWith(folder)) {
            throw new ModelProblem("model_path_unsafe", "its MLmodel names \"" + model + "\"");
        }
        try (InputStream in = registry.openOf(version.name(), version.version(), model)) {
            transfer.copy(in, file);
        }
    }
}
