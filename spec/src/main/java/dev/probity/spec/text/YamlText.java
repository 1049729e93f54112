package dev.probity.spec.text;

import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;

import java.util.List;
import java.util.Optional;

/// Reads YAML 1.2, and with it JSON, into {@link Node}s.
public final class YamlText {

    /// What the key `<<` means.
    public enum MergeKeys {
        FOLLOWED,
        /// A key like any other.
        PLAIN
    }

    private YamlText() {}

    /// All documents of the text that could be read.
    public static List<Node> documents(
            Source source, MergeKeys mergeKeys, Diagnostics diagnostics) {
        if (source.text().length() > Source.MAX_BYTES) {
            diagnostics.error(
                    SpecCode.TOO_LARGE,
                    new Origin.Position(source.name(), 1, 1),
                    "the text has "
                            + source.text().length()
                            + " characters; the most is "
                            + Source.MAX_BYTES);
            return List.of();
        }
        return new Composer(source, mergeKeys, diagnostics).documents();
    }

    /// The only document of the text. A second one is an error.
    public static Optional<Node> document(
            Source source, MergeKeys mergeKeys, Diagnostics diagnostics) {
        int errorsBefore = diagnostics.errors();
        List<Node> documents = documents(source, mergeKeys, diagnostics);
        if (documents.isEmpty() && diagnostics.errors() == errorsBefore) {
            diagnostics.error(
                    SpecCode.EMPTY,
                    new Origin.Position(source.name(), 1, 1),
                    "there is nothing in the file");
        }
        if (documents.size() > 1) {
            diagnostics.error(
                    SpecCode.MORE_DOCUMENTS,
                    documents.get(1).position(),
                    "a second document begins here",
                    "one file holds one application");
        }
        return documents.stream().findFirst();
    }
}
