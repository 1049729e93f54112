package dev.probity.samples.mlplatform.model;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.List;

/// A network as an ONNX file: the graph, the weights, and the labels as metadata. Numbers of fields
/// are those of onnx.proto.
public final class OnnxFile {
    private static final int IR_VERSION = 8;
    private static final int OPSET = 13;
    private static final int FLOAT = 1;

    private OnnxFile() {}

    /// @param description goes into the file, for whoever opens it
    public static byte[] of(Network network, String description) {
        Protobuf model =
                new Protobuf()
                        .number(1, IR_VERSION)
                        .text(2, "probity-sample")
                        .text(6, description)
                        .message(7, graph(network))
                        .message(8, new Protobuf().text(1, "").number(2, OPSET));
        metadata(model, "labels", String.join(",", SyntheticImages.LABELS));
        metadata(model, "trained_on", "synthetic images");
        return model.bytes();
    }

    private static void metadata(Protobuf model, String key, String value) {
        model.message(14, new Protobuf().text(1, key).text(2, value));
    }

    private static Protobuf graph(Network network) {
        Protobuf graph = new Protobuf();
        graph.message(1, convolution("image", "conv1"));
        graph.message(1, node("Relu", List.of("conv1"), "relu1"));
        graph.message(1, pool("relu1", "pool1"));
        graph.message(1, convolution("pool1", "conv2"));
        graph.message(1, node("Relu", List.of("conv2"), "relu2"));
        graph.message(1, pool("relu2", "pool2"));
        graph.message(1, node("Flatten", List.of("pool2"), "flat"));
        graph.message(1, dense("flat", "dense1", "dense1"));
        graph.message(1, node("Relu", List.of("dense1"), "relu3"));
        graph.message(1, dense("relu3", "dense2", "logits"));
        graph.message(1, node("Softmax", List.of("logits"), "probabilities"));
        graph.text(2, "classifier");
        weights(graph, "conv1", network.first.weights, network.first.out, network.first.in, 3, 3);
        weights(
                graph,
                "conv2",
                network.second.weights,
                network.second.out,
                network.second.in,
                3,
                3);
        weights(graph, "dense1", network.hidden.weights, network.hidden.out, network.hidden.in);
        weights(graph, "dense2", network.last.weights, network.last.out, network.last.in);
        long side = SyntheticImages.SIDE;
        long classes = SyntheticImages.LABELS.size();
        graph.message(11, value("image", SyntheticImages.COLOURS, side, side));
        graph.message(12, value("logits", classes));
        graph.message(12, value("probabilities", classes));
        return graph;
    }

    private static Protobuf node(String operator, List<String> inputs, String output) {
        Protobuf node = new Protobuf();
        inputs.forEach(input -> node.text(1, input));
        return node.text(2, output).text(3, output + "_node").text(4, operator);
    }

    private static Protobuf convolution(String input, String output) {
        return node("Conv", List.of(input, output + ".weight", output + ".bias"), output)
                .message(5, numbers("kernel_shape", 3, 3))
                .message(5, numbers("pads", 1, 1, 1, 1));
    }

    private static Protobuf pool(String input, String output) {
        return node("MaxPool", List.of(input), output)
                .message(5, numbers("kernel_shape", 2, 2))
                .message(5, numbers("strides", 2, 2));
    }

    private static Protobuf dense(String input, String layer, String output) {
        return node("Gemm", List.of(input, layer + ".weight", layer + ".bias"), output)
                .message(5, new Protobuf().text(1, "transB").number(3, 1).number(20, 2));
    }

    private static Protobuf numbers(String name, long... values) {
        Protobuf attribute = new Protobuf().text(1, name);
        for (long value : values) {
            attribute.number(8, value);
        }
        return attribute.number(20, 7);
    }

    private static void weights(Protobuf graph, String layer, Weights weights, long... shape) {
        graph.message(5, tensor(layer + ".weight", weights.weight, shape));
        graph.message(5, tensor(layer + ".bias", weights.bias, weights.bias.length));
    }

    private static Protobuf tensor(String name, float[] values, long... shape) {
        ByteBuffer raw = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
        raw.asFloatBuffer().put(values);
        Protobuf tensor = new Protobuf();
        for (long size : shape) {
            tensor.number(1, size);
        }
        return tensor.number(2, FLOAT).text(8, name).block(9, raw.array());
    }

    /// @param shape without the batch, which may be of any size
    private static Protobuf value(String name, long... shape) {
        Protobuf dimensions = new Protobuf().message(1, new Protobuf().text(2, "N"));
        for (long size : shape) {
            dimensions.message(1, new Protobuf().number(1, size));
        }
        Protobuf tensor = new Protobuf().number(1, FLOAT).message(2, dimensions);
        return new Protobuf().text(1, name).message(2, new Protobuf().message(1, tensor));
    }
}
