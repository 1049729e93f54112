package dev.probity.samples.inference.model;

import org.jspecify.annotations.Nullable;

import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/// The version that requests get now. A new one takes its place between two requests; who has the
/// old one finishes with it.
public final class ModelSlot implements AutoCloseable {
    private final AtomicReference<@Nullable ServedModel> current = new AtomicReference<>();

    /// The current version, held; nothing before the first one is there. Release it afterwards.
    public Optional<ServedModel> hold() {
        while (true) {
            ServedModel model = current.get();
            if (model == null) {
                return Optional.empty();
            }
            if (model.hold()) {
                return Optional.of(model);
            }
            // It was replaced and let go between the two steps: there is another one now.
        }
    }

    /// To look at, not to run.
    public Optional<ServedModel> peek() {
        return Optional.ofNullable(current.get());
    }

    void replace(ServedModel next) {
        ServedModel before = current.getAndSet(next);
        if (before != null) {
            before.release();
        }
    }

    @Override
    public void close() {
        ServedModel last = current.getAndSet(null);
        if (last != null) {
            last.release();
        }
    }
}
