package dev.probity.cli.wiring;

import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.OptionalInt;
import java.util.function.IntConsumer;

/// SIGINT, SIGTERM and SIGHUP as requests. A shutdown hook would not do: the second Ctrl-C has a
/// meaning of its own, and the JVM lets only the first one through.
///
/// The JDK's class for it is supported but warned of in a way that no annotation silences, so it is
/// called by name.
final class StopSignals {
    private static final List<String> NAMES = List.of("INT", "TERM", "HUP");
    private static final long ONE_REQUEST = 300_000_000; // ns; nobody asks twice as fast as that

    private StopSignals() {}

    /// @param request gets how many have come, 1 for the first
    static void handle(IntConsumer request) {
        Requests requests = new Requests();
        try {
            Class<?> signal = Class.forName("sun.misc.Signal");
            Class<?> handler = Class.forName("sun.misc.SignalHandler");
            Object counting =
                    Proxy.newProxyInstance(
                            StopSignals.class.getClassLoader(),
                            new Class<?>[] {handler},
                            (_, method, _) -> {
                                if (method.getName().equals("handle")) {
                                    requests.another(System.nanoTime()).ifPresent(request);
                                }
                                return null;
                            });
            for (String name : NAMES) {
                register(signal, handler, name, counting);
            }
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("jdk.unsupported has these since Java 9", e);
        }
    }

    private static void register(Class<?> signal, Class<?> handler, String name, Object counting)
            throws ReflectiveOperationException {
        try {
            Object number = signal.getConstructor(String.class).newInstance(name);
            signal.getMethod("handle", signal, handler).invoke(null, number, counting);
        } catch (InvocationTargetException e) {
            // Windows has no SIGHUP, and a JVM under -Xrs leaves all of them to others.
            if (!(e.getCause() instanceof IllegalArgumentException)) {
                throw e;
            }
        }
    }

    /// Counts requests. A signal to a process group comes twice to its leader when the sender names
    /// both, as `timeout` does: that is one request.
    private static final class Requests {
        private int count;
        private long last;

        synchronized OptionalInt another(long now) {
            boolean same = count > 0 && now - last < ONE_REQUEST;
            last = now;
            return same ? OptionalInt.empty() : OptionalInt.of(++count);
        }
    }
}
