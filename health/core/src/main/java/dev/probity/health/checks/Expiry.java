package dev.probity.health.checks;

import dev.probity.health.Result;

import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;

/// Judges a certificate by its date.
final class Expiry {
    private Expiry() {}

    static Result of(X509Certificate certificate, Duration before, Instant now) {
        Instant end = certificate.getNotAfter().toInstant();
        Result result;
        if (now.isAfter(end)) {
            result = Result.down("certificate_expired");
        } else if (now.plus(before).isAfter(end)) {
            result = Result.degraded("certificate_expires_soon");
        } else {
            result = Result.up();
        }
        return result.with("not_after", end.toString())
                .with("days_left", Duration.between(now, end).toDays());
    }
}
