package dev.probity.dialects.tye;

import dev.probity.dialects.tye.file.Quoted;
import dev.probity.dialects.tye.file.TyeBinding;
import dev.probity.dialects.tye.file.TyeCode;
import dev.probity.dialects.tye.file.TyeService;
import dev.probity.dialects.tye.file.TyeVariable;
import dev.probity.spec.Located;
import dev.probity.spec.diagnostics.Diagnostics;

import java.util.List;
import java.util.Optional;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// Checks the tokens of a `connectionString`. They are filled in when others are told, since ports
/// are given late, and since a password has no place in the resolved file.
final class ConnectionStrings {
    private static final Pattern TOKEN = Pattern.compile("\\$\\{([^}]*)(}?)");
    private static final List<String> PARTS = List.of("host", "port", "protocol");

    private final TyeService service;
    private final Whole whole;
    private final Diagnostics diagnostics;

    ConnectionStrings(TyeService service, Whole whole, Diagnostics diagnostics) {
        this.service = service;
        this.whole = whole;
        this.diagnostics = diagnostics;
    }

    Located<String> checked(Located<String> written, TyeBinding binding) {
        return written.map(text ->
                TOKEN.matcher(text)
                        .replaceAll(token ->
                                Matcher.quoteReplacement(replacement(token, written, binding))));
    }

    private String replacement(MatchResult token, Located<String> written, TyeBinding binding) {
        if (token.group(2).isEmpty()) {
            report(
                    written,
                    "Value %s contains an unclosed replacement token '%s'."
                            .formatted(Quoted.of(written.value()), token.group()),
                    "end it with \"}\"");
            return token.group();
        }
        String[] keys = token.group(1).split(":", -1);
        if (keys.length == 2 && keys[0].equals("env")) {
            Optional<String> name = variable(keys[1]);
            if (name.isEmpty()) {
                reportUnknown(written, token, "\"env\" of the service has no such variable");
            }
            return name.map(found -> "${env:" + found + "}").orElse(token.group());
        }
        if (!isKnown(keys, binding)) {
            reportUnknown(
                    written,
                    token,
                    "there are ${host}, ${port}, ${protocol} where the binding says one,"
                            + " ${env:NAME} and ${service:NAME:host}");
        }
        return token.group();
    }

    /// Tye does not mind the case.
    private Optional<String> variable(String name) {
        return service.variables().stream()
                .map(TyeVariable::name)
                .filter(name::equalsIgnoreCase)
                .findFirst();
    }

    private boolean isKnown(String[] keys, TyeBinding binding) {
        return switch (keys.length) {
            case 1 -> isPart(keys[0], Optional.of(binding));
            case 3 -> keys[0].equals("service") && isPart(keys[2], other(keys[1], ""));
            case 4 -> keys[0].equals("service") && isPart(keys[3], other(keys[1], keys[2]));
            default -> false;
        };
    }

    private Optional<TyeBinding> other(String name, String binding) {
        return whole.member(name).stream()
                .flatMap(member -> member.service().bindings().stream())
                .filter(found -> found.name().map(Located::value).orElse("").equals(binding))
                .findFirst();
    }

    private static boolean isPart(String part, Optional<TyeBinding> binding) {
        return PARTS.contains(part)
                && binding.isPresent()
                && (!part.equals("protocol") || binding.get().protocol().isPresent());
    }

    private void reportUnknown(Located<String> written, MatchResult token, String hint) {
        report(
                written,
                "No available substitutions found for token '" + token.group() + "'.",
                hint);
    }

    private void report(Located<String> written, String message, String hint) {
        diagnostics.warning(
                TyeCode.TOKEN, written.origin(), message + " It is told as it stands", hint);
    }
}
