package dev.probity.samples.inference.api;

import dev.probity.samples.inference.model.ModelKeeper;
import dev.probity.samples.inference.model.ModelKeeper.Outcome;
import dev.probity.samples.inference.model.ModelSlot;
import dev.probity.samples.inference.model.ServedModel;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/// `GET /model`: which version is served. `POST /model/reload`: look for a newer one now.
final class ModelPage {
    private static final int LONGEST_RELOAD = 120; // seconds

    private final ModelSlot slot;
    private final ModelKeeper keeper;
    private final String wanted;
    private final String token;

    /// @param wanted the reference, as it was written
    /// @param token who may reload; empty for nobody
    ModelPage(ModelSlot slot, ModelKeeper keeper, String wanted, String token) {
        this.slot = slot;
        this.keeper = keeper;
        this.wanted = wanted;
        this.token = token;
    }

    Map<String, Object> show() throws Problem {
        return fields(slot.peek().orElseThrow(() -> Problem.notReady("model_not_loaded")));
    }

    private Map<String, Object> fields(ServedModel model) {
        Map<String, Object> fields = new LinkedHashMap<>();
        fields.put("name", model.version().name());
        fields.put("version", model.version().version());
        fields.put("stage", model.version().stage());
        fields.put("wanted", wanted);
        fields.put("run_id", model.version().runId());
        fields.put("sha256", model.sha256());
        fields.put("loaded_at", model.loadedAt().toString());
        fields.put("source", model.version().source());
        fields.put("shape", model.signature().shape());
        fields.put("labels", model.signature().labels());
        return fields;
    }

    void reload(Call call) throws Problem, IOException, InterruptedException {
        requireToken(call);
        Outcome outcome;
        try {
            outcome = keeper.reload().get(LONGEST_RELOAD, TimeUnit.SECONDS);
        } catch (TimeoutException | ExecutionException late) {
            throw new Problem(504, "timeout", "the reload goes on; see /model", late);
        }
        switch (outcome) {
            case Outcome.Unchanged unused -> call.json(200, Map.of("result", "unchanged"));
            case Outcome.Replaced replaced ->
                    call.json(
                            200,
                            Map.of(
                                    "result",
                                    "reloaded",
                                    "version",
                                    replaced.model().version().version()));
            case Outcome.Failed failed ->
                    call.json(
                            502,
                            Map.of(
                                    "result",
                                    "failed",
                                    "reason",
                                    failed.reason(),
                                    "message",
                                    failed.message()));
        }
    }

    private void requireToken(Call call) throws Problem {
        if (token.isEmpty()) {
            throw new Problem(403, "forbidden", "reloading from outside is off; set RELOAD_TOKEN");
        }
        byte[] expected = ("Bearer " + token).getBytes(StandardCharsets.UTF_8);
        byte[] sent = call.header("Authorization").getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, sent)) { // takes as long for a near miss
            throw new Problem(401, "unauthorized", "send Authorization: Bearer RELOAD_TOKEN");
        }
    }
}
