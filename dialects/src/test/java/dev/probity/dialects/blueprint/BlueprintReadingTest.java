package dev.probity.dialects.blueprint;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.TestFiles;
import dev.probity.spec.Application;
import dev.probity.spec.Dependency;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Handler;
import dev.probity.spec.Probe;
import dev.probity.spec.ProbeType;
import dev.probity.spec.RestartPolicy;
import dev.probity.spec.Service;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class BlueprintReadingTest {

    private static String recipe(String keys) {
        return """
        {"recipe_mode": "service", "deployment_name": "llm", "recipe_image_uri": "vllm:1",
         "recipe_container_port": "8000", %s "recipe_replica_count": 1}
        """
                .formatted(keys.isEmpty() ? "" : keys + ",");
    }

    private static Service service(String keys) {
        return TestFiles.application("blueprint", recipe(keys)).services().getFirst();
    }

    @ParameterizedTest(name = "{0} probe with a path alone")
    @CsvSource({
        "STARTUP, recipe_startup_probe_params, 10, 2, 1, 1, 30",
        "LIVENESS, recipe_liveness_probe_params, 600, 600, 1, 1, 3",
        "READINESS, recipe_readiness_probe_params, 15, 10, 2, 1, 3"
    })
    void givesAProbeTheControlPlanesNumbers(
            ProbeType type,
            String key,
            int delay,
            int period,
            int timeout,
            int successes,
            int failures) {
        Probe probe =
                service("\"" + key + "\": {\"endpoint_path\": \"/health\"}")
                        .main()
                        .probe(type)
                        .orElseThrow();

        assertThat(probe.initialDelay()).hasSeconds(delay);
        assertThat(probe.period()).hasSeconds(period);
        assertThat(probe.timeout()).hasSeconds(timeout);
        assertThat(probe.successThreshold()).isEqualTo(successes);
        assertThat(probe.failureThreshold()).isEqualTo(failures);
        assertThat(probe.handler())
                .isInstanceOfSatisfying(
                        Handler.HttpGet.class,
                        get -> {
                            assertThat(get.port()).isEqualTo(new Handler.PortRef.Numbered(8000));
                            assertThat(get.path()).isEqualTo("/health");
                        });
    }

    @Test
    void letsAZeroBeAZero() {
        Probe probe =
                service(
                                "\"recipe_liveness_probe_params\": {\"endpoint_path\": \"/\","
                                        + " \"initial_delay_seconds\": 0, \"period_seconds\": 0}")
                        .main()
                        .livenessProbe()
                        .orElseThrow();

        assertThat(probe.initialDelay()).isZero();
        assertThat(probe.period()).as("Kubernetes' own default").hasSeconds(10);
    }

    @Test
    void asksForAConnectionWhereTheSchemeIsTcp() {
        assertThat(
                        service(
                                        "\"recipe_startup_probe_params\": {\"scheme\": \"TCP\","
                                                + " \"port\": 7687}")
                                .main()
                                .startupProbe()
                                .map(Probe::handler))
                .contains(
                        new Handler.TcpSocket(
                                java.util.Optional.empty(), new Handler.PortRef.Numbered(7687)));
    }

    @Test
    void findsTheServiceAtPort80() {
        assertThat(service("").bindings().getFirst().port()).hasValue(80);
        assertThat(service("\"recipe_host_port\": \"9000\"").bindings().getFirst().port())
                .hasValue(9000);
    }

    @Test
    void runsAJobUntilItSucceeds() {
        String job = recipe("").replace("\"service\"", "\"job\"");

        assertThat(TestFiles.application("blueprint", job).services().getFirst().restartPolicy())
                .isEqualTo(RestartPolicy.ON_FAILURE);
    }

    @Test
    void readsARecipeThatRunsNothing() {
        String pool =
                "{\"recipe_mode\": \"shared_node_pool\", \"deployment_name\": \"H100 pool\","
                        + " \"shared_node_pool_size\": 2}";

        assertThat(TestFiles.application("blueprint", pool).services().getFirst().main().workload())
                .isInstanceOfSatisfying(
                        Workload.Unrunnable.class,
                        nothing -> assertThat(nothing.kind()).isEqualTo("shared_node_pool"));
    }

    @Test
    void tellsTheMembersOfAGroupWhereTheOthersAre() {
        Application group =
                TestFiles.application(
                        "blueprint",
                        """
                        {"deployment_group": {"name": "g", "deployments": [
                          {"name": "db", "exports": ["internal_dns_name"], "recipe": %s},
                          {"name": "web_app", "depends_on": ["db"], "recipe": %s}]}}
                        """
                                .formatted(
                                        recipe(""),
                                        recipe(
                                                """
                                                "recipe_container_env": [
                                                  {"key": "HOST", "value": "${db.internal_dns_name}"},
                                                  {"key": "URL", "value": "http://${db.internal_dns_name}/v1"},
                                                  {"key": "OTHER", "value": "$${db.internal_dns_name}:9000"},
                                                  {"key": "N", "value": 3}]
                                                """)));

        Service web = group.services().get(1);
        assertThat(web.name()).isEqualTo("web-app");
        assertThat(web.dependsOn())
                .containsExactly(new Dependency("db", Dependency.Condition.READY));
        assertThat(web.main().environment())
                .containsExactly(
                        new EnvironmentVariable("HOST", "{service:db:host}"),
                        new EnvironmentVariable(
                                "URL", "http://{service:db:host}:{service:db:port}/v1"),
                        new EnvironmentVariable("OTHER", "{service:db:host}:9000"),
                        new EnvironmentVariable("N", "3"));
        assertThat(web.bindings().getFirst().port()).as("80 is db's").isEmpty();
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "recipe_startup_probe_params": {"endpont_path": "/"}          | error: unknown key "endpont_path" in recipe_startup_probe_params; did you mean "endpoint_path"?
                    "recipe_startup_probe_params": {"endpoint_path": "/", "period_seconds": 1.5} | error: recipe_startup_probe_params.period_seconds is "1.5", which is not a whole number
                    "recipe_startup_probe_params": {"endpoint_path": "/", "success_threshold": 2} | must be 1
                    "recipe_container_env": [{"name": "A", "value": "b"}]         | recipe_container_env[0] needs "key"
                    "recipe_host_port": 80                                        | warning: recipe_host_port is a number, where a text is wanted
                    "recipe_host_prt": "80"                                       | warning: unknown key "recipe_host_prt"
                    "recipe_startup_probe_params": {}                             | warning: recipe_startup_probe_params has no "endpoint_path"; "/" is asked
                    "recipe_additional_ingress_ports": [{"port_name": "x", "port": 1, "path": "/"}] | 'port_name' was unexpected
                    "pvcs": {}                                                    | "pvcs" has no effect here: nothing is mounted
                    "recipe_node_shape": "BM.GPU.H100.8"                          | note: recipe_node_shape: only the cloud has a use for that
                    """)
    void saysWhatIsWrongOrLost(String keys, String message) {
        assertThat(TestFiles.lines(TestFiles.read("blueprint", recipe(keys)))).contains(message);
    }

    @Test
    void warnsOfAProbeThatAsksAnotherPortThanTheContainers() {
        String text =
                recipe("\"recipe_readiness_probe_params\": {\"endpoint_path\": \"/\"}")
                        .replace("8000", "3000");

        assertThat(TestFiles.lines(TestFiles.read("blueprint", text)))
                .contains("the probe asks port 8000")
                .contains("write \"port\": 3000");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            textBlock =
                    """
                    "exports": ["dns"]                        | Export not available: "dns"
                    "depends_on": ["dbb"]                     | dbb
                    "dependson": []                           | did you mean "depends_on"?
                    """)
    void saysWhatIsWrongWithAMember(String keys, String message) {
        String text =
                "{\"deployment_group\": {\"name\": \"g\", \"deployments\": [{\"name\": \"db\", "
                        + keys
                        + ", \"recipe\": "
                        + recipe("")
                        + "}]}}";

        assertThat(TestFiles.lines(TestFiles.read("blueprint", text)))
                .contains(": error: ")
                .contains(message);
    }
}
