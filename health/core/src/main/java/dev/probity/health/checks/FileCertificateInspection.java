package dev.probity.health.checks;

import dev.probity.health.Attempt;
import dev.probity.health.Inspection;
import dev.probity.health.Result;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.time.Clock;
import java.time.Duration;

record FileCertificateInspection(Path file, Duration before, Clock clock) implements Inspection {

    @Override
    public Result inspect(Attempt attempt) {
        try (InputStream in = Files.newInputStream(file)) {
            X509Certificate certificate =
                    (X509Certificate)
                            CertificateFactory.getInstance("X.509").generateCertificate(in);
            return Expiry.of(certificate, before, clock.instant());
        } catch (IOException | CertificateException problem) {
            return Result.down("certificate_not_readable", problem);
        }
    }
}
