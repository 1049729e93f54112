package dev.probity.cli.top;

import java.io.IOException;
import java.io.InputStream;
import java.util.Optional;

/// What a press of a key means.
enum Key {
    UP,
    DOWN,
    PAGE_UP,
    PAGE_DOWN,
    ENTER,
    BACK,
    MORE,
    LESS,
    LEAVE;

    private static final int ESCAPE = 27;

    /// Waits for the next one that means something.
    ///
    /// @return empty at the end of the input
    static Optional<Key> read(InputStream input) throws IOException {
        while (true) {
            int letter = input.read();
            Optional<Key> key =
                    switch (letter) {
                        case -1, 'q', 'Q', 3, 4 -> Optional.of(LEAVE); // 3 and 4: Ctrl-C, Ctrl-D
                        case 'k' -> Optional.of(UP);
                        case 'j' -> Optional.of(DOWN);
                        case '\r', '\n', 'l' -> Optional.of(ENTER);
                        case 'h', 127, 8 -> Optional.of(BACK);
                        case '+' -> Optional.of(MORE);
                        case '-' -> Optional.of(LESS);
                        case ESCAPE -> Optional.of(sequence(input));
                        default -> Optional.empty();
                    };
            if (key.isPresent()) {
                return letter < 0 ? Optional.empty() : key;
            }
        }
    }

    /// A terminal sends the letters of one key at once, so Escape alone is followed by nothing.
    private static Key sequence(InputStream input) throws IOException {
        if (input.available() == 0) {
            return BACK;
        }
        int kind = input.read();
        if (kind != '[' && kind != 'O') {
            return BACK;
        }
        int letter = input.read();
        if (letter == '5' || letter == '6') {
            var _ = input.read(); // ~
        }
        return switch (letter) {
            case 'A' -> UP;
            case 'B' -> DOWN;
            case 'C' -> ENTER;
            case '5' -> PAGE_UP;
            case '6' -> PAGE_DOWN;
            default -> BACK;
        };
    }
}
