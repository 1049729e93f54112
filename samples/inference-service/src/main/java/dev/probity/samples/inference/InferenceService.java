package dev.probity.samples.inference;

import com.sun.net.httpserver.HttpServer;

import dev.probity.health.Check;
import dev.probity.health.Group;
import dev.probity.health.Health;
import dev.probity.health.HealthBuilder;
import dev.probity.health.Phase;
import dev.probity.health.Schedule;
import dev.probity.health.Shutdown;
import dev.probity.health.Standing;
import dev.probity.health.Status;
import dev.probity.health.Switch;
import dev.probity.health.checks.Checks;
import dev.probity.health.http.Details;
import dev.probity.health.http.Endpoints;
import dev.probity.health.jdk.HealthHandler;
import dev.probity.health.jdk.HealthServer;
import dev.probity.health.prometheus.HealthCollector;
import dev.probity.health.prometheus.MetricsPage;
import dev.probity.health.stuck.Canary;
import dev.probity.health.stuck.Deadlocks;
import dev.probity.health.stuck.Progress;
import dev.probity.samples.inference.api.Api;
import dev.probity.samples.inference.api.Predictions;
import dev.probity.samples.inference.model.ModelKeeper;
import dev.probity.samples.inference.model.ModelOrigin;
import dev.probity.samples.inference.model.ModelSlot;
import dev.probity.samples.inference.model.ModelStation;
import dev.probity.samples.inference.model.Predictor;
import dev.probity.samples.inference.model.ServedModel;

import io.prometheus.metrics.model.registry.PrometheusRegistry;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.BooleanSupplier;

/// The service: its parts, and the order in which they start and stop.
final class InferenceService implements AutoCloseable {
    static final String NAME = "inference-service";

    private static final Duration STALLED = Duration.ofSeconds(60); // twice the usual timeout
    private static final Duration HANGS = Duration.ofSeconds(30);
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Settings settings;
    private final ServiceState state = new ServiceState(Instant.now());
    private final Switch model = Switch.off("model", "model_not_loaded");
    private final ErrorWindow errors;
    private final Progress progress = Progress.stalledAfter(STALLED);
    private final ModelSlot slot = new ModelSlot();
    private final Optional<StoreClient> store;
    private final Predictor predictor;
    private final Uploads uploads;
    private final Health health;
    private final ServiceMetrics metrics;
    private final ModelKeeper keeper;
    private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
    private final HttpServer server;
    private final Optional<HealthServer> management;
    private final Shutdown shutdown;

    /// Listens at once, and gets its model in the background.
    static InferenceService start(Settings settings) throws IOException {
        InferenceService service = new InferenceService(settings);
        service.server.start();
        service.keeper.start();
        return service;
    }

    private InferenceService(Settings settings) throws IOException {
        this.settings = settings;
        errors = new ErrorWindow(settings.errors(), System::nanoTime);
        store = settings.store().map(each -> new StoreClient(each.bucket()));
        predictor = new Predictor(settings.limits(), progress);
        uploads = new Uploads(settings, store);
        ModelStation station = new ModelStation(origin(), settings.place(), slot, predictor);
        health = checked();
        PrometheusRegistry registry = new PrometheusRegistry();
        metrics = metrics(registry);
        uploads.watchedBy(metrics);
        keeper = new ModelKeeper(station, settings.times().poll(), new Loading());
        Endpoints endpoints = endpoints(registry);
        registry.register(new HealthCollector(endpoints));
        Http.tune();
        server =
                HttpServer.create(
                        Http.address(settings.listening().host(), settings.listening().port()),
                        Http.BACKLOG);
        server.createContext("/", new HealthHandler(endpoints, api()));
        server.setExecutor(threads);
        management =
                settings.listening().management().isEmpty()
                        ? Optional.empty()
                        : Optional.of(
                                HealthServer.start(
                                        Http.address(
                                                settings.listening().host(),
                                                settings.listening().management().get()),
                                        endpoints));
        shutdown = shutdown();
    }

    private ModelOrigin origin() {
        return new ModelOrigin(
                settings.model(),
                settings.name(),
                settings.registry().map(Settings.Registry::address),
                store.map(each -> each),
                settings.times().delay());
    }

    private Health checked() {
        HealthBuilder builder =
                Health.named(NAME).startup(settings.times().startup()).readiness(model);
        settings.registry()
                .filter(registry -> registry.policy() != Settings.Policy.OFF)
                .ifPresent(registry -> builder.readiness(check(registry)));
        settings.store()
                .filter(each -> each.policy() != Settings.Policy.OFF)
                .ifPresent(each -> builder.readiness(check(each)));
        return builder.readiness(Check.local("errors", errors))
                .liveness(Check.local("deadlock", new Deadlocks()))
                .liveness(Check.local("inference", progress))
                .liveness(Check.local("threads", Canary.inVirtualThreads(HANGS)))
                .start();
    }

