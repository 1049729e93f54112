package dev.probity.dialects.blueprint;

import dev.probity.dialects.Labels;
import dev.probity.dialects.cloud.CloudCode;
import dev.probity.spec.Diagnostic.Severity;
import dev.probity.spec.Located;
import dev.probity.spec.ServiceReference;
import dev.probity.spec.ServiceReference.Part;
import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.diagnostics.Spelling;

import java.util.List;
import java.util.Map;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// `${member.export}` in the recipes of a group: where another member is found.
///
/// @param byMember what each member promises
record Exports(Map<String, List<String>> byMember) {
    static final Exports NONE = new Exports(Map.of());

    private static final List<String> KNOWN =
            List.of("service_url", "internal_dns_name", "service_name");

    // Terraform sources double the dollar sign.
    private static final Pattern TOKEN =
            Pattern.compile("\\$?\\$\\{([A-Za-z0-9_-]{1,100})\\.([a-z_.]{1,100})}(:[0-9]+)?");

    Exports {
        byMember = Map.copyOf(byMember);
    }

    void check(Located<String> export, Diagnostics diagnostics) {
        if (!KNOWN.contains(export.value())) {
            diagnostics.report(
                    Severity.ERROR,
                    CloudCode.EXPORT,
                    export.origin(),
                    "Export not available: \""
                            + export.value()
                            + "\"; there are "
                            + String.join(", ", KNOWN),
                    Spelling.hint(export.value(), KNOWN));
        }
    }

    /// The text with references in place of the tokens.
    Located<String> filled(Located<String> text, Diagnostics diagnostics) {
        if (byMember.isEmpty() || !text.value().contains("${")) {
            return text;
        }
        String all = text.value();
        return text.map(_ ->
                TOKEN.matcher(all)
                        .replaceAll(token ->
                                Matcher.quoteReplacement(
                                        reference(
                                                token,
                                                all.startsWith("://", token.start() - 3),
                                                text,
                                                diagnostics))));
    }

    /// @param address whether it stands behind `://`, where the port that is left out is 80 over
    ///   there and another one here
    private String reference(
            MatchResult token, boolean address, Located<String> text, Diagnostics diagnostics) {
        String member = token.group(1);
        String export = token.group(2);
        String port = token.group(3) == null ? "" : token.group(3);
        if (!byMember.containsKey(member)) {
            diagnostics.report(
                    Severity.ERROR,
                    CloudCode.EXPORT,
                    text.origin(),
                    "Missing dependency: " + token.group() + " names no member of the group",
                    Spelling.hint(member, byMember.keySet()));
            return token.group();
        }
        if (!byMember.getOrDefault(member, List.of()).contains(export)) {
            diagnostics.report(
                    Severity.ERROR,
                    CloudCode.EXPORT,
                    text.origin(),
                    "Export not available: \"" + member + "\" does not export \"" + export + "\"",
                    Spelling.hint(export, KNOWN));
            return token.group();
        }
        String host = new ServiceReference(Labels.of(member), Part.HOST).text();
        String own = ":" + new ServiceReference(Labels.of(member), Part.PORT).text();
        return switch (export) {
            case "service_url" -> "http://" + host + own;
            default -> address && port.isEmpty() ? host + own : host + port;
        };
    }

    /// The text as a recipe has it.
    static String tokens(String text) {
        return ServiceReference.replaced(
                text.replace("}:{service:", "}{service:"),
                reference ->
                        reference.part() == Part.HOST
                                ? "${" + reference.service() + ".internal_dns_name}"
                                : "");
    }
}
