package dev.probity.launch.environment;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.probity.engine.Incarnation;
import dev.probity.engine.ReplicaId;
import dev.probity.launch.LaunchPlan;
import dev.probity.spec.Container;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Workload;

import org.junit.jupiter.api.Test;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

class SurroundingsTest {

    private static final Incarnation INCARNATION =
            new Incarnation(new ReplicaId("web", 2), "web", "web_0e7fe12d-7");
    private static final Workload SERVE = new Workload.Command(List.of("serve", "--port={port}"));

    private static final Surroundings SURROUNDINGS =
            new Surroundings(
                    Map.of("HOME", "/root", "PORT", "1", "LANG", "C"),
                    "shop",
                    List.of(new OwnPort("http", 20_001), new OwnPort("grpc-api", 20_002)),
                    List.of(new OwnPort("8080", 20_001), new OwnPort("proxy", 20_003)),
                    List.of());

    private static LaunchPlan plan(Container container) {
        return SURROUNDINGS.plan(INCARNATION, container, (_, _, _) -> {});
    }

    @Test
    void tellsAReplicaWhoItIsAndWhichPortsItHas() {
        assertThat(plan(Specs.container(SERVE)).environment())
                .containsExactlyInAnyOrderEntriesOf(
                        Map.of(
                                "HOME", "/root",
                                "LANG", "C",
                                "PORT", "20001",
                                "PORT_HTTP", "20001",
                                "PORT_GRPC_API", "20002",
                                "APP_INSTANCE", "web_0e7fe12d-7",
                                "PROBITY_APPLICATION", "shop",
                                "PROBITY_SERVICE", "web",
                                "PROBITY_REPLICA", "web-2"));
    }

    @Test
    void namesPortsByTheirNumberAndThoseOfOtherProgramsOfTheReplica() {
        Container container =
                Specs.container(
                        new Workload.Command(List.of("serve", "{port:8080}", "{port:proxy}")));
        assertThat(plan(container).command()).containsExactly("serve", "20001", "20003");
        assertThat(plan(container).environment()).doesNotContainKey("PORT_PROXY");
    }

    @Test
    void putsVariablesThatAreSaidBeforeIntoOthers() {
        Container container =
                Specs.container(
                        SERVE,
                        new EnvironmentVariable("NAME", "{env:PROBITY_REPLICA}"),
                        new EnvironmentVariable("BOTH", "{env:NAME}:{port:grpc-api}{env:LATER}"),
                        new EnvironmentVariable("LATER", "x"));

        assertThat(plan(container).environment())
                .containsEntry("NAME", "web-2")
                .containsEntry("BOTH", "web-2:20002");
    }

    @Test
    void letsTheFileHaveTheLastWord() {
        Container container =
                Specs.container(
                        SERVE,
                        new EnvironmentVariable("LANG", "de"),
                        new EnvironmentVariable("LANG", "fr"),
                        new EnvironmentVariable("PORT", "3000"),
                        new EnvironmentVariable("URL", "http://*:{port}"));

        assertThat(plan(container).environment())
                .containsEntry("LANG", "fr")
                .containsEntry("PORT", "3000")
                .containsEntry("URL", "http://*:20001");
    }

    @Test
    void doesNotPassOnAPortThatProbityItselfWasGiven() {
        var surroundings =
                new Surroundings(Map.of("PORT", "5000"), "shop", List.of(), List.of(), List.of());
        Workload workload = new Workload.Command(List.of("work"));

        LaunchPlan plan =
                surroundings.plan(INCARNATION, Specs.container(workload), (_, _, _) -> {});

        assertThat(plan.environment()).doesNotContainKey("PORT");
    }

    @Test
    void fillsInThePortAndKeepsTheRest() {
        LaunchPlan plan = plan(Specs.container(SERVE));

        assertThat(plan.command()).containsExactly("serve", "--port=20001");
        assertThat(plan.workingDirectory()).isEqualTo(Path.of("/srv/app"));
        assertThat(plan.user()).contains("app");
    }

    @Test
    void saysWhyAnUnrunnableWorkloadIsNotLaunched() {
        var project = new Workload.Unrunnable("project", "install the .NET SDK");

        assertThatThrownBy(() -> plan(Specs.container(project)))
                .hasMessage("a project cannot run on this machine: install the .NET SDK");
    }
}
