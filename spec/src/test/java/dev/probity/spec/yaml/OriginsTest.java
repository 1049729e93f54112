package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.spec.Resolved;
import dev.probity.spec.diagnostics.Diagnostics;

import org.junit.jupiter.api.Test;

import java.util.List;
import java.util.regex.Pattern;

class OriginsTest {

    @Test
    void saysOfEachValueWhereItCameFrom() {
        Resolved resolved =
                GoldenCase.read(
                                """
                                x-fast: &fast {periodSeconds: 2}
                                services:
                                  web:
                                    command: web
                                    ports: [8080]
                                    envFile: web.env
                                    livenessProbe: {<<: *fast, httpGet: /live}
                                """,
                                new Diagnostics())
                        .orElseThrow();

        assertThat(ProbityYaml.writeWithOrigins(resolved))
                .isEqualTo(
                        """
                        name: shop                              # default of probity.yaml
                        services:
                          web:
                            command: [web]                      # p.yaml:4:14
                            workingDirectory: /srv/shop         # default of probity.yaml
                            env:
                              MODE: production                  # web.env:2:1
                              GREETING: "hello world"           # web.env:3:1
                              API_TOKEN: "***"                  # web.env:4:1
                            replicas: 1                         # default of probity.yaml
                            ports:
                              - containerPort: 8080             # p.yaml:5:13
                                port: 8080                      # p.yaml:5:13
                                protocol: http                  # default of probity.yaml
                                address: 127.0.0.1              # default of probity.yaml
                            livenessProbe:
                              httpGet:
                                port: 8080                      # default of probity.yaml
                                path: /live                     # p.yaml:7:41
                                scheme: HTTP                    # default of Kubernetes
                              initialDelaySeconds: 0            # default of Kubernetes
                              periodSeconds: 2                  # p.yaml:1:31
                              timeoutSeconds: 1                 # default of Kubernetes
                              successThreshold: 1               # default of Kubernetes
                              failureThreshold: 3               # default of Kubernetes
                            restartPolicy: Always               # default of probity.yaml
                            terminationGracePeriodSeconds: 30   # default of probity.yaml
                            drainLimitSeconds: 30               # default of probity.yaml
                            healthyBeforeReady: false           # default of probity.yaml
                        """);
    }

    @Test
    void knowsTheOriginOfEveryWrittenLine() {
        Pattern unexplained = Pattern.compile("^.*: (?!.*# ).+$", Pattern.MULTILINE);
        List<String> bare =
                GoldenCase.all().stream()
                        .filter(GoldenCase::isGood)
                        .map(golden -> golden.read(new Diagnostics()).orElseThrow())
                        .map(ProbityYaml::writeWithOrigins)
                        .flatMap(text -> unexplained.matcher(text).results())
                        .map(line -> line.group().strip())
                        .toList();

        // Headers are told with their handler.
        assertThat(bare).containsOnly("- name: X-Probe", "value: \"1\"");
    }
}
