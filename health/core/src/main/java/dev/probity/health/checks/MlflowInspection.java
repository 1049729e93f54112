package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

/// @param authorization the header's value; empty for none
record MlflowInspection(URI trackingUri, String authorization) implements Inspection {
    private static final String CALL = "/api/2.0/mlflow/registered-models/search?max_results=1";

    MlflowInspection {
        Calls.requireHttp(trackingUri);
    }

    @Override
    public Result inspect(Attempt attempt) {
        Map<String, String> headers =
                authorization.isEmpty() ? Map.of() : Map.of("Authorization", authorization);
        try {
            Calls.Answered answer =
                    Calls.send("GET", Calls.below(trackingUri, CALL), headers, attempt);
            return judge(answer).with("http_status", answer.status());
        } catch (IOException problem) {
            return Result.down("mlflow_not_accessible", problem);
        }
    }

    /// A server of 3.5 or later refuses host names that it was not told of, with 403 and these
    /// words.
    private static Result judge(Calls.Answered answer) {
        return switch (answer.status()) {
            case 200 -> Result.up();
            case 401 -> Result.down("mlflow_access_denied");
            case 403 ->
                    answer.body().contains("Invalid Host header")
                            ? Result.down("mlflow_host_not_allowed")
                            : Result.down("mlflow_access_denied");
            default -> Result.down("mlflow_not_accessible");
        };
    }

    @Override
    public String toString() {
        return "MlflowInspection[" + trackingUri + "]";
    }
}
