package dev.probity.cli.terminal;

/// How data is printed: for people, or for programs.
public enum OutputFormat {
    TABLE,
    JSON,
    YAML;

    /// As the command line spells it.
    @Override
    public String toString() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
