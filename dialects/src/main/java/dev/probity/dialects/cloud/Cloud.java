package dev.probity.dialects.cloud;

import dev.probity.dialects.Labels;
import dev.probity.spec.EnvironmentVariable;
import dev.probity.spec.Located;
import dev.probity.spec.Origin;
import dev.probity.spec.SecretReference;
import dev.probity.spec.Workload;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.SpecCode;
import dev.probity.spec.reading.Surroundings;
import dev.probity.spec.reading.Value;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import java.util.List;
import java.util.Optional;

/// Readings that the files of clouds share.
public final class Cloud {
    /// What a fragment consists of: probes without anything that they could ask.
    public static final String FRAGMENT = "fragment of a file";

    /// The image that `--set` names for a file which leaves it open.
    private static final String IMAGE = "image";

    private Cloud() {}

    /// All documents; an empty text is an error.
    public static List<Node> documents(Source source, Diagnostics diagnostics) {
        int before = diagnostics.errors();
        List<Node> documents = YamlText.documents(source, YamlText.MergeKeys.FOLLOWED, diagnostics);
        if (documents.isEmpty() && diagnostics.errors() == before) {
            diagnostics.error(
                    SpecCode.EMPTY,
                    new Origin.Position(source.name(), 1, 1),
                    "there is nothing in the file");
        }
        return documents;
    }

    /// Free text as a name that a cluster takes, with a note when it differs.
    public static Located<String> name(Located<String> written, Diagnostics diagnostics) {
        String label = Labels.of(written.value());
        if (!label.equals(written.value())) {
            diagnostics.note(
                    CloudCode.NAME,
                    written.origin(),
                    "\"" + shortened(written.value()) + "\" is called \"" + label + "\" here");
        }
        return new Located<>(label, written.origin());
    }

    /// The image that was named for a file which leaves it open; else something that cannot run.
    public static Workload image(String kind, Surroundings surroundings) {
        return surroundings
                .variable(IMAGE)
                .filter(reference -> !reference.isBlank())
                .<Workload>map(reference -> new Workload.Image(reference, List.of(), List.of()))
                .orElseGet(() ->
                        new Workload.Unrunnable(
                                kind, "name the image that it runs: --set image=REFERENCE"));
    }

    /// A variable whose value is kept elsewhere; the text as it stands when that has no name.
    public static Located<EnvironmentVariable> secret(String variable, String secret, Value place) {
        Optional<SecretReference> reference = SecretReference.of("{secret:" + secret + "}");
        if (reference.isEmpty()) {
            place.diagnostics()
                    .warning(
                            CloudCode.OPEN,
                            place.origin(),
                            variable
                                    + " names the secret \""
                                    + shortened(secret)
                                    + "\", which is no name: its text is left as it is");
            return place.at(
                    new EnvironmentVariable(
                            variable, place.string().map(Located::value).orElse("")));
        }
        place.diagnostics()
                .note(
                        CloudCode.SECRET,
                        place.origin(),
                        variable
                                + " is the secret "
                                + secret
                                + "; running asks for it: --secret "
                                + secret
                                + "=VALUE");
        return place.at(new EnvironmentVariable(variable, reference.get().text()));
    }

    private static String shortened(String text) {
        return text.length() > 60 ? text.substring(0, 60) + "…" : text;
    }
}
