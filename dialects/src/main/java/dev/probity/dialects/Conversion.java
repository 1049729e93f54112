package dev.probity.dialects;

import java.util.List;

/// An application in the words of another tool.
///
/// @param text the whole file
/// @param losses what the file does not say any more
public record Conversion(String text, List<Loss> losses) {
    public Conversion {
        losses = List.copyOf(losses);
    }
}
