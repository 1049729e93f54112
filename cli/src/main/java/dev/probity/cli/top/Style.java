package dev.probity.cli.top;

/// How a piece of a line looks. Colour only underlines what the words say already.
enum Style {
    PLAIN(""),
    STRONG("1"),
    FAINT("2"),
    GOOD("32"),
    /// Not yet, and that is well.
    WAITING("33"),
    BAD("31"),
    CHOSEN("7");

    private final String code;

    Style(String code) {
        this.code = code;
    }

    String of(String text) {
        return this == PLAIN || text.isEmpty() ? text : "\033[" + code + "m" + text + "\033[0m";
    }
}
