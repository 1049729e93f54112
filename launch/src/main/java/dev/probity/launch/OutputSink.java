package dev.probity.launch;

import dev.probity.engine.Incarnation;

import java.util.List;

/// Takes the output of incarnations. Each stream is written by a thread of its own.
@FunctionalInterface
public interface OutputSink {

    /// What was read at one go, in order. It returns soon and throws nothing: as long as it takes,
    /// the program is not read from.
    void write(Incarnation incarnation, Output stream, List<OutputLine> lines);
}
