package dev.probity.deploy;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.Deployer.Applied;
import dev.probity.deploy.Deployer.Change;
import dev.probity.deploy.ObjectDifference.Line;
import dev.probity.deploy.cluster.Cluster;
import dev.probity.deploy.cluster.ClusterProblem;
import dev.probity.deploy.cluster.ClusterProblem.Conflict;
import dev.probity.deploy.cluster.ClusterProblem.Kind;
import dev.probity.deploy.manifest.ObjectKind;
import dev.probity.deploy.manifest.ObjectName;
import dev.probity.deploy.manifest.Publication;

import org.junit.jupiter.api.Test;

import java.util.ArrayList;
import java.util.List;

/// Server-side apply, ownership, differences and removal, as a real API server does them.
class DeployerIT extends ApiServerTest {
    private static final Cluster.Mode PLAIN = new Cluster.Mode(false, false);
    private static final ObjectName WEB = new ObjectName(ObjectKind.DEPLOYMENT, "web");

    private static Publication shop(String version, int replicas) {
        return Publication.of(
                TestApplications.of(
                        """
                        name: shop
                        services:
                          web:
                            image: web:%s
                            replicas: %d
                            ports: [8080]
                            env: {API_TOKEN: abc}
                            livenessProbe: {httpGet: /lively, periodSeconds: 5}
                            readinessProbe: {httpGet: /ready}
                          db: {image: db, ports: [5432/tcp], disruptionBudget: {minAvailable: 1}}
                        ingress: {ports: [8000], rules: [{path: /, service: web}]}
                        """
                                .formatted(version, replicas)));
    }

    private static List<Applied> apply(Cluster cluster, Publication publication)
            throws ClusterProblem {
        List<Applied> applied = new ArrayList<>();
        new Deployer(cluster).apply(publication, PLAIN, applied::add);
        return applied;
    }

    @Test
    void createsThenLeavesUnchangedThenChanges() throws Exception {
        try (Cluster cluster = cluster()) {
            assertThat(apply(cluster, shop("1", 2)))
                    .hasSize(8)
                    .allMatch(applied -> applied.change() == Change.CREATED);
            assertThat(apply(cluster, shop("1", 2)))
                    .allMatch(applied -> applied.change() == Change.UNCHANGED);
            assertThat(apply(cluster, shop("2", 2)))
                    .filteredOn(applied -> applied.change() == Change.CHANGED)
                    .extracting(Applied::name)
                    .containsExactly(WEB);
        }
    }

    @Test
    void aDryRunChangesNothing() throws Exception {
        try (Cluster cluster = cluster()) {
            List<Applied> applied = new ArrayList<>();
            new Deployer(cluster).apply(shop("1", 2), new Cluster.Mode(false, true), applied::add);
            assertThat(applied).allMatch(each -> each.change() == Change.CREATED);
            assertThat(cluster.get(WEB)).isEmpty();
        }
    }

    @Test
    void keepsTheProbesNumberForNumber() throws Exception {
        try (Cluster cluster = cluster()) {
            apply(cluster, shop("1", 2));
            JsonNode live = cluster.get(WEB).orElseThrow().at("/spec/template/spec/containers/0");
            assertThat(live.path("livenessProbe").path("periodSeconds").asInt()).isEqualTo(5);
            assertThat(live.path("readinessProbe").path("failureThreshold").asInt()).isEqualTo(3);
        }
    }

    @Test
    void namesTheOwnerOfAConflictAndTakesOverWhenForced() throws Exception {
        try (Cluster cluster = cluster()) {
            apply(cluster, shop("1", 2));
            server().apply(
                            "/" + ObjectKind.DEPLOYMENT.path(namespace()) + "/web",
                            "operator",
                            """
                            {"apiVersion": "apps/v1", "kind": "Deployment",
                             "metadata": {"name": "web"}, "spec": {"replicas": 7}}
                            """);
            Deployer deployer = new Deployer(cluster);
            List<ClusterProblem> problems = deployer.check(shop("1", 3), false);
            assertThat(problems).hasSize(1);
            assertThat(problems.getFirst().kind()).isEqualTo(Kind.CONFLICT);
            assertThat(problems.getFirst().conflicts())
                    .containsExactly(new Conflict("operator", ".spec.replicas"));
            assertThat(problems.getFirst())
                    .hasMessage(
                            "deployment web: .spec.replicas is operator's; --force-conflicts takes"
                                    + " it over");
            assertThat(deployer.check(shop("1", 3), true)).isEmpty();
            deployer.apply(shop("1", 3), new Cluster.Mode(true, false), _ -> {});
            assertThat(cluster.get(WEB).orElseThrow().at("/spec/replicas").asInt()).isEqualTo(3);
        }
    }

