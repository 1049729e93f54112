package dev.probity.cli.terminal;

import dev.probity.spec.diagnostics.Spelling;

import picocli.CommandLine.ITypeConverter;
import picocli.CommandLine.TypeConversionException;

import java.util.List;

/// One of a few words, in whichever case.
///
/// @param words each by its `toString`, as the command line spells it
public record WordOption<T>(List<T> words) implements ITypeConverter<T> {

    public WordOption {
        words = List.copyOf(words);
    }

    /// @param words all there are
    public WordOption(T[] words) {
        this(List.of(words));
    }

    @Override
    public T convert(String text) {
        return words.stream()
                .filter(word -> word.toString().equalsIgnoreCase(text))
                .findFirst()
                .orElseThrow(() -> new TypeConversionException(problem(text)));
    }

    private String problem(String text) {
        List<String> known = words.stream().map(Object::toString).toList();
        String guess =
                Spelling.nearest(text, known)
                        .map(near -> "; did you mean " + near + "?")
                        .orElse("");
        return "'" + text + "' is not one of " + String.join(", ", known) + guess;
    }
}
