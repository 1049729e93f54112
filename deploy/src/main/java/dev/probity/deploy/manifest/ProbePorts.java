package dev.probity.deploy.manifest;

import dev.probity.spec.output.Output;
import dev.probity.spec.output.Output.Branch;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/// Probes of a workload by the numbers of their ports. A cluster takes names as well, but shows
/// them as they are: `http-get http://:80/ready` says where, `http://:http/ready` does not.
final class ProbePorts {
    private static final List<String> PROBES =
            List.of("startupProbe", "livenessProbe", "readinessProbe");

    private ProbePorts() {}

    static void number(Branch object) {
        child(object, "spec")
                .flatMap(spec -> child(spec, "template"))
                .flatMap(template -> child(template, "spec"))
                .flatMap(pod ->
                        Stream.concat(items(pod, "initContainers"), items(pod, "containers")))
                .forEach(ProbePorts::container);
    }

    private static void container(Branch container) {
        Map<Object, Object> numbers = new HashMap<>();
        items(container, "ports")
                .forEach(port ->
                        leaf(port, "name")
                                .forEach(name ->
                                        leaf(port, "containerPort")
                                                .forEach(number -> numbers.put(name, number))));
        PROBES.stream()
                .flatMap(probe -> child(container, probe))
                .flatMap(probe -> Stream.concat(child(probe, "httpGet"), child(probe, "tcpSocket")))
                .forEach(handler ->
                        leaf(handler, "port")
                                .filter(numbers::containsKey)
                                .toList()
                                .forEach(name ->
                                        handler.leaf("port", numbers.getOrDefault(name, name))));
    }

    private static Stream<Branch> child(Branch branch, String key) {
        return branch.entries().get(key) instanceof Branch found ? Stream.of(found) : Stream.of();
    }

    private static Stream<Branch> items(Branch branch, String key) {
        return branch.entries().get(key) instanceof Output.Items(List<Branch> items)
                ? items.stream()
                : Stream.of();
    }

    private static Stream<Object> leaf(Branch branch, String key) {
        return branch.entries().get(key) instanceof Output.Leaf(_, Object value)
                ? Stream.of(value)
                : Stream.of();
    }
}
