package dev.probity.dialects;

import dev.probity.spec.Diagnostic.Severity;

/// Something that a file could not take along.
///
/// @param severity an error when a probe or what is run is lost, a warning when something else is,
///   a note when it only stands in another way
/// @param field its path in the resolved application, such as `services.web.livenessProbe`
/// @param reason why it cannot be written, one clause
/// @param consequence what that does to who uses the file, one clause
public record Loss(Severity severity, String field, String reason, String consequence) {

    /// `services.web.user: warning: the file has no key for it; the image's user runs it`.
    @Override
    public String toString() {
        return field
                + ": "
                + severity.name().toLowerCase(java.util.Locale.ROOT)
                + ": "
                + reason
                + "; "
                + consequence;
    }
}
