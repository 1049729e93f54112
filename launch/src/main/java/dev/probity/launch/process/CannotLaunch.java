package dev.probity.launch.process;

/// Why a program cannot be started, in words for the user.
final class CannotLaunch extends Exception {

    CannotLaunch(String reason) {
        super(reason, null, false, false);
    }

    String reason() {
        return String.valueOf(getMessage());
    }
}
