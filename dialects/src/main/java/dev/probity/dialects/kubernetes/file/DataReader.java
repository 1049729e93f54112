package dev.probity.dialects.kubernetes.file;

import dev.probity.spec.Located;
import dev.probity.spec.reading.Fields;
import dev.probity.spec.reading.Value;

import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/// Reads ConfigMaps and Secrets.
final class DataReader {

    private DataReader() {}

    static DataObject read(Fields fields, String kind, Metadata metadata) {
        fields.alsoKnown("immutable", "type");
        if (kind.equals("ConfigMap")) {
            fields.get("binaryData")
                    .ifPresent(value -> Lost.report(value, "variables hold text only"));
            return new DataObject(DataObject.Kind.CONFIG_MAP, metadata, Texts.map(fields, "data"));
        }
        Map<String, Located<String>> entries = new LinkedHashMap<>();
        for (Value.Member member : fields.get("data").map(Value::members).orElse(List.of())) {
            member.value()
                    .string()
                    .flatMap(text -> decoded(member.value(), text.value()))
                    .ifPresent(text -> entries.put(member.key().value(), text));
        }
        entries.putAll(Texts.map(fields, "stringData"));
        return new DataObject(DataObject.Kind.SECRET, metadata, entries);
    }

    /// The text may be a secret in clear: it is not repeated.
    private static Optional<Located<String>> decoded(Value value, String text) {
        try {
            byte[] bytes = Base64.getDecoder().decode(text.replaceAll("\\s", ""));
            return Optional.of(value.at(new String(bytes, StandardCharsets.UTF_8)));
        } catch (IllegalArgumentException notBase64) {
            value.error(
                    KubernetesCode.INVALID,
                    value.path() + " is not base64",
                    "plain texts stand under \"stringData\"");
            return Optional.empty();
        }
    }
}
