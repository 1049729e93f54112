package dev.probity.dialects.blueprint;

import dev.probity.dialects.Labels;
import dev.probity.dialects.cloud.Cloud;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.dialects.cloud.CloudService;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Dialect;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.written.WrittenApplication;
import dev.probity.spec.written.WrittenDependency;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads the file: a recipe, a group of them, a page of the catalogue, or a part of a recipe.
final class BlueprintReader {
    /// The schema lets a recipe have any key; what is inside of one is closed.
    static final Dialect STRICT =
            new Dialect(BlueprintDialect.RULE, Severity.ERROR, Scalars.LENIENT);

    private static final Dialect RULES =
            new Dialect(BlueprintDialect.RULE, Severity.WARNING, Scalars.LENIENT);

    private final Path directory;
    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final List<CloudService> services = new ArrayList<>();
    private Optional<Located<String>> name = Optional.empty();

    BlueprintReader(Path directory, Surroundings surroundings, Diagnostics diagnostics) {
        this.directory = directory;
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
    }

    Optional<WrittenApplication> read(Node root) {
        Value value = Value.root(root, RULES, diagnostics);
        return value.mapping(fields -> {
            file(fields);
            return new WrittenApplication(
                    value.origin(),
                    name,
                    directory,
                    CloudService.together(services, diagnostics),
                    List.of());
        });
    }

    private void file(Fields fields) {
        if (fields.get("deployment_group").isPresent()) {
            catalogue(fields);
            fields.get("deployment_group")
                    .ifPresent(group -> group.in(STRICT).mapping(this::group));
        } else if (fields.get("blueprint_category").isPresent()) {
            catalogue(fields);
            samples(fields);
        } else if (fields.get("recipe_mode").isEmpty() && fields.get("deployment_name").isEmpty()) {
            fragment(fields);
        } else {
            CloudService service = recipe(fields, Optional.empty(), Exports.NONE, List.of());
            name =
                    Optional.of(service.name())
                            .filter(found -> found.origin() instanceof Origin.Position);
            services.add(service);
        }
    }

    private static void catalogue(Fields fields) {
        fields.alsoKnown(
                "blueprint_category",
                "blueprint_type",
                "blueprint_title",
                "blueprint_short_description",
                "blueprint_long_description");
    }

    /// Each sample is an example of its own; together they would be none. The first one counts.
    private void samples(Fields fields) {
        List<Value> samples = fields.list("pre_filled_samples");
        if (samples.size() > 1) {
            diagnostics.note(
                    CloudCode.FRAGMENT,
                    samples.get(1).origin(),
                    "of " + samples.size() + " samples the first one is read");
        }
        samples.stream()
                .findFirst()
                .ifPresent(sample ->
                        sample.mapping(found ->
                                services.add(
                                        recipe(found, Optional.empty(), Exports.NONE, List.of()))));
    }

    private void fragment(Fields fields) {
        diagnostics.warning(
                CloudCode.FRAGMENT,
                fields.owner().origin(),
                "this is a part of a recipe only: 'recipe_mode' is a required property,"
                        + " 'deployment_name' is a required property",
                "add them, and \"recipe_image_uri\"");
        services.add(
                new CloudService(
                        new Located<>("recipe", new Origin.Default(BlueprintDialect.RULE)),
                        Optional.empty(),
                        fields.owner().at(Cloud.image(Cloud.FRAGMENT, surroundings)),
                        List.of(),
                        List.of(),
                        new RecipeProbes(Optional.empty()).read(fields),
                        List.of(),
                        Optional.empty()));
    }

    private boolean group(Fields fields) {
        name = fields.requiredString("name").map(text -> Cloud.name(text, diagnostics));
        List<Value> members = fields.required("deployments").map(Value::items).orElse(List.of());
        Exports exports = exports(members);
        for (Value member : members) {
            member.mapping(found -> member(found, exports));
        }
        return true;
    }

    /// What the members promise each other, by their names.
    private static Exports exports(List<Value> members) {
        Map<String, List<String>> exports = new LinkedHashMap<>();
        for (Value member : members) {
            if (member.node() instanceof Node.Mapping mapping
                    && mapping.get("name").orElse(null) instanceof Node.Scalar name) {
                List<String> promised = new ArrayList<>();
                if (mapping.get("exports").orElse(null) instanceof Node.Sequence list) {
                    for (Node item : list.items()) {
                        if (item instanceof Node.Scalar scalar) {
                            promised.add(scalar.text());
                        }
                    }
                }
                exports.put(name.text(), promised);
            }
        }
        return new Exports(exports);
    }

    private boolean member(Fields member, Exports exports) {
        Optional<Located<String>> called = member.requiredString("name");
        for (Located<String> export : member.strings("exports")) {
            exports.check(export, diagnostics);
        }
        List<WrittenDependency> dependencies =
                member.strings("depends_on").stream()
                        .map(found ->
                                new WrittenDependency(found.map(Labels::of), Optional.empty()))
                        .toList();
        member.required("recipe")
                .map(value -> value.in(RULES))
                .flatMap(value ->
                        value.mapping(fields -> recipe(fields, called, exports, dependencies)))
                .ifPresent(services::add);
        return true;
    }

    /// @param called its name in the group, which others know it by
    private CloudService recipe(
            Fields fields,
            Optional<Located<String>> called,
            Exports exports,
            List<WrittenDependency> dependencies) {
        Optional<Located<String>> own = fields.requiredString("deployment_name");
        Located<String> name =
                called.or(() -> own)
                        .map(text -> Cloud.name(text, diagnostics))
                        .orElseGet(() ->
                                new Located<>("recipe", new Origin.Default(BlueprintDialect.RULE)));
        if (fields.get("recipe_mode").isEmpty()) {
            fields.owner()
                    .error(
                            SpecCode.MISSING_KEY,
                            fields.owner().name() + ": 'recipe_mode' is a required property");
        }
        return new RecipeReader(fields, exports, surroundings, diagnostics)
                .read(name, dependencies);
    }
}
