package dev.probity.samples.inference.model;

import ai.onnxruntime.NodeInfo;
import ai.onnxruntime.OnnxJavaType;
import ai.onnxruntime.OnnxTensor;
import ai.onnxruntime.OnnxValue;
import ai.onnxruntime.OrtEnvironment;
import ai.onnxruntime.OrtException;
import ai.onnxruntime.OrtSession;
import ai.onnxruntime.TensorInfo;

import java.nio.FloatBuffer;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// One model in ONNX Runtime. Many threads may run it at once; closing it while one does ends the
/// JVM with a segmentation fault, so [ServedModel] counts who does.
final class OnnxModel implements AutoCloseable {
    private static final String LABELS = "labels";

    private final OrtEnvironment environment;
    private final OrtSession session;
    private final Signature signature;

    private OnnxModel(OrtEnvironment environment, OrtSession session, Signature signature) {
        this.environment = environment;
        this.session = session;
        this.signature = signature;
    }

    /// @param threads within one run; said explicitly, as the runtime's own choice fails in some
    ///   containers
    static OnnxModel load(Path file, int threads) throws ModelProblem {
        try {
            OrtEnvironment environment = OrtEnvironment.getEnvironment();
            try (OrtSession.SessionOptions options = new OrtSession.SessionOptions()) {
                options.setIntraOpNumThreads(threads);
                options.setInterOpNumThreads(1);
                OrtSession session = environment.createSession(file.toString(), options);
                try {
                    return new OnnxModel(environment, session, signatureOf(session));
                } catch (ModelProblem unusable) {
                    session.close();
                    throw unusable;
                }
            }
        } catch (OrtException refused) {
            throw new ModelProblem(
                    "model_not_loadable", "ONNX Runtime refuses " + file.getFileName(), refused);
        }
    }

    private static Signature signatureOf(OrtSession session) throws OrtException, ModelProblem {
        if (session.getNumInputs() != 1) {
            throw unsupported(session.getNumInputs() + " inputs");
        }
        NodeInfo input = session.getInputInfo().values().iterator().next();
        TensorInfo taken = tensor(input);
        List<Long> shape = new ArrayList<>();
        for (int i = 1; i < taken.getShape().length; i++) {
            shape.add(taken.getShape()[i]);
        }
        if (shape.isEmpty() || shape.stream().anyMatch(size -> size < 1)) {
            throw unsupported("an input of the shape " + shape + " for each item");
        }
        List<Signature.Output> outputs = new ArrayList<>();
        for (NodeInfo output : session.getOutputInfo().values()) {
            long[] given = tensor(output).getShape();
            if (given.length == 2 && given[1] > 0) {
                outputs.add(new Signature.Output(output.getName(), (int) given[1]));
            }
        }
        if (outputs.stream().noneMatch(each -> each.name().equals(Signature.PROBABILITIES))) {
            throw unsupported("no output called " + Signature.PROBABILITIES);
        }
        String labels = session.getMetadata().getCustomMetadata().getOrDefault(LABELS, "");
        return new Signature(
                input.getName(),
                shape,
                outputs,
                labels.isEmpty() ? List.of() : List.of(labels.split(",")));
    }

    private static TensorInfo tensor(NodeInfo node) throws ModelProblem {
        if (node.getInfo() instanceof TensorInfo info && info.type == OnnxJavaType.FLOAT) {
            return info;
        }
        throw unsupported("\"" + node.getName() + "\", which is no tensor of floats");
    }

    private static ModelProblem unsupported(String what) {
        return new ModelProblem(
                "model_signature_unsupported",
                "the model has "
                        + what
                        + "; this service runs models with one input of floats and an output \""
                        + Signature.PROBABILITIES
                        + "\"");
    }

    Signature signature() {
        return signature;
    }

    /// @param options ends the run early when told so from another thread
    Scores run(Batch batch, OrtSession.RunOptions options) throws OrtException {
        long[] shape = new long[signature.shape().size() + 1];
        shape[0] = batch.count();
        for (int i = 1; i < shape.length; i++) {
            shape[i] = signature.shape().get(i - 1);
        }
        try (OnnxTensor input = OnnxTensor.createTensor(environment, batch.numbers(), shape);
                OrtSession.Result result = session.run(Map.of(signature.input(), input), options)) {
            Map<String, float[]> outputs = new HashMap<>();
            for (Signature.Output output : signature.outputs()) {
                OnnxValue value = result.get(output.name()).orElseThrow();
                FloatBuffer numbers = ((OnnxTensor) value).getFloatBuffer();
                float[] copy = new float[numbers.remaining()];
                numbers.get(copy);
                outputs.put(output.name(), copy);
            }
            return new Scores(batch.count(), outputs);
        }
    }

    @Override
    public void close() {
        try {
            session.close();
        } catch (OrtException problem) {
            throw new IllegalStateException("the session does not close", problem);
        }
    }
}
