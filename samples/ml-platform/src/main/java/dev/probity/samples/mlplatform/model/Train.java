package dev.probity.samples.mlplatform.model;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/// Makes both models anew: `java -cp target/classes dev.probity.samples.mlplatform.model.Train
/// FOLDER`. The same bytes come out on every machine.
public final class Train {
    private static final int HELD_OUT = 2_000;

    private Train() {}

    public static void main(String[] arguments) throws IOException {
        if (arguments.length != 1) {
            System.err.println("Usage: Train FOLDER, which gets first.onnx and second.onnx");
            System.exit(2);
            return;
        }
        Path folder = Path.of(arguments[0]);
        make(Training.FIRST, folder.resolve("first.onnx"));
        make(Training.SECOND, folder.resolve("second.onnx"));
    }

    private static void make(Training plan, Path file) throws IOException {
        Network network = plan.run(System.out::println);
        String description =
                "Classifies drawn shapes; %d parameters, %d synthetic images, %d epochs, seed %d"
                        .formatted(network.parameters(), plan.images(), plan.epochs(), plan.seed());
        Files.write(file, OnnxFile.of(network, description));
        System.out.printf(
                "%s: accuracy %.4f on %d images it has not seen%n",
                file, network.accuracy(Training.heldOut(HELD_OUT)), HELD_OUT);
    }
}
