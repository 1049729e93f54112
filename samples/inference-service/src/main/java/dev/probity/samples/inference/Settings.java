package dev.probity.samples.inference;

import dev.probity.health.checks.S3Bucket;
import dev.probity.samples.inference.model.ModelOrigin;
import dev.probity.samples.inference.model.ModelReference;
import dev.probity.samples.inference.model.ModelStation;
import dev.probity.samples.inference.model.Predictor;
import dev.probity.samples.inference.upload.LogUploads;

import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/// Everything that can be set, by environment variables. README.md has the table.
///
/// @param stage what the label `stage` of metrics says
/// @param batch how many items one request may have
/// @param errors the share of failed requests from which on no more are taken; 0 for never
record Settings(
        Listening listening,
        ModelReference model,
        String name,
        String stage,
        Optional<Registry> registry,
        Optional<Store> store,
        Optional<LogUploads.Target> log,
        ModelStation.Place place,
        Predictor.Limits limits,
        int batch,
        double errors,
        Times times,
        Tokens tokens) {

    /// What the failure of something outside means.
    enum Policy {
        /// Not ready.
        REQUIRED,
        /// Ready, and DEGRADED.
        ADVISORY,
        /// It is not looked at.
        OFF
    }

    /// When a prediction is put into the bucket.
    enum Upload {
        OFF,
        /// After the answer; dropped when too many wait.
        ASYNC,
        /// Before the answer, which fails when it cannot be.
        SYNC
    }

    /// @param management a port of its own for health; nothing for the same one
    record Listening(String host, int port, Optional<Integer> management, String instance) {}

    record Registry(ModelOrigin.Registry address, Policy policy, Duration every) {}

    record Store(S3Bucket bucket, Policy policy, Duration every, Upload upload) {}

    /// @param poll between two looks for a newer version; zero for never
    /// @param delay how long a download is drawn out
    record Times(Duration startup, Duration poll, Duration delay, Duration drain, Duration grace) {}

    /// @param details for whoever may see details of health
    /// @param reload for whoever may have the model reloaded
    record Tokens(String details, String reload) {
        @Override
        public String toString() {
            return "Tokens[withheld]";
        }
    }

    /// @throws IllegalArgumentException with everything that is wrong, a line each
    static Settings read(Map<String, String> environment) {
        Variables from = new Variables(environment);
        String name = from.text("MODEL_NAME", "cifar10-model");
        Optional<Registry> registry = registry(from);
        Optional<Store> store = store(from);
        ModelReference model = model(from, name);
        if (model instanceof ModelReference.Registered && registry.isEmpty()) {
            from.problem(
                    model
                            + " is in a registry; set MLFLOW_TRACKING_URI, or name a file with"
                            + " MODEL_URI=file:///PATH");
        }
        if (model instanceof ModelReference.InBucket && store.isEmpty()) {
            from.problem(model + " is in a bucket; set S3_ENDPOINT");
        }
        Settings settings =
                new Settings(
                        listening(from),
                        model,
                        model instanceof ModelReference.Registered wanted ? wanted.name() : name,
                        model instanceof ModelReference.ByStage by ? by.stage() : "None",
                        registry,
                        store,
                        log(from),
                        new ModelStation.Place(
                                cache(from, environment), from.whole("INTRA_OP_THREADS", 1, 1, 64)),
                        limits(from),
                        from.whole("MAX_BATCH_SIZE", 32, 1, 1_024),
                        from.share("MAX_ERROR_RATE", 0.5),
                        times(from),
                        new Tokens(from.token("HEALTH_TOKEN"), from.token("RELOAD_TOKEN")));
        from.check();
        return settings;
    }

    private static Listening listening(Variables from) {
        int management = from.whole("MANAGEMENT_PORT", -1, 0, 65_535);
        return new Listening(
                from.text("HOST", "127.0.0.1"),
                from.whole("PORT", 8000, 0, 65_535),
                management < 0 ? Optional.empty() : Optional.of(management),
                from.text("APP_INSTANCE", "inference-service"));
    }

    /// An address wins over a version, a version over an alias, an alias over a stage.
    private static ModelReference model(Variables from, String name) {
        Optional<String> uri = from.text("MODEL_URI");
        if (uri.isPresent()) {
            try {
                return ModelReference.parse(uri.get());
            } catch (IllegalArgumentException unreadable) {
                from.problem("MODEL_URI: " + unreadable.getMessage());
            }
        }
        Optional<String> version = from.text("MODEL_VERSION");
        if (version.isPresent()) {
            if (!version.get().matches("\\d+")) {
                from.wrong("MODEL_VERSION", version.get(), "a number, such as 3");
            }
            return new ModelReference.ByVersion(name, version.get());
        }
        Optional<String> alias = from.text("MODEL_ALIAS");
        return alias.isPresent()
                ? new ModelReference.ByAlias(name, alias.get())
                : new ModelReference.ByStage(name, from.text("MODEL_STAGE", "Production"));
    }

    private static Optional<Registry> registry(Variables from) {
        Policy policy = from.word("MLFLOW_POLICY", Policy.REQUIRED);
        Duration every = from.seconds("MLFLOW_CHECK_SECONDS", 5, 0.1);
        String authorization = authorization(from);
        return from.http("MLFLOW_TRACKING_URI")
                .map(uri ->
                        new Registry(new ModelOrigin.Registry(uri, authorization), policy, every));
    }

    private static String authorization(Variables from) {
        Optional<String> token = from.text("MLFLOW_TRACKING_TOKEN");
        if (token.isPresent()) {
            return "Bearer " + token.get();
        }
        return from.text("MLFLOW_TRACKING_USERNAME")
                .map(user -> user + ":" + from.text("MLFLOW_TRACKING_PASSWORD", ""))
                .map(pair -> pair.getBytes(StandardCharsets.UTF_8))
                .map(pair -> "Basic " + Base64.getEncoder().encodeToString(pair))
                .orElse("");
    }

    private static Optional<Store> store(Variables from) {
        Optional<URI> endpoint = from.http("S3_ENDPOINT");
        Policy policy = from.word("S3_POLICY", Policy.REQUIRED);
        Duration every = from.seconds("S3_CHECK_SECONDS", 10, 0.1);
        Upload upload = from.word("S3_UPLOAD", Upload.ASYNC);
        boolean pathStyle = from.truth("S3_PATH_STYLE", true);
        if (endpoint.isEmpty()) {
            return Optional.empty();
        }
        S3Bucket.Credentials credentials =
                new S3Bucket.Credentials(
                        from.text("S3_ACCESS_KEY", ""), from.text("S3_SECRET_KEY", ""));
        if (credentials.accessKey().isEmpty() || credentials.secretKey().isEmpty()) {
            from.problem("S3_ENDPOINT is set; S3_ACCESS_KEY and S3_SECRET_KEY have to be too");
        }
        try {
            S3Bucket bucket =
                    new S3Bucket(
                            endpoint.get(),
                            from.text("S3_REGION", "us-east-1"),
                            from.text("S3_BUCKET", "predictions"),
                            credentials,
                            pathStyle);
            return Optional.of(new Store(bucket, policy, every, upload));
        } catch (IllegalArgumentException wrong) {
            from.problem("S3_BUCKET: " + wrong.getMessage());
            return Optional.empty();
        }
    }

    private static Optional<LogUploads.Target> log(Variables from) {
        Set<String> defects = Set.copyOf(orElse(from.list("DEFECT_CLASSES"), List.of("truck")));
        double threshold = from.share("DEFECT_THRESHOLD", 0.5);
        String token = from.text("LOG_API_KEY", "");
        String device = from.text("EDGE_DEVICE_ID", from.text("APP_INSTANCE", "inference-service"));
        return from.http("LOGGING_ENDPOINT")
                .map(uri -> new LogUploads.Target(uri, token, device, defects, threshold));
    }

    private static List<String> orElse(List<String> list, List<String> usual) {
        return list.isEmpty() ? usual : list;
    }

    /// Below the user's own cache: libraries are loaded from it, so nobody else may write there.
    private static Path cache(Variables from, Map<String, String> environment) {
        Optional<String> chosen = from.text("MODEL_CACHE_DIR");
        if (chosen.isPresent()) {
            return Path.of(chosen.get()).toAbsolutePath();
        }
        String base = environment.getOrDefault("XDG_CACHE_HOME", "");
        Path caches =
                base.isEmpty()
                        ? Path.of(System.getProperty("user.home", "."), ".cache")
                        : Path.of(base);
        return caches.resolve("probity/inference-service").toAbsolutePath();
    }

    private static Predictor.Limits limits(Variables from) {
        return new Predictor.Limits(
                from.whole("INFERENCE_THREADS", Runtime.getRuntime().availableProcessors(), 1, 256),
                from.whole("MAX_QUEUE", 256, 1, 100_000),
                from.seconds("INFERENCE_TIMEOUT", 30, 0.001));
    }

    private static Times times(Variables from) {
        return new Times(
                from.seconds("STARTUP_DEADLINE", 150, 1),
                from.seconds("MODEL_POLL_SECONDS", 30, 0),
                from.seconds("LOAD_DELAY_SECONDS", 0, 0),
                from.seconds("DRAIN_SECONDS", 5, 0),
                from.seconds("GRACE_SECONDS", 20, 0));
    }
}
