package dev.probity.samples.mlplatform.registry;

import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;

/// The folder of one version, as MLflow writes it.
public final class ModelFiles {
    private final Map<String, byte[]> files;

    private ModelFiles(Map<String, byte[]> files) {
        this.files = Map.copyOf(files);
    }

    /// A model of the ONNX flavour.
    public static ModelFiles onnx(byte[] model) {
        return of(
                """
                flavors:
                  onnx:
                    code: null
                    data: model.onnx
                    onnx_session_options: null
                    onnx_version: 1.17.0
                    providers:
                    - CPUExecutionProvider
                  python_function:
                    data: model.onnx
                    env:
                      conda: conda.yaml
                      virtualenv: python_env.yaml
                    loader_module: mlflow.onnx
                    python_version: 3.12.0
                mlflow_version: 3.5.0
                """,
                model);
    }

    /// @param description the text of its `MLmodel`
    public static ModelFiles of(String description, byte[] model) {
        Map<String, byte[]> files = new TreeMap<>();
        files.put("MLmodel", description.getBytes(StandardCharsets.UTF_8));
        files.put("model.onnx", model.clone());
        files.put("requirements.txt", "onnxruntime\n".getBytes(StandardCharsets.UTF_8));
        return new ModelFiles(files);
    }

    Map<String, byte[]> all() {
        return files;
    }
}
