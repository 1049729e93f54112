package dev.probity.dialects.tye.file;

/// Texts of a file as messages repeat them.
public final class Quoted {
    /// Longer texts say nothing in a message.
    private static final int LONGEST = 60;

    private Quoted() {}

    public static String of(String text) {
        String line = text.replaceAll("\\s+", " ");
        return '"' + (line.length() > LONGEST ? line.substring(0, LONGEST) + "…" : line) + '"';
    }
}
