package dev.probity.launch.port;

/// A process that listens on a port.
///
/// @param name the program's, as the system shows it
public record PortOwner(long pid, String name) {

    /// As it is put into messages: `pid 4121 (python3)`.
    @Override
    public String toString() {
        return "pid " + pid + " (" + name + ")";
    }
}
