package dev.probity.dialects.tye.file;

import dev.probity.spec.Located;
import dev.probity.spec.Origin;

import java.util.List;
import java.util.Optional;

/// One entry of `services`, as it is written.
///
/// @param name in small letters
/// @param bases what it is made of, in the order of {@link Kind}; Tye lets some pairs pass
public record TyeService(
        Origin origin,
        Optional<Located<String>> name,
        List<Basis> bases,
        boolean external,
        Build build,
        Optional<Located<String>> workingDirectory,
        Optional<Located<String>> args,
        Optional<Located<Integer>> replicas,
        List<TyeBinding> bindings,
        List<Volume> volumes,
        List<TyeVariable> variables,
        Optional<TyeProbe> liveness,
        Optional<TyeProbe> readiness,
        List<Located<String>> tags) {

    /// In the order in which Tye looks for them: the first one that is given is the service's.
    public enum Kind {
        AZURE_FUNCTION("azureFunction"),
        PROJECT("project"),
        IMAGE("image"),
        DOCKER_FILE("dockerFile"),
        EXECUTABLE("executable"),
        INCLUDE("include"),
        REPOSITORY("repository");

        private final String key;

        Kind(String key) {
            this.key = key;
        }

        public String key() {
            return key;
        }

        public boolean isPath() {
            return this != IMAGE && this != REPOSITORY;
        }
    }

    /// @param text a path, an image or an address
    public record Basis(Kind kind, Located<String> text) {}

    /// How it is built or fetched.
    public record Build(
            Optional<Located<Boolean>> enabled,
            List<Located<Property>> properties,
            Optional<Located<String>> dockerFileContext,
            List<Located<Property>> dockerFileArgs,
            Optional<Located<String>> pathToFunc,
            Optional<Located<String>> cloneDirectory) {
        public Build {
            properties = List.copyOf(properties);
            dockerFileArgs = List.copyOf(dockerFileArgs);
        }
    }

    public record Property(String name, String value) {}

    public record Volume(
            Origin origin,
            Optional<Located<String>> name,
            Optional<Located<String>> source,
            Optional<Located<String>> target) {}

    public TyeService {
        bases = List.copyOf(bases);
        bindings = List.copyOf(bindings);
        volumes = List.copyOf(volumes);
        variables = List.copyOf(variables);
        tags = List.copyOf(tags);
    }

    /// The one that counts; none for an external service, and for one that says nothing.
    public Optional<Basis> basis() {
        return bases.stream().filter(basis -> !basis.text().value().isEmpty()).findFirst();
    }

    public boolean is(Kind kind) {
        return basis().filter(basis -> basis.kind() == kind).isPresent();
    }

    /// Nothing is run, and the bindings say where it is.
    public boolean isExternal() {
        return external && basis().isEmpty();
    }

    /// For messages.
    public String called() {
        return name.map(Located::value).orElse("");
    }
}
