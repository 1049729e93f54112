package dev.probity.dialects.tye;

import dev.probity.dialects.tye.Whole.Member;
import dev.probity.dialects.tye.file.DotNet;
import dev.probity.dialects.tye.file.FileReader;
import dev.probity.dialects.tye.file.OtherFiles;
import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeFile;
import dev.probity.dialects.tye.file.TyeIngress;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeService.Basis;
import dev.probity.dialects.tye.file.TyeService.Kind;
import dev.probity.dialects.tye.rules.FileChecks;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.text.Source;

import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Queue;
import java.util.Set;
import java.util.regex.Pattern;

/// Reads a file and what it includes, each file once, breadth first as Tye does.
final class Inclusion {
    /// Nobody has as many; a generated tree of files ends somewhere.
    private static final int MAX_FILES = 200;

    private static final Pattern OTHER_FILE =
            Pattern.compile(".*(\\.csproj|\\.fsproj|\\.sln|docker-compose[^/]*)");
    private static final List<String> FILE_NAMES = List.of("tye.yaml", "tye.yml");

    private final Surroundings surroundings;
    private final Diagnostics diagnostics;
    private final FileReader reader;
    private final OtherFiles files;
    private final List<Member> members = new ArrayList<>();
    private final List<TyeIngress> ingresses = new ArrayList<>();
    private final Set<String> names = new HashSet<>();
    private final Set<Path> seen = new HashSet<>();
    private final Queue<TyeFile> queue = new ArrayDeque<>();

    Inclusion(Surroundings surroundings, Diagnostics diagnostics) {
        this.surroundings = surroundings;
        this.diagnostics = diagnostics;
        this.reader = new FileReader(surroundings, diagnostics);
        this.files = new OtherFiles(surroundings, diagnostics);
    }

    Optional<Whole> read(Source source, Path directory) {
        Optional<TyeFile> root = reader.read(source, directory);
        root.ifPresent(file -> take(file, directory.resolve(lastName(source)).normalize()));
        while (!queue.isEmpty()) {
            TyeFile file = queue.remove();
            file.services().forEach(service -> add(service, file, root.orElse(file)));
            ingresses.addAll(file.ingresses());
        }
        return root.map(file -> new Whole(file, members, ingresses));
    }

    private static String lastName(Source source) {
        return source.name().substring(source.name().lastIndexOf('/') + 1);
    }

    private void take(TyeFile file, Path path) {
        seen.add(path);
        new FileChecks(file, diagnostics).check();
        queue.add(file);
    }

    private void add(TyeService service, TyeFile file, TyeFile root) {
        if (names.contains(service.called())) {
            return;
        }
        Optional<Basis> basis = service.basis();
        if (basis.isPresent() && basis.get().kind() == Kind.INCLUDE) {
            include(basis.get().text(), file, root);
            return;
        }
        if (basis.isPresent()
                && basis.get().kind() == Kind.REPOSITORY
                && includeClone(service, basis.get().text(), root)) {
            return;
        }
        names.add(service.called());
        members.add(new Member(service, file.directory()));
    }

    private void include(Located<String> written, TyeFile file, TyeFile root) {
        String expanded = DotNet.expand(written.value(), surroundings::variable);
        if (OTHER_FILE.matcher(expanded).matches()) {
            refuse(
                    written,
                    "\"include\" of " + Quoted.of(expanded) + " is not followed",
                    "only Tye files can be included here");
            return;
        }
        Path path = file.directory().resolve(expanded).normalize();
        if (seen.contains(path)) {
            return;
        }
        files.read(path, shown(path, root), written, "include", TyeCode.INCLUDE)
                .ifPresent(source -> nested(written, path, source, root));
    }

    private static String shown(Path path, TyeFile root) {
        return (path.startsWith(root.directory()) ? root.directory().relativize(path) : path)
                .toString();
    }

    /// A clone that is there already is what Tye would use; nothing is fetched.
    private boolean includeClone(TyeService service, Located<String> written, TyeFile root) {
        Path clone = clone(service, root.directory());
        for (String name : FILE_NAMES) {
            Path path = clone.resolve(name);
            if (seen.contains(path)) {
                return true;
            }
            Optional<Source> source = files.find(path, shown(path, root));
            if (source.isPresent()) {
                nested(written, path, source.get(), root);
                return true;
            }
        }
        diagnostics.warning(
                TyeCode.REPOSITORY,
                written.origin(),
                "the repository %s is not cloned: nothing is fetched without being asked"
                        .formatted(Quoted.of(written.value())),
                "git clone " + written.value() + " " + clone);
        return false;
    }

    /// Where Tye clones the repository of a service.
    static Path clone(TyeService service, Path directory) {
        String parent = service.build().cloneDirectory().map(Located::value).orElse(".tye/deps");
        return directory.resolve(parent).resolve(service.called()).normalize();
    }

    private void nested(Located<String> written, Path path, Source source, TyeFile root) {
        if (seen.size() >= MAX_FILES) {
            refuse(written, "more than " + MAX_FILES + " files are included", "include fewer");
            return;
        }
        Path directory = Optional.ofNullable(path.getParent()).orElse(path);
        seen.add(path);
        Optional<TyeFile> file = reader.read(source, directory);
        if (file.isEmpty()) {
            return; // said at its place
        }
        if (!name(file.get()).equals(name(root))) {
            refuse(
                    written,
                    "Nested configuration must have the same \"name\" in the tye.yaml. Root config: \"%s\", nested config: \"%s\" (%s)"
                            .formatted(name(root), name(file.get()), source.name()),
                    "give both files the same \"name\"");
            return;
        }
        take(file.get(), path);
    }

    /// As Tye has it: the folder's when the file says none.
    static String name(TyeFile file) {
        return file.name()
                .map(Located::value)
                .orElseGet(() ->
                        Optional.ofNullable(file.directory().getFileName())
                                .map(name -> name.toString().toLowerCase(Locale.ROOT))
                                .orElse(""));
    }

    private void refuse(Located<String> written, String message, String hint) {
        diagnostics.error(TyeCode.INCLUDE, written.origin(), message, hint);
    }
}
