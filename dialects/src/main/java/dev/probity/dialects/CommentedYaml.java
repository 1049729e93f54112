package dev.probity.dialects;

import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.output.Output.Branch;
import dev.probity.spec.output.YamlOutput;

import java.util.List;

/// A YAML file with what it could not say written above it.
public final class CommentedYaml {
    private CommentedYaml() {}

    public static Conversion of(Branch root, Losses losses) {
        return of(List.of(root), losses);
    }

    /// @param documents one after the other
    public static Conversion of(List<Branch> documents, Losses losses) {
        StringBuilder text = new StringBuilder(head(losses));
        for (int i = 0; i < documents.size(); i++) {
            text.append(i == 0 ? "" : "---\n").append(YamlOutput.text(documents.get(i)));
        }
        return new Conversion(text.toString(), losses.all());
    }

    /// What stands above the file; nothing when it says everything.
    static String head(Losses losses) {
        Branch head = new Branch();
        List<Loss> told =
                losses.all().stream().filter(loss -> loss.severity() != Severity.NOTE).toList();
        if (!told.isEmpty()) {
            head.comment("What this file does not say:");
            told.forEach(loss ->
                    head.comment(
                            "- "
                                    + loss.field()
                                    + ": "
                                    + loss.reason()
                                    + "; "
                                    + loss.consequence()));
        }
        return YamlOutput.text(head);
    }
}
