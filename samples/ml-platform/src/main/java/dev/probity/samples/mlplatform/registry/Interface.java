package dev.probity.samples.mlplatform.registry;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

import dev.probity.samples.mlplatform.registry.RegistryProblem.Code;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/// The calls of the registry below `/api/2.0/mlflow`, by MLflow's model_registry.proto.
final class Interface {
    private static final ObjectMapper JSON = new ObjectMapper();

    private final Catalogue catalogue;

    Interface(Catalogue catalogue) {
        this.catalogue = catalogue;
    }

    /// @param call the method and the path, such as `GET model-versions/get`
    /// @param asked the query's or the body's fields
    ObjectNode answer(String call, JsonNode asked) {
        return switch (call) {
            case "GET registered-models/search" -> searchModels(asked);
            case "GET registered-models/get" -> {
                String name = text(asked, "name");
                catalogue.versions(name);
                yield wrapped("registered_model", model(name));
            }
            case "POST registered-models/create" -> {
                catalogue.createModel(text(asked, "name"));
                yield wrapped("registered_model", model(text(asked, "name")));
            }
            case "GET registered-models/get-latest-versions",
                    "POST registered-models/get-latest-versions" ->
                    versions(catalogue.latest(text(asked, "name"), texts(asked, "stages")));
            case "GET registered-models/alias" ->
                    version(catalogue.byAlias(text(asked, "name"), text(asked, "alias")));
            case "POST registered-models/alias" -> {
                catalogue.setAlias(
                        text(asked, "name"), text(asked, "alias"), text(asked, "version"));
                yield JSON.createObjectNode();
            }
            case "DELETE registered-models/alias" -> {
                catalogue.deleteAlias(text(asked, "name"), text(asked, "alias"));
                yield JSON.createObjectNode();
            }
            case "GET model-versions/get" ->
                    version(catalogue.version(text(asked, "name"), text(asked, "version")));
            case "GET model-versions/search" -> searchVersions(asked);
            case "POST model-versions/create" ->
                    version(
                            catalogue.createVersion(
                                    text(asked, "name"), text(asked, "source"), tags(asked)));
            case "POST model-versions/transition-stage" ->
                    version(
                            catalogue.move(
                                    text(asked, "name"),
                                    text(asked, "version"),
                                    text(asked, "stage"),
                                    asked.path("archive_existing_versions").asBoolean()));
            case "POST model-versions/set-tag" -> {
                catalogue.tag(
                        text(asked, "name"),
                        text(asked, "version"),
                        text(asked, "key"),
                        text(asked, "value"));
                yield JSON.createObjectNode();
            }
            case "GET model-versions/get-download-uri" -> {
                Version found = catalogue.version(text(asked, "name"), text(asked, "version"));
                yield JSON.createObjectNode().put("artifact_uri", found.source());
            }
            default -> throw new RegistryProblem(Code.ENDPOINT_NOT_FOUND, "There is no " + call);
        };
    }

    private ObjectNode searchModels(JsonNode asked) {
        requireLimit(asked);
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode models = answer.putArray("registered_models");
        catalogue.names().stream()
                .limit(asked.path("max_results").asInt(100))
                .forEach(name -> models.add(model(name)));
        return answer;
    }

    /// Understands the filter that finds one model's versions: `name='cifar10-model'`.
    private ObjectNode searchVersions(JsonNode asked) {
        requireLimit(asked);
        String filter = asked.path("filter").asText("");
        if (!filter.matches("name ?= ?'[^']+'")) {
            throw new RegistryProblem(Code.INVALID_PARAMETER_VALUE, "Invalid filter: " + filter);
        }
        List<Version> found = catalogue.search(filter.replaceAll("^[^']*'|'$", ""));
        return versions(found);
    }

    private static void requireLimit(JsonNode asked) {
        int limit = asked.path("max_results").asInt(100);
        if (limit < 1 || limit > 200_000) {
            throw new RegistryProblem(
                    Code.INVALID_PARAMETER_VALUE,
                    "Invalid value for parameter 'max_results': " + limit);
        }
    }

    private ObjectNode model(String name) {
        ObjectNode model = JSON.createObjectNode().put("name", name);
        ArrayNode latest = model.putArray("latest_versions");
        catalogue.latest(name, List.of()).forEach(version -> latest.add(fields(version)));
        ArrayNode aliases = model.putArray("aliases");
        catalogue
                .aliases(name)
                .forEach((alias, number) ->
                        aliases.addObject().put("alias", alias).put("version", number.toString()));
        return model;
    }

    private ObjectNode version(Version version) {
        return wrapped("model_version", fields(version));
    }

    private ObjectNode versions(List<Version> found) {
        ObjectNode answer = JSON.createObjectNode();
        ArrayNode versions = answer.putArray("model_versions");
        found.forEach(version -> versions.add(fields(version)));
        return answer;
    }

    private ObjectNode fields(Version version) {
        ObjectNode fields =
                JSON.createObjectNode()
                        .put("name", version.name())
                        .put("version", Integer.toString(version.number()))
                        .put("creation_timestamp", version.created())
                        .put("last_updated_timestamp", version.updated())
                        .put("current_stage", version.stage())
                        .put("description", "")
                        .put("source", version.source())
                        .put("run_id", "")
                        .put("status", "READY");
        ArrayNode tags = fields.putArray("tags");
        new TreeMap<>(version.tags())
                .forEach((key, value) -> tags.addObject().put("key", key).put("value", value));
        ArrayNode aliases = fields.putArray("aliases");
        catalogue
                .aliases(version.name())
                .forEach((alias, number) -> {
                    if (number == version.number()) {
                        aliases.add(alias);
                    }
                });
        return fields;
    }

    private static ObjectNode wrapped(String name, ObjectNode value) {
        return JSON.createObjectNode().set(name, value);
    }

    private static String text(JsonNode asked, String field) {
        JsonNode value = asked.path(field);
        if (value.isMissingNode() || value.asText().isEmpty()) {
            throw new RegistryProblem(
                    Code.INVALID_PARAMETER_VALUE,
                    "Missing value for required parameter '" + field + "'.");
        }
        return value.asText();
    }

    private static List<String> texts(JsonNode asked, String field) {
        List<String> texts = new ArrayList<>();
        JsonNode value = asked.path(field);
        if (value.isTextual()) {
            texts.add(value.asText());
        }
        value.forEach(each -> texts.add(each.asText()));
        return texts;
    }

    private static Map<String, String> tags(JsonNode asked) {
        Map<String, String> tags = new TreeMap<>();
        asked.path("tags")
                .forEach(tag -> tags.put(tag.path("key").asText(), tag.path("value").asText()));
        return tags;
    }
}