    @Test
    void saysWhatWouldDiffer() throws Exception {
        try (Cluster cluster = cluster()) {
            Deployer deployer = new Deployer(cluster);
            assertThat(deployer.differences(shop("1", 2)))
                    .hasSize(8)
                    .allMatch(found -> found instanceof ObjectDifference.New);
            apply(cluster, shop("1", 2));
            assertThat(deployer.differences(shop("1", 2))).isEmpty();
            assertThat(deployer.differences(shop("2", 3)))
                    .containsExactly(
                            new ObjectDifference.Changed(
                                    WEB,
                                    List.of(
                                            new Line("spec.replicas", "2", "3"),
                                            new Line(
                                                    "spec.template.spec.containers[web].image",
                                                    "web:1",
                                                    "web:2"))));
        }
    }

    @Test
    void prunesOnlyWhatItMade() throws Exception {
        try (Cluster cluster = cluster()) {
            apply(cluster, shop("1", 2));
            server().post(
                            "/api/v1/namespaces/" + namespace() + "/configmaps",
                            """
                            {"apiVersion": "v1", "kind": "ConfigMap", "metadata": {
                             "name": "copied", "labels": {"app.kubernetes.io/part-of": "shop",
                               "app.kubernetes.io/managed-by": "probity"}}}
                            """);
            Publication less =
                    Publication.of(
                            TestApplications.of("name: shop\nservices: {web: {image: web:1}}"));
            Deployer deployer = new Deployer(cluster);
            List<ObjectName> obsolete = deployer.obsolete(less);
            assertThat(obsolete)
                    .contains(
                            new ObjectName(ObjectKind.DEPLOYMENT, "db"),
                            new ObjectName(ObjectKind.POD_DISRUPTION_BUDGET, "db"),
                            new ObjectName(ObjectKind.SERVICE, "web"))
                    .doesNotContain(WEB, new ObjectName(ObjectKind.CONFIG_MAP, "copied"));
            deployer.remove(obsolete, _ -> {});
            assertThat(deployer.obsolete(less)).isEmpty();
            assertThat(cluster.get(new ObjectName(ObjectKind.DEPLOYMENT, "db"))).isEmpty();
            assertThat(cluster.get(WEB)).isPresent();
        }
    }

    @Test
    void removesEverythingAgain() throws Exception {
        try (Cluster cluster = cluster()) {
            apply(cluster, shop("1", 2));
            Deployer deployer = new Deployer(cluster);
            assertThat(deployer.made("shop")).hasSize(8);
            deployer.remove(deployer.made("shop"), _ -> {});
            assertThat(deployer.made("shop")).isEmpty();
            deployer.remove(List.of(WEB), _ -> {});
        }
    }

    @Test
    void forgetsASecretThatIsNotInTheFileAnyMore() throws Exception {
        String text = "name: shop\nservices: {web: {image: web, env: {A_TOKEN: a%s}}}";
        ObjectName secret = new ObjectName(ObjectKind.SECRET, "web");
        try (Cluster cluster = cluster()) {
            apply(cluster, Publication.of(TestApplications.of(text.formatted(", B_TOKEN: b"))));
            assertThat(cluster.get(secret).orElseThrow().path("data").path("B_TOKEN").asText())
                    .isEqualTo("Yg==");
            apply(cluster, Publication.of(TestApplications.of(text.formatted(""))));
            assertThat(cluster.get(secret).orElseThrow().path("data").has("B_TOKEN")).isFalse();
        }
    }

    @Test
    void tellsWhatValidationRefuses() throws Exception {
        try (Cluster cluster = cluster()) {
            var manifest =
                    shop("1", 2).manifests().stream()
                            .filter(each -> each.name().equals(WEB))
                            .findFirst()
                            .orElseThrow();
            manifest.json().withObject("/spec").put("replicas", -1);
            assertThatThrownBy(() -> cluster.apply(manifest, PLAIN))
                    .isInstanceOf(ClusterProblem.class)
                    .hasMessageStartingWith("deployment web: the API server refuses it: ")
                    .hasMessageContaining("spec.replicas");
        }
    }

    @Test
    void refusesAFieldThatTheServerDoesNotKnow() throws Exception {
        try (Cluster cluster = cluster()) {
            var manifest = shop("1", 2).manifests().get(2);
            manifest.json().put("surprise", 1);
            assertThatThrownBy(() -> cluster.apply(manifest, PLAIN))
                    .isInstanceOf(ClusterProblem.class)
                    .hasMessageContaining("surprise");
        }
    }

    private static Publication stateful(String size) {
        return Publication.of(
                TestApplications.of(
                        """
                        name: shop
                        services:
                          db:
                            image: db
                            replicas: 2
                            ports: [5432/tcp]
                            volumes:
                              - {volume: data, mountPath: /data, size: %s, storageClass: fast}
                              - files:/files
                          web: {image: web, volumes: [files:/files]}
                        """
                                .formatted(size)));
    }

