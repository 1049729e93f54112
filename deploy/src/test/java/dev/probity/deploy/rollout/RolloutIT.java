package dev.probity.deploy.rollout;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.deploy.ApiServerTest;
import dev.probity.deploy.Deployer;
import dev.probity.deploy.TestApplications;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.manifest.Publication;
import dev.probity.deploy.rollout.Progress.State;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/// The test plays the controllers' part: it makes Pods, and patches status and events in.
class RolloutIT extends ApiServerTest {
    private static final Publication SHOP =
            Publication.of(
                    TestApplications.of(
                            """
                            name: shop
                            services:
                              web:
                                image: web
                                ports: [80]
                                readinessProbe: {httpGet: /ready}
                            """));

    private void status(int ready) throws IOException, InterruptedException {
        server().merge(
                        "/apis/apps/v1/namespaces/" + namespace() + "/deployments/web/status",
                        """
                        {"status": {"observedGeneration": 1, "replicas": 1, "updatedReplicas": 1,
                          "readyReplicas": %d, "availableReplicas": %d}}
                        """
                                .formatted(ready, ready));
    }

    private void pod() throws IOException, InterruptedException {
        server().post(
                        "/api/v1/namespaces/" + namespace() + "/pods",
                        """
                        {"apiVersion": "v1", "kind": "Pod", "metadata": {"name": "web-7c9-abcde",
                          "labels": {"app.kubernetes.io/name": "web",
                                     "app.kubernetes.io/part-of": "shop"}},
                         "spec": {"containers": [{"name": "web", "image": "web"}]}}
                        """);
    }

    private void podStatus(String ready, String started) throws IOException, InterruptedException {
        server().merge(
                        "/api/v1/namespaces/" + namespace() + "/pods/web-7c9-abcde/status",
                        """
                        {"status": {"phase": "Running", "podIP": "10.1.2.3",
                          "conditions": [{"type": "Ready", "status": "%s",
                            "lastTransitionTime": "2026-01-01T00:00:00Z"}],
                          "containerStatuses": [{"name": "web", "image": "web", "imageID": "",
                            "ready": %s, "restartCount": 2, "started": %s,
                            "state": {"running": {"startedAt": "2026-01-01T00:00:00Z"}}}]}}
                        """
                                .formatted(ready, ready.toLowerCase(Locale.ROOT), started));
    }

    private void event(String message) throws IOException, InterruptedException {
        server().post(
                        "/api/v1/namespaces/" + namespace() + "/events",
                        """
                        {"apiVersion": "v1", "kind": "Event",
                         "metadata": {"generateName": "web-"}, "type": "Warning",
                         "reason": "Unhealthy", "message": "%s",
                         "lastTimestamp": "2026-01-01T00:00:10Z",
                         "involvedObject": {"kind": "Pod", "name": "web-7c9-abcde",
                                            "namespace": "%s"}}
                        """
                                .formatted(message, namespace()));
    }

    @Test
    void followsUntilReadyAndGivesTheProbesWordsOnTheWay() throws Exception {
        try (Cluster cluster = cluster()) {
            new Deployer(cluster).apply(SHOP, new Cluster.Mode(false, false), _ -> {});
            status(0);
            pod();
            podStatus("False", "true");
            event("Readiness probe failed: HTTP probe failed with statuscode: 503");
            List<Progress> told = new ArrayList<>();
            List<Progress> end =
                    new Rollout(cluster, progress -> becomeReady(told, progress))
                            .follow(SHOP, Duration.ofSeconds(30));
            assertThat(end).containsExactly(new Progress("web", State.DONE, 1, 1, ""));
            assertThat(told.getFirst())
                    .hasToString(
                            "web: 0 of 1 ready; Readiness probe failed: HTTP probe failed with"
                                    + " statuscode: 503");
        }
    }

    /// As soon as somebody has seen that it is not.
    private void becomeReady(List<Progress> told, Progress progress) {
        told.add(progress);
        try {
            status(1);
        } catch (IOException | InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void givesUpOnAnImageThatCannotBeFetchedLongBeforeTimeIsOver() throws Exception {
        try (Cluster cluster = cluster()) {
            new Deployer(cluster).apply(SHOP, new Cluster.Mode(false, false), _ -> {});
            status(0);
            pod();
            server().merge(
                            "/api/v1/namespaces/" + namespace() + "/pods/web-7c9-abcde/status",
                            """
                            {"status": {"phase": "Pending", "containerStatuses": [{"name": "web",
                              "image": "web", "imageID": "", "ready": false, "restartCount": 0,
                              "state": {"waiting": {"reason": "ImagePullBackOff",
                                "message": "Back-off pulling image \\"web\\""}}}]}}
                            """);
            List<Progress> told = new ArrayList<>();
            List<Progress> end =
                    new Rollout(cluster, told::add, Duration.ofMillis(10))
                            .follow(SHOP, Duration.ofMinutes(1));
            assertThat(told)
                    .extracting(Progress::state)
                    .containsExactly(State.UNDER_WAY, State.FAILED);
            assertThat(end.getFirst())
                    .hasToString(
                            "web: 0 of 1 ready; ImagePullBackOff: Back-off pulling image \"web\"");
        }
    }

    @Test
    void endsWhenTimeIsOver() throws Exception {
        try (Cluster cluster = cluster()) {
            new Deployer(cluster).apply(SHOP, new Cluster.Mode(false, false), _ -> {});
            List<Progress> end = new Rollout(cluster, _ -> {}).follow(SHOP, Duration.ofMillis(10));
            assertThat(end).containsExactly(new Progress("web", State.UNDER_WAY, 0, 1, ""));
        }
    }

    @Test
    void failsWhenSomebodyRemovesItMeanwhile() throws Exception {
        try (Cluster cluster = cluster()) {
            List<Progress> end = new Rollout(cluster, _ -> {}).follow(SHOP, Duration.ofSeconds(30));
            assertThat(end).extracting(Progress::state).containsExactly(State.FAILED);
        }
    }

    @Test
    void listsPodsInTheWordsOfReplicas() throws Exception {
        try (Cluster cluster = cluster()) {
            pod();
            podStatus("False", "true");
            event("Readiness probe failed: HTTP probe failed with statuscode: 503");
            ClusterStatus.Replica replica = ClusterStatus.of(cluster, "shop").getFirst();
            assertThat(replica.service()).isEqualTo("web");
            assertThat(replica.state().name()).isEqualTo("HEALTHY");
            assertThat(replica.inRotation()).isFalse();
            assertThat(replica.restarts()).isEqualTo(2);
            assertThat(replica.probes()).endsWith("statuscode: 503");
            podStatus("True", "true");
            assertThat(ClusterStatus.of(cluster, "shop").getFirst().inRotation()).isTrue();
        }
    }
}
