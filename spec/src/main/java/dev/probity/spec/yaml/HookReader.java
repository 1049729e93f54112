package dev.probity.spec.yaml;

import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;
import dev.probity.spec.written.WrittenHandler;
import dev.probity.spec.written.WrittenHook;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Reads `preStop`: one of exec, httpGet and sleep.
final class HookReader {

    private HookReader() {}

    static Optional<Located<WrittenHook>> read(Optional<Value> value, Ports ports) {
        return value.flatMap(found ->
                found.mapping(fields -> hook(fields, new HandlerReader(ports)))
                        .flatMap(hook -> hook));
    }

    private static Optional<Located<WrittenHook>> hook(Fields fields, HandlerReader handlers) {
        List<Located<WrittenHook>> hooks = new ArrayList<>();
        Optional<Value> exec = fields.get("exec");
        Optional<Value> httpGet = fields.get("httpGet");
        Optional<Value> sleep = fields.get("sleep");
        exec.flatMap(HandlerReader::exec).map(HookReader::hook).ifPresent(hooks::add);
        httpGet.flatMap(handlers::httpGet).map(HookReader::hook).ifPresent(hooks::add);
        sleep.flatMap(HookReader::sleep).ifPresent(hooks::add);
        if (exec.isEmpty() && httpGet.isEmpty() && sleep.isEmpty()) {
            fields.owner()
                    .error(
                            SpecCode.MISSING_KEY,
                            fields.owner().name() + " needs \"exec\", \"httpGet\" or \"sleep\"");
        }
        if (hooks.size() > 1) {
            fields.owner()
                    .error(
                            SpecCode.CONFLICT,
                            fields.owner().name()
                                    + " can be only one of \"exec\", \"httpGet\" and \"sleep\"");
        }
        return hooks.stream().findFirst();
    }

    private static Located<WrittenHook> hook(Located<WrittenHandler> handler) {
        return handler.map(action ->
                switch (action) {
                    case WrittenHandler.Exec exec -> new WrittenHook.Exec(exec);
                    case WrittenHandler.HttpGet get -> new WrittenHook.HttpGet(get);
                    case WrittenHandler.TcpSocket _, WrittenHandler.Grpc _ ->
                            throw new IllegalStateException("no hook: " + action);
                });
    }

    /// Seconds, or a mapping that holds them.
    private static Optional<Located<WrittenHook>> sleep(Value value) {
        Optional<Located<Duration>> duration =
                value.isScalar()
                        ? value.seconds(0)
                        : value.mapping(fields ->
                                        fields.required("seconds")
                                                .flatMap(seconds -> seconds.seconds(0)))
                                .flatMap(found -> found);
        return duration.map(found -> value.at(new WrittenHook.Sleep(found)));
    }
}
