package dev.probity.conformance.action;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.conformance.Layer;
import dev.probity.engine.Effect;
import dev.probity.engine.Event.AttemptFinished;
import dev.probity.engine.WorkerId;
import dev.probity.probes.ExecRunner;
import dev.probity.probes.NetworkProber;
import dev.probity.probes.wire.Transport;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/// Makes real attempts against real servers.
public final class ActionLayer implements Layer {

    /// Three tries of a generous timeout; an attempt that takes longer is lost.
    private static final int ATTEMPT_SECONDS = 120;

    private static final Set<String> KNOWN =
            Set.of("id", "layer", "title", "rules", "upstream", "input", "expect", "requires");

    @Override
    public List<String> mismatches(JsonNode scenario) {
        try {
            Fields.allow(scenario, "case", KNOWN);
            return act(scenario.path("input"), scenario.path("expect"));
        } catch (MalformedCase e) {
            return List.of(String.valueOf(e.getMessage()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> act(JsonNode scriptedInput, JsonNode scriptedExpect)
            throws IOException {
        try (Servers servers = Servers.start(scriptedInput.path("servers"))) {
            ActionInput input = ActionInput.of(servers.ports().in(scriptedInput));
            Expectation expectation = new Expectation(servers.ports().in(scriptedExpect));
            if (!input.needsProcess()) {
                return expectation.mismatches(
                        input,
                        new Observation(attempts(input, NO_RUNNER), servers.visits(), () -> true));
            }
            try (CommandHost host = CommandHost.start(input.target().environment())) {
                return expectation.mismatches(
                        input,
                        new Observation(
                                attempts(input, host),
                                servers.visits(),
                                () -> host.processesOfCommands() == 0));
            }
        }
    }

    private static final ExecRunner NO_RUNNER =
            (incarnation, command, limit, outputLimit, ended) -> {
                throw new IllegalStateException("no command in this case");
            };

    private static List<AttemptFinished> attempts(ActionInput input, ExecRunner runner) {
        List<AttemptFinished> attempts = new ArrayList<>();
        try (Surroundings _ = new Surroundings(input.proxies());
                NetworkProber prober = NetworkProber.start(Transport.best(), 1, runner)) {
            for (int number = 1; number <= input.repeat(); number++) {
                CompletableFuture<AttemptFinished> finished = new CompletableFuture<>();
                WorkerId worker =
                        new WorkerId(
                                CommandHost.INCARNATION.replica(), input.container(), input.type());
                prober.make(
                        new Effect.MakeAttempt(
                                number, worker, CommandHost.INCARNATION, input.probe()),
                        input.target(),
                        finished::complete);
                attempts.add(finished.orTimeout(ATTEMPT_SECONDS, TimeUnit.SECONDS).join());
            }
        }
        return attempts;
    }
}