    /// As the controller of StatefulSets makes it: with the labels of the template.
    private void claim(String name, String service) throws Exception {
        server().post(
                        "/api/v1/namespaces/" + namespace() + "/persistentvolumeclaims",
                        """
                        {"apiVersion": "v1", "kind": "PersistentVolumeClaim", "metadata": {
                         "name": "%s", "labels": {"app.kubernetes.io/part-of": "shop",
                           "app.kubernetes.io/managed-by": "probity",
                           "app.kubernetes.io/name": "%s", "probity.dev/volume": "data"}},
                         "spec": {"accessModes": ["ReadWriteOnce"],
                                  "resources": {"requests": {"storage": "1Gi"}}}}
                        """
                                .formatted(name, service));
    }

    @Test
    void appliesAStatefulSetTwiceWithoutAChange() throws Exception {
        try (Cluster cluster = cluster()) {
            assertThat(new Deployer(cluster).check(stateful("1Gi"), false)).isEmpty();
            assertThat(apply(cluster, stateful("1Gi")))
                    .extracting(Applied::name)
                    .contains(
                            new ObjectName(ObjectKind.STATEFUL_SET, "db"),
                            new ObjectName(ObjectKind.SERVICE, "db-headless"),
                            new ObjectName(ObjectKind.PERSISTENT_VOLUME_CLAIM, "shop-files"));
            assertThat(apply(cluster, stateful("1Gi")))
                    .allMatch(applied -> applied.change() == Change.UNCHANGED);
            assertThat(new Deployer(cluster).differences(stateful("1Gi"))).isEmpty();
        }
    }

    @Test
    void saysHowTheVolumesOfAStatefulSetAreChanged() throws Exception {
        try (Cluster cluster = cluster()) {
            apply(cluster, stateful("1Gi"));
            assertThat(new Deployer(cluster).check(stateful("2Gi"), false))
                    .extracting(ClusterProblem::text)
                    .singleElement()
                    .asString()
                    .startsWith("statefulset db: the API server refuses it: ")
                    .endsWith(
                            "; the volumes of a StatefulSet cannot be changed: `probity undeploy`"
                                    + " keeps their claims, then deploy again");
        }
    }

    @Test
    void knowsTheClaimsThatAStatefulSetMakes() throws Exception {
        ObjectName made = new ObjectName(ObjectKind.PERSISTENT_VOLUME_CLAIM, "data-db-0");
        try (Cluster cluster = cluster()) {
            apply(cluster, stateful("1Gi"));
            claim("data-db-0", "db");
            claim("somebodys-0", "db");
            Deployer deployer = new Deployer(cluster);
            assertThat(deployer.made("shop"))
                    .contains(
                            made, new ObjectName(ObjectKind.PERSISTENT_VOLUME_CLAIM, "shop-files"))
                    .doesNotContain(
                            new ObjectName(ObjectKind.PERSISTENT_VOLUME_CLAIM, "somebodys-0"));
            assertThat(deployer.obsolete(stateful("1Gi"))).isEmpty();
            assertThat(deployer.obsolete(shop("1", 2)))
                    .contains(made, new ObjectName(ObjectKind.STATEFUL_SET, "db"));
            assertThat(deployer.differences(shop("1", 2)))
                    .extracting(ObjectDifference::name)
                    .doesNotContain(made);
        }
    }

    @Test
    void makesAJobThatHasChangedAnew() throws Exception {
        String text = "name: shop\nservices: {migrate: {image: \"web:%s\", restartPolicy: Never}}";
        Publication first = Publication.of(TestApplications.of(text.formatted("1")));
        Publication second = Publication.of(TestApplications.of(text.formatted("2")));
        ObjectName job = new ObjectName(ObjectKind.JOB, "migrate");
        try (Cluster cluster = cluster()) {
            apply(cluster, first);
            assertThat(apply(cluster, first)).containsExactly(new Applied(job, Change.UNCHANGED));
            String before = cluster.get(job).orElseThrow().at("/metadata/uid").asText();
            Deployer deployer = new Deployer(cluster);
            assertThat(deployer.check(second, false)).isEmpty();
            assertThat(deployer.differences(second))
                    .containsExactly(
                            new ObjectDifference.Changed(
                                    job,
                                    List.of(
                                            new Line(
                                                    "spec.template.spec.containers[migrate].image",
                                                    "web:1",
                                                    "web:2"))));
            assertThat(apply(cluster, second)).containsExactly(new Applied(job, Change.REPLACED));
            assertThat(cluster.get(job).orElseThrow().at("/metadata/uid").asText())
                    .isNotEqualTo(before);
        }
    }
}
