package dev.probity.samples.inference.model;

import ai.onnxruntime.OrtEnvironment;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/// Puts the libraries of ONNX Runtime into a folder that stays. By itself it unpacks 28 MB into a
/// new temporary folder at every start, and a process that is killed leaves that behind.
final class NativeLibrary {
    private static final String PLACE = "onnxruntime.native.path";
    private static final List<String> NAMES = List.of("onnxruntime", "onnxruntime4j_jni");

    private NativeLibrary() {}

    /// Before the runtime is used for the first time.
    static void unpackInto(Path cache) throws IOException {
        Optional<String> platform = platform();
        if (System.getProperty(PLACE) != null || platform.isEmpty()) {
            return; // somebody has chosen, or the runtime has to see for itself
        }
        String version = OrtEnvironment.class.getPackage().getImplementationVersion();
        if (version == null) {
            return; // libraries of another version must not be taken for its own
        }
        Path folder = cache.resolve("onnxruntime-" + version);
        Files.createDirectories(folder);
        for (String name : NAMES) {
            String file = System.mapLibraryName(name);
            if (!unpacked("/ai/onnxruntime/native/" + platform.get() + "/" + file, folder, file)) {
                return;
            }
        }
        System.setProperty(PLACE, folder.toString());
    }

    /// @return whether it is there now
    private static boolean unpacked(String resource, Path folder, String file) throws IOException {
        Path library = folder.resolve(file);
        if (Files.exists(library)) {
            return true;
        }
        try (InputStream in = OrtEnvironment.class.getResourceAsStream(resource)) {
            if (in == null) {
                return false;
            }
            Path coming = Files.createTempFile(folder, file, ".coming");
            Files.copy(in, coming, StandardCopyOption.REPLACE_EXISTING);
            Files.move(
                    coming, library, StandardCopyOption.ATOMIC_MOVE); // another one may do it too
            return true;
        }
    }

    private static Optional<String> platform() {
        String system = System.getProperty("os.name", "").toLowerCase(Locale.ROOT);
        boolean arm = System.getProperty("os.arch", "").matches("aarch64|arm64");
        if (system.contains("linux")) {
            return Optional.of(arm ? "linux-aarch64" : "linux-x64");
        }
        if (system.contains("mac") && arm) {
            return Optional.of("osx-aarch64");
        }
        return Optional.empty();
    }
}
