package dev.probity.gateway.net;

import java.util.HashSet;
import java.util.Set;
import java.util.function.Consumer;

/// All that is open on one loop.
public final class Connections {
    private final Set<Connection> open = new HashSet<>();

    public void add(Connection connection) {
        open.add(connection);
    }

    public void remove(Connection connection) {
        open.remove(connection);
    }

    public int count() {
        return open.size();
    }

    /// Safe while the action closes and so removes connections.
    public void each(Consumer<Connection> action) {
        for (Connection connection : open.toArray(new Connection[0])) {
            action.accept(connection);
        }
    }
}
