package dev.probity.spec;

/// Where a value came from.
public sealed interface Origin {

    /// In the text of a file. Line and column count from 1.
    record Position(String file, int line, int column) implements Origin {
        @Override
        public String toString() {
            return file + ":" + line + ":" + column;
        }
    }

    /// Nobody wrote it.
    ///
    /// @param rule whose default it is, such as `Kubernetes` or `Tye`
    record Default(String rule) implements Origin {
        @Override
        public String toString() {
            return "default of " + rule;
        }
    }

    /// Given outside of files, such as on the command line or in the environment.
    record Outside(String source) implements Origin {
        @Override
        public String toString() {
            return source;
        }
    }
}
