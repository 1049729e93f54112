package dev.probity.benchmarks.health;

import dev.probity.health.Group;
import dev.probity.health.Report;
import dev.probity.health.http.Answer;
import dev.probity.health.http.Request;

import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.State;
import org.openjdk.jmh.annotations.TearDown;

import java.io.IOException;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/// One look at the snapshot, and one answer made from it.
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class SnapshotBenchmark {
    private final SickService service = new SickService();
    private final Request ready = Request.get("/ready");
    private final Request livez = Request.get("/livez");

    @TearDown
    public void stop() throws IOException {
        service.close();
    }

    @Benchmark
    public Report report() {
        return service.health.report(Group.READINESS);
    }

    @Benchmark
    public Optional<Answer> answerReady() {
        return service.endpoints.answer(ready);
    }

    @Benchmark
    public Optional<Answer> answerLivez() {
        return service.endpoints.answer(livez);
    }
}
