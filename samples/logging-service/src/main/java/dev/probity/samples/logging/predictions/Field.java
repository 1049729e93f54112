package dev.probity.samples.logging.predictions;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.Optional;

/// One value of a body, and where it is: readings that say what is wrong, and where.
///
/// @param pointer as RFC 6901 has it
/// @param node missing or null when it was not sent
record Field(String pointer, JsonNode node) {

    Field at(String name) {
        return new Field(pointer + "/" + name, node.path(name));
    }

    Field at(int index) {
        return new Field(pointer + "/" + index, node.path(index));
    }

    boolean isAbsent() {
        return node.isMissingNode() || node.isNull();
    }

    Field required() throws Refusal {
        if (isAbsent()) {
            throw Refusal.malformed(pointer, "it is required");
        }
        return this;
    }

    Field object() throws Refusal {
        if (!required().node.isObject()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be an object");
        }
        return this;
    }

    Field array() throws Refusal {
        if (!required().node.isArray()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be an array");
        }
        return this;
    }

    /// @param longest in characters
    String text(int longest) throws Refusal {
        if (!required().node.isTextual()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be a string");
        }
        String text = node.textValue();
        if (text.isBlank()) {
            throw Refusal.senseless(pointer, "it is empty");
        }
        return optionalText(longest).orElseThrow();
    }

    Optional<String> optionalText(int longest) throws Refusal {
        if (isAbsent()) {
            return Optional.empty();
        }
        if (!node.isTextual()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be a string");
        }
        String text = node.textValue();
        if (text.length() > longest) {
            throw Refusal.senseless(
                    pointer,
                    "it has %d characters; at most %d are kept".formatted(text.length(), longest));
        }
        if (text.indexOf('\0') >= 0) {
            throw Refusal.senseless(pointer, "it holds a NUL, which not every database can keep");
        }
        return text.isBlank() ? Optional.empty() : Optional.of(text);
    }

    /// NaN and the infinities are read, so that they can be refused by name: Python sends them.
    double number(double least, double most) throws Refusal {
        if (!required().node.isNumber()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be a number");
        }
        double number = node.doubleValue();
        if (!(number >= least && number <= most)) {
            throw Refusal.senseless(
                    pointer,
                    "it is %s; it has to be from %s to %s"
                            .formatted(node.asText(), plain(least), plain(most)));
        }
        return number;
    }

    private static String plain(double bound) {
        return bound == Math.rint(bound) ? Long.toString((long) bound) : Double.toString(bound);
    }

    Optional<Boolean> optionalTruth() throws Refusal {
        if (isAbsent()) {
            return Optional.empty();
        }
        if (!node.isBoolean()) {
            throw Refusal.malformed(pointer, "it is " + kind() + "; it has to be true or false");
        }
        return Optional.of(node.booleanValue());
    }

    private String kind() {
        return switch (node.getNodeType()) {
            case ARRAY -> "an array";
            case OBJECT, POJO -> "an object";
            case STRING, BINARY -> "a string";
            case NUMBER -> "a number";
            case BOOLEAN -> "a truth value";
            case NULL -> "null";
            case MISSING -> "missing";
        };
    }
}
