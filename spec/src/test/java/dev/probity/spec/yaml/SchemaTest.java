package dev.probity.spec.yaml;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.networknt.schema.Error;
import com.networknt.schema.InputFormat;
import com.networknt.schema.Schema;
import com.networknt.schema.SchemaRegistry;
import com.networknt.schema.SpecificationVersion;

import dev.probity.spec.diagnostics.Diagnostics;
import dev.probity.spec.reading.Scalars;
import dev.probity.spec.text.Node;
import dev.probity.spec.text.Source;
import dev.probity.spec.text.YamlText;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;

/// The published schema and the reader judge the same, wherever a schema can judge at all.
class SchemaTest {
    private static final Schema SCHEMA =
            SchemaRegistry.withDefaultDialect(SpecificationVersion.DRAFT_2020_12)
                    .getSchema(resource("/dev/probity/spec/probity.schema.json"), InputFormat.JSON);

    static Stream<String> accepted() {
        return Stream.concat(
                documents("accepted").stream(),
                GoldenCase.all().stream().filter(GoldenCase::isGood).map(GoldenCase::input));
    }

    static List<String> refused() {
        return documents("refused");
    }

    static List<String> refusedByTheReaderOnly() {
        return documents("refused-by-the-reader-only");
    }

    @ParameterizedTest
    @MethodSource
    void accepted(String text) {
        assertThat(problemsOfReader(text)).isEmpty();
        assertThat(problemsOfSchema(text)).isEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refused(String text) {
        assertThat(problemsOfReader(text)).isNotEmpty();
        assertThat(problemsOfSchema(text)).isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource
    void refusedByTheReaderOnly(String text) {
        assertThat(problemsOfReader(text)).isNotEmpty();
        assertThat(problemsOfSchema(text)).isEmpty();
    }

    private static List<String> problemsOfReader(String text) {
        Diagnostics diagnostics = new Diagnostics();
        boolean read = GoldenCase.read(text, diagnostics).isPresent();
        return read
                ? List.of()
                : diagnostics.all().stream().map(problem -> problem.toString()).toList();
    }

    private static List<Error> problemsOfSchema(String text) {
        Node root =
                YamlText.document(
                                new Source("f", text),
                                YamlText.MergeKeys.FOLLOWED,
                                new Diagnostics())
                        .orElseThrow();
        return SCHEMA.validate(json(root));
    }

    /// As an editor's YAML support hands it to a validator.
    private static JsonNode json(Node node) {
        JsonNodeFactory make = JsonNodeFactory.instance;
        return switch (node) {
            case Node.Mapping mapping -> {
                ObjectNode object = make.objectNode();
                mapping.entries().forEach(entry -> object.set(entry.key(), json(entry.value())));
                yield object;
            }
            case Node.Sequence sequence -> {
                ArrayNode array = make.arrayNode();
                sequence.items().forEach(item -> array.add(json(item)));
                yield array;
            }
            case Node.Scalar scalar when scalar.isNull() -> make.nullNode();
            case Node.Scalar scalar when Scalars.CORE.bool(scalar).isPresent() ->
                    make.booleanNode(Scalars.CORE.bool(scalar).get());
            case Node.Scalar scalar when Scalars.CORE.integer(scalar).isPresent() ->
                    make.numberNode(Scalars.CORE.integer(scalar).get());
            case Node.Scalar scalar
                    when scalar.style() == Node.Style.PLAIN
                            && scalar.text().matches("[0-9]+\\.[0-9]+") ->
                    make.numberNode(Double.parseDouble(scalar.text()));
            case Node.Scalar scalar -> make.textNode(scalar.text());
        };
    }

    private static List<String> documents(String name) {
        return List.of(resource("/schema/" + name + ".yaml").split("(?m)^---\n"));
    }

    private static String resource(String path) {
        try (InputStream file =
                Objects.requireNonNull(SchemaTest.class.getResourceAsStream(path), path)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new java.io.UncheckedIOException(unreadable);
        }
    }
}
