package dev.probity.samples.mlplatform.registry;

import dev.probity.samples.mlplatform.registry.RegistryProblem.Code;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/// What is registered: names, versions, stages and aliases. It is kept in memory.
final class Catalogue {
    private final Clock clock;
    private final Map<String, Model> models = new TreeMap<>();

    private static final class Model {
        final List<Version> versions = new ArrayList<>();
        final Map<String, Integer> aliases = new TreeMap<>();
    }

    Catalogue(Clock clock) {
        this.clock = clock;
    }

    synchronized List<String> names() {
        return List.copyOf(models.keySet());
    }

    synchronized void createModel(String name) {
        if (models.putIfAbsent(name, new Model()) != null) {
            throw new RegistryProblem(
                    Code.RESOURCE_ALREADY_EXISTS,
                    "Registered Model (name=" + name + ") already exists.");
        }
    }

    synchronized Version createVersion(String name, String source, Map<String, String> tags) {
        Model model = model(name);
        long now = clock.millis();
        Version version =
                new Version(name, model.versions.size() + 1, "None", source, tags, now, now);
        model.versions.add(version);
        return version;
    }

    synchronized Version version(String name, String number) {
        if (!number.matches("\\d+")) {
            throw new RegistryProblem(
                    Code.INVALID_PARAMETER_VALUE,
                    "Parameter 'version' must be an integer, got '" + number + "'.");
        }
        return model(name).versions.stream()
                .filter(version -> Integer.toString(version.number()).equals(number))
                .findFirst()
                .orElseThrow(() ->
                        new RegistryProblem(
                                Code.RESOURCE_DOES_NOT_EXIST,
                                "Model Version (name=%s, version=%s) not found"
                                        .formatted(name, number)));
    }

    synchronized List<Version> versions(String name) {
        return List.copyOf(model(name).versions);
    }

    /// A search for a model that nobody has registered finds nothing, and is no mistake.
    synchronized List<Version> search(String name) {
        return models.containsKey(name) ? versions(name) : List.of();
    }

    /// The newest of each stage; of all stages when none is named.
    synchronized List<Version> latest(String name, List<String> stages) {
        Model model = model(name);
        List<String> wanted =
                stages.isEmpty() ? Version.STAGES : stages.stream().map(Version::stage).toList();
        return wanted.stream()
                .map(stage ->
                        model.versions.stream()
                                .filter(version -> version.stage().equals(stage))
                                .max(Comparator.comparingInt(Version::number)))
                .flatMap(Optional::stream)
                .toList();
    }

    /// @param archiveOthers moves what was in that stage to `Archived`
    synchronized Version move(String name, String number, String stage, boolean archiveOthers) {
        String to = Version.stage(stage);
        Version moving = version(name, number);
        long now = clock.millis();
        if (archiveOthers) {
            model(name)
                    .versions
                    .replaceAll(other ->
                            other.stage().equals(to) ? other.moved("Archived", now) : other);
        }
        return replace(moving.moved(to, now));
    }

    synchronized void tag(String name, String number, String key, String value) {
        replace(version(name, number).tagged(key, value, clock.millis()));
    }

    private Version replace(Version version) {
        model(version.name()).versions.set(version.number() - 1, version);
        return version;
    }

    synchronized void setAlias(String name, String alias, String number) {
        model(name).aliases.put(alias, version(name, number).number());
    }

    synchronized void deleteAlias(String name, String alias) {
        model(name).aliases.remove(alias);
    }

    synchronized Version byAlias(String name, String alias) {
        Integer number = model(name).aliases.get(alias);
        if (number == null) {
            throw new RegistryProblem(
                    Code.INVALID_PARAMETER_VALUE,
                    "Registered model alias " + alias + " not found.");
        }
        return version(name, number.toString());
    }

    synchronized Map<String, Integer> aliases(String name) {
        return Map.copyOf(model(name).aliases);
    }

    private Model model(String name) {
        Model model = models.get(name);
        if (model == null) {
            throw new RegistryProblem(
                    Code.RESOURCE_DOES_NOT_EXIST,
                    "Registered Model with name=" + name + " not found");
        }
        return model;
    }
}
