package dev.probity.launch.log;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

class LogStreamTest {

    @TempDir private Path directory;

    private PrintStream open(Path folder) {
        return new PrintStream(
                new LogStream(folder, new LogLimits(1_000, 3)), true, StandardCharsets.UTF_8);
    }

    private List<String> lines(Path folder) throws IOException {
        List<String> lines = new ArrayList<>();
        for (long number : new LogFiles(folder).numbers()) {
            lines.addAll(Files.readAllLines(new LogFiles(folder).path(number)));
        }
        return lines;
    }

    @Test
    void keepsTheLastLinesWholeAndNoMoreThanItsFilesHold() throws IOException {
        try (PrintStream stream = open(directory)) {
            for (int number = 0; number < 1_000; number++) {
                stream.print("line ä ");
                stream.println(number);
            }
        }
        List<String> lines = lines(directory);
        assertThat(lines).allMatch(line -> line.matches("line ä \\d+")).endsWith("line ä 999");
        assertThat(new LogFiles(directory).numbers()).hasSize(3);
        assertThat(String.join("\n", lines).length()).isBetween(2_000, 3_100);
    }

    @Test
    void takesALineWithoutEndInPieces() throws IOException {
        try (PrintStream stream = open(directory)) {
            stream.print("x".repeat(300_000));
        }
        assertThat(String.join("", lines(directory))).matches("x+").hasSizeLessThan(200_000);
    }

    @Test
    void goesOnAsSoonAsThereIsAFolderAgain() throws IOException {
        Path folder = Files.writeString(directory.resolve("run"), "a file stands in its place");
        try (PrintStream stream = open(folder)) {
            stream.println("lost");
            Files.delete(folder);
            stream.println("kept");
        }
        assertThat(lines(folder)).containsExactly("kept");
    }
}
