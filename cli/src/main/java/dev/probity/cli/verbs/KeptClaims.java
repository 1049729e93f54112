package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Terminal;
import dev.probity.deploy.manifest.ObjectName;

import java.util.List;
import java.util.stream.Collectors;

/// Says which claims on volumes stay where they are, because data is in them.
final class KeptClaims {
    private KeptClaims() {}

    /// @param names of all sorts of objects
    /// @param hint how they can be removed all the same
    static void tell(Terminal terminal, List<ObjectName> names, String hint) {
        String claims =
                names.stream()
                        .filter(name -> name.kind().holdsData())
                        .map(ObjectName::name)
                        .collect(Collectors.joining(", "));
        if (!claims.isEmpty()) {
            terminal.say("claims on volumes stay, with their data: " + claims + "; " + hint);
        }
    }
}
