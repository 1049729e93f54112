package dev.probity.spec.reading;

import dev.probity.spec.text.Node.Scalar;
import dev.probity.spec.text.Node.Style;

import java.math.BigInteger;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// What a single value can stand for besides text.
public interface Scalars {

    /// Any size; who asks knows the range.
    Optional<BigInteger> integer(Scalar scalar);

    Optional<Boolean> bool(Scalar scalar);

    /// YAML 1.2's core schema: only plain values are numbers or booleans, `yes` is a text.
    Scalars CORE =
            new Scalars() {
                private static final Pattern INTEGER = Pattern.compile("[-+]?[0-9]{1,40}");

                @Override
                public Optional<BigInteger> integer(Scalar scalar) {
                    return scalar.style() == Style.PLAIN && INTEGER.matcher(scalar.text()).matches()
                            ? Optional.of(new BigInteger(scalar.text()))
                            : Optional.empty();
                }

                @Override
                public Optional<Boolean> bool(Scalar scalar) {
                    if (scalar.style() != Style.PLAIN) {
                        return Optional.empty();
                    }
                    return switch (scalar.text()) {
                        case "true", "True", "TRUE" -> Optional.of(true);
                        case "false", "False", "FALSE" -> Optional.of(false);
                        default -> Optional.empty();
                    };
                }
            };

    /// As clouds' own parsers take it: quotes do not matter, and a whole number may end in `.0`.
    Scalars LENIENT =
            new Scalars() {
                private static final Pattern WHOLE =
                        Pattern.compile("([-+]?[0-9]{1,40})(\\.0{1,9})?");

                @Override
                public Optional<BigInteger> integer(Scalar scalar) {
                    Matcher whole = WHOLE.matcher(scalar.text().strip());
                    return whole.matches()
                            ? Optional.of(new BigInteger(whole.group(1)))
                            : Optional.empty();
                }

                @Override
                public Optional<Boolean> bool(Scalar scalar) {
                    return CORE.bool(new Scalar(scalar.position(), scalar.text(), Style.PLAIN));
                }
            };
}
