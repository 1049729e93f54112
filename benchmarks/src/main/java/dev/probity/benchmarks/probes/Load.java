package dev.probity.benchmarks.probes;

/// Probes a number of targets once each second, until it is closed.
interface Load extends AutoCloseable {

    void start();

    @Override
    void close();
}