    private static Check check(Settings.Registry registry) {
        Check check =
                Checks.mlflow(
                                "mlflow",
                                registry.address().uri(),
                                registry.address().authorization())
                        .on(Schedule.every(registry.every()).downAfter(3));
        return registry.policy() == Settings.Policy.ADVISORY ? check.advisory() : check;
    }

    private static Check check(Settings.Store store) {
        Check check =
                Checks.s3("s3", store.bucket()).on(Schedule.every(store.every()).downAfter(2));
        return store.policy() == Settings.Policy.ADVISORY ? check.advisory() : check;
    }

    private ServiceMetrics metrics(PrometheusRegistry registry) {
        return new ServiceMetrics(
                registry,
                new ServiceMetrics.Names(settings.name(), settings.stage()),
                new ServiceMetrics.Readings(
                        state, slot, predictor, model::isOn, isUp("mlflow"), isUp("s3")));
    }

    /// Nothing when there is no such check.
    private Optional<BooleanSupplier> isUp(String check) {
        boolean present = health.standings().stream().anyMatch(each -> each.name().equals(check));
        return present
                ? Optional.of(() -> standing(check).status() == Status.UP)
                : Optional.empty();
    }

    private Standing standing(String check) {
        return health.standings().stream()
                .filter(each -> each.name().equals(check))
                .findFirst()
                .orElseThrow();
    }

    private Endpoints endpoints(PrometheusRegistry registry) {
        var builder =
                Endpoints.builder(health)
                        .fact(
                                Group.LIVENESS,
                                "startup_time",
                                () -> TIME.format(state.startupTime()))
                        .fact(Group.READINESS, "model_loaded", model::isOn)
                        .fact(Group.READINESS, "predictions_served", state::predictionCount)
                        .fact(Group.READINESS, "errors", state::errorCount)
                        .fact(
                                Group.READINESS,
                                "last_prediction",
                                () -> state.lastPredictionTime().map(TIME::format).orElse(null))
                        .page("/metrics", new MetricsPage(registry, Duration.ofMillis(100)));
        isUp("mlflow")
                .ifPresent(accessible ->
                        builder.fact(
                                Group.READINESS, "mlflow_accessible", accessible::getAsBoolean));
        if (!settings.tokens().details().isEmpty()) {
            builder.details(new Details.ForBearer(settings.tokens().details()));
        }
        return builder.build();
    }

    private Api api() {
        Predictions predictions =
                new Predictions(
                        slot,
                        predictor,
                        settings.batch(),
                        new Counting(state, errors, metrics, uploads));
        return new Api(
                predictions,
                keeper,
                new Api.Identity(
                        settings.listening().instance(),
                        settings.model().toString(),
                        settings.tokens().reload()),
                metrics::answered);
    }

    /// What the keeper tells becomes health and metrics.
    private final class Loading implements ModelKeeper.Events {
        @Override
        public void phase(Phase phase) {
            health.startup().phase(phase);
        }

        @Override
        public void loaded(ServedModel loaded, Duration took, boolean first) {
            metrics.loaded(took.toNanos() / 1e9, first);
            model.on();
            health.startup().complete();
        }

        @Override
        public void failed(ModelKeeper.Outcome.Failed failure, boolean first) {
            if (first) {
                health.startup().failed(failure.reason());
            } else {
                metrics.reloadFailed();
            }
        }
    }

    /// What takes requests first, what they need last; sessions are closed when nobody runs them.
    private Shutdown shutdown() {
        Duration grace = settings.times().grace();
        return Shutdown.of(health)
                .drain(settings.times().drain())
                .grace(grace)
                .then("keeper", keeper::close)
                .then("http", () -> server.stop((int) Math.max(1, grace.toSeconds() / 2)))
                .then("predictor", predictor::close)
                .then("uploads", uploads::close)
                .then("model", slot::close)
                .then("store", () -> store.ifPresent(StoreClient::close))
                .then("threads", threads::shutdownNow)
                .then("management", () -> management.ifPresent(HealthServer::close));
    }

    int port() {
        return server.getAddress().getPort();
    }

    int managementPort() {
        return management.orElseThrow().port();
    }

    Health health() {
        return health;
    }

    ServiceState state() {
        return state;
    }

    Shutdown stopping() {
        return shutdown;
    }

    /// At once, without a drain.
    @Override
    public void close() {
        shutdown.now();
        if (!shutdown.run()) {
            throw new IllegalStateException("something of the service did not stop");
        }
    }
}
