package dev.probity.cli.top;

/// Of a screen, in characters.
record Size(int rows, int columns) {
    /// Of a terminal that does not say.
    static final Size USUAL = new Size(24, 80);

    /// As much as there is, for a pipe.
    static final Size ENDLESS = new Size(Integer.MAX_VALUE, 120);
}
