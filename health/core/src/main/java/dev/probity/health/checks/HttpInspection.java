package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.net.URI;
import java.util.Map;

record HttpInspection(URI uri) implements Inspection {
    HttpInspection {
        Calls.requireHttp(uri);
    }

    @Override
    public Result inspect(Attempt attempt) {
        try {
            int status = Calls.send("GET", uri, Map.of(), attempt).status();
            Result result =
                    status >= 200 && status < 400 ? Result.up() : Result.down("http_status");
            return result.with("http_status", status);
        } catch (IOException problem) {
            return Result.down("http_not_accessible", problem);
        }
    }
}
