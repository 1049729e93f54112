package dev.probity.deploy.manifest;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;

import dev.probity.deploy.TestApplications;
import dev.probity.spec.Application;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.Optional;

class PublicationTest {
    private static final String YAML =
            """
            name: shop
            services:
              web:
                image: web:1
                replicas: 2
                user: "1000"
                ports: [8080]
                resources: {cpu: 500m}
                env: {API_TOKEN: abc}
                readinessProbe: {httpGet: /ready}
                autoscaling: {maxReplicas: 5, targetCPUUtilizationPercentage: 70}
                disruptionBudget: {maxUnavailable: 50%}
                securityContext: {fsGroup: 2000, capabilities: {add: [NET_BIND_SERVICE]}}
              db:
                image: db:1
                disruptionBudget: {minAvailable: 1}
            """;

    private static final Application SHOP = TestApplications.of(YAML);

    private static JsonNode object(Publication publication, ObjectKind kind, String name) {
        return publication.manifests().stream()
                .filter(manifest -> manifest.name().equals(new ObjectName(kind, name)))
                .findFirst()
                .orElseThrow()
                .json();
    }

    @Test
    void isTheSameBytesEveryTime() {
        assertThat(Publication.of(SHOP).text())
                .isEqualTo(Publication.of(TestApplications.of(YAML)).text());
    }

    @Test
    void leavesTheNumberOfReplicasToTheAutoscaler() {
        Publication shop = Publication.of(SHOP);
        assertThat(object(shop, ObjectKind.DEPLOYMENT, "web").path("spec").has("replicas"))
                .isFalse();
        assertThat(object(shop, ObjectKind.DEPLOYMENT, "db").path("spec").path("replicas").asInt())
                .isEqualTo(1);
        JsonNode scaler = object(shop, ObjectKind.HORIZONTAL_POD_AUTOSCALER, "web").path("spec");
        assertThat(scaler.path("minReplicas").asInt()).isEqualTo(2);
        assertThat(scaler.path("maxReplicas").asInt()).isEqualTo(5);
        assertThat(scaler.path("metrics").get(0).path("resource").path("target").toString())
                .isEqualTo("{\"type\":\"Utilization\",\"averageUtilization\":70}");
    }

    @Test
    void writesAShareAsTextAndACountAsNumber() {
        Publication shop = Publication.of(SHOP);
        JsonNode share = object(shop, ObjectKind.POD_DISRUPTION_BUDGET, "web").path("spec");
        assertThat(share.path("maxUnavailable").isTextual()).isTrue();
        JsonNode count = object(shop, ObjectKind.POD_DISRUPTION_BUDGET, "db").path("spec");
        assertThat(count.path("minAvailable").isInt()).isTrue();
    }

    @Test
    void givesNobodyMoreRightsThanItAsksFor() {
        JsonNode pod =
                object(Publication.of(SHOP), ObjectKind.DEPLOYMENT, "web")
                        .at("/spec/template/spec");
        assertThat(pod.path("automountServiceAccountToken").asBoolean(true)).isFalse();
        assertThat(pod.at("/securityContext/seccompProfile/type").asText())
                .isEqualTo("RuntimeDefault");
        assertThat(pod.at("/securityContext/fsGroup").asInt()).isEqualTo(2000);
        JsonNode context = pod.at("/containers/0/securityContext");
        assertThat(context.path("runAsUser").asInt()).isEqualTo(1000);
        assertThat(context.path("runAsNonRoot").asBoolean()).isTrue();
        assertThat(context.path("allowPrivilegeEscalation").asBoolean(true)).isFalse();
        assertThat(context.path("capabilities").toString())
                .isEqualTo("{\"add\":[\"NET_BIND_SERVICE\"],\"drop\":[\"ALL\"]}");
    }

    @Test
    void dropsNothingFromAnImageThatMayStartAsRoot() {
        JsonNode context =
                object(Publication.of(SHOP), ObjectKind.DEPLOYMENT, "db")
                        .at("/spec/template/spec/containers/0/securityContext");
        assertThat(context.toString()).isEqualTo("{\"allowPrivilegeEscalation\":false}");
    }

    @Test
    void saysWhereProbesAsk() {
        Application named =
                TestApplications.of(
                        "services: {web: {image: web, ports: [{name: http, port: 80, containerPort:"
                                + " 8080}], livenessProbe: {httpGet: {path: /, port: http}}}}");
        assertThat(
                        object(Publication.of(named), ObjectKind.DEPLOYMENT, "web")
                                .at("/spec/template/spec/containers/0/livenessProbe/httpGet/port")
                                .asText())
                .isEqualTo("8080");
    }

    @Test
    void marksEveryObjectAsItsOwn() {
        Publication placed = Publication.of(SHOP.at(Optional.empty(), Optional.of("staging")));
        assertThat(placed.manifests())
                .isNotEmpty()
                .allSatisfy(manifest -> {
                    JsonNode metadata = manifest.json().path("metadata");
                    assertThat(metadata.path("namespace").asText()).isEqualTo("staging");
                    assertThat(metadata.path("labels").path(Publication.MANAGED_BY).asText())
                            .isEqualTo("probity");
                    assertThat(metadata.path("labels").path(Publication.PART_OF).asText())
                            .isEqualTo("shop");
                });
    }

    @Test
    void isAFileForEachObject() {
        assertThat(Publication.of(SHOP).files().keySet())
                .containsExactlyElementsOf(
                        List.of(
                                "configmap-shop-services.yaml",
                                "deployment-db.yaml",
                                "deployment-web.yaml",
                                "horizontalpodautoscaler-web.yaml",
                                "poddisruptionbudget-db.yaml",
                                "poddisruptionbudget-web.yaml",
                                "secret-web.yaml",
                                "service-web.yaml"));
    }
}
