package dev.probity.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Prose that names types or files drifts unless it is tested.
class ProseTest {
    private static final Pattern CODE = Pattern.compile("`([^`\n]+)`");
    private static final Pattern TYPE = Pattern.compile("[A-Z][a-z0-9]+(?:[A-Z][a-z0-9]+)+");
    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#\\s]+)(?:#[^)]*)?\\)");
    private static final Pattern DECLARED =
            Pattern.compile("\\b(?:class|record|interface|enum)\\s+([A-Z]\\w*)");

    /// Words in backticks that look like a type of ours and are somebody else's.
    private static final Set<String> FOREIGN =
            Set.of(
                    "OnFailure",
                    "IfNotPresent",
                    "NotFound",
                    "ProcessHandle",
                    "HttpServer",
                    "HttpClient",
                    "ProcessBuilder",
                    "CrashLoopBackOff",
                    "ProbeWarning",
                    "NullAway",
                    "JSpecify",
                    "ArchUnit",
                    "StatefulSet",
                    "DaemonSet",
                    "ReplicaSet",
                    "ExternalName",
                    "ImplementationSpecific",
                    "NullMarked",
                    "ConfigMap",
                    "EndpointSlice",
                    "ReadWriteMany",
                    "ErrImagePull",
                    "ImagePullBackOff",
                    "InvalidImageName",
                    "ErrImageNeverPull",
                    "CreateContainerConfigError",
                    "CreateContainerError",
                    "RunContainerError",
                    "ImageInspectError");

    private final List<Path> pages =
            Repository.files(".md").stream()
                    .filter(page -> !page.toString().contains("/src/test/resources/"))
                    .toList();

    @Test
    void everyTypeThatProseNamesExists() {
        Set<String> declared = new HashSet<>(FOREIGN);
        for (Path source : Repository.files(".java")) {
            Matcher type = DECLARED.matcher(Repository.read(source));
            while (type.find()) {
                declared.add(type.group(1));
            }
        }
        List<String> unknown = new ArrayList<>();
        for (Path page : pages) {
            Matcher code = CODE.matcher(Repository.read(page));
            while (code.find()) {
                if (code.group(1).contains("-XX:")) {
                    continue; // the JVM's own words
                }
                for (String word : code.group(1).split("[^A-Za-z0-9]+")) {
                    if (TYPE.matcher(word).matches() && !declared.contains(word)) {
                        unknown.add(Repository.name(page) + ": " + word);
                    }
                }
            }
        }
        assertThat(pages).hasSizeGreaterThan(3);
        assertThat(unknown).as("renamed away, or a foreign word to list").isEmpty();
    }

    @Test
    void everyLinkLeadsSomewhere() {
        List<String> broken = new ArrayList<>();
        for (Path page : pages) {
            Matcher link = LINK.matcher(Repository.read(page));
            while (link.find()) {
                String target = link.group(1);
                if (target.contains(":")) {
                    continue; // another site; tests know no network
                }
                Path folder = page.getParent();
                if (folder == null || !Files.exists(folder.resolve(target).normalize())) {
                    broken.add(Repository.name(page) + ": " + target);
                }
            }
        }
        assertThat(broken).isEmpty();
    }
}
