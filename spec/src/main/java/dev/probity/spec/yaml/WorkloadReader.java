package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.CommandLine;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads what a service runs: a command of this machine or an image.
final class WorkloadReader {
    /// Stands for a workload that was reported.
    static final Workload UNREADABLE =
            new Workload.Unrunnable("nothing readable", "correct the file");

    private WorkloadReader() {}

    /// Nothing when the service says nothing to run.
    ///
    /// @param image what the service says about one
    /// @param runs false for an external service, which needs no workload
    static Optional<Located<Workload>> read(
            Fields fields, Optional<Located<Workload.Image>> image, boolean runs) {
        Optional<Value> command = fields.get("command");
        Optional<Value> arguments = fields.get("arguments", "args");
        List<String> words = command.map(WorkloadReader::words).orElse(List.of());
        List<String> more = arguments.map(WorkloadReader::words).orElse(List.of());
        if (image.isPresent()) {
            return image.map(found -> found.map(each -> each.running(words, more)));
        }
        refuseWhatOnlyImagesHave(fields);
        if (command.isEmpty() && arguments.isPresent() && runs) {
            arguments
                    .get()
                    .error(
                            SpecCode.NOTHING_TO_RUN,
                            fields.owner().name() + " has arguments and no \"command\"",
                            "give the program in \"command\"");
            return Optional.of(arguments.get().at(UNREADABLE));
        }
        return command.map(value ->
                value.at(words.isEmpty() ? UNREADABLE : new Workload.Command(joined(words, more))));
    }

    private static void refuseWhatOnlyImagesHave(Fields fields) {
        for (String key : ImageReader.KEYS) {
            fields.get(key)
                    .ifPresent(value ->
                            value.error(
                                    SpecCode.CONFLICT,
                                    "\""
                                            + key
                                            + "\" is for images, and "
                                            + fields.owner().name()
                                            + " has none",
                                    "leave out \"" + key + "\", or give an \"image\""));
        }
    }

    /// The words of a command: a list of them, or one line that is split.
    static List<String> words(Value value) {
        if (value.isScalar()) {
            return value.nonEmptyString()
                    .map(line -> CommandLine.split(value, line.value()))
                    .orElse(List.of());
        }
        if (!value.isList()) {
            value.reportKind("a list or a text");
            return List.of();
        }
        List<String> words =
                value.items().stream()
                        .flatMap(item -> item.string().stream())
                        .map(Located::value)
                        .toList();
        if (value.items().isEmpty()) {
            value.error(SpecCode.EMPTY_VALUE, value.name() + " has no words in it");
        }
        return words;
    }

    private static List<String> joined(List<String> words, List<String> more) {
        List<String> all = new ArrayList<>(words);
        all.addAll(more);
        return all;
    }
}
