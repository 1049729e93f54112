package dev.probity.cli.verbs;

import dev.probity.cli.terminal.Failure;
import dev.probity.control.web.Tls;
import dev.probity.control.web.WebAddress;
import dev.probity.control.web.WebSettings;

import org.jspecify.annotations.Nullable;

import picocli.CommandLine.Option;

import java.net.UnknownHostException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/// Where the dashboard of a run is, and who can reach it.
final class DashboardOptions {
    private static final String OFF = "off";

    @Option(
            names = "--dashboard",
            paramLabel = "ADDRESS",
            description =
                    "Where the dashboard and the API for programs listen: PORT, HOST:PORT or off"
                            + " (default: 127.0.0.1:7710, or any free port when that is taken).")
    private @Nullable String address;

    @Option(
            names = "--dashboard-read-only",
            description = "The dashboard only shows; what runs is changed by verbs alone.")
    private boolean readOnly;

    @Option(
            names = "--dashboard-cert",
            paramLabel = "PATH",
            description =
                    "A certificate in PEM; the dashboard then speaks TLS, which an address that"
                            + " others can reach needs.")
    private @Nullable Path certificate;

    @Option(
            names = "--dashboard-key",
            paramLabel = "PATH",
            description = "The certificate's key in PEM (PKCS#8), without a password.")
    private @Nullable Path key;

    /// Empty when there is to be no dashboard.
    ///
    /// @param directory what paths are relative to
    Optional<WebSettings> settings(Path directory) {
        if (address != null && address.equals(OFF)) {
            return Optional.empty();
        }
        Optional<WebAddress> wanted = Optional.ofNullable(address).map(DashboardOptions::parse);
        try {
            return Optional.of(WebSettings.of(wanted, tls(directory), readOnly));
        } catch (IllegalArgumentException e) {
            throw Failure.usage(
                    "--dashboard: " + e.getMessage() + " (--dashboard-cert, --dashboard-key)");
        } catch (UnknownHostException e) {
            throw Failure.usage("--dashboard " + address + ": there is no such host");
        }
    }

    private static WebAddress parse(String text) {
        return WebAddress.parse(text)
                .orElseThrow(() ->
                        Failure.usage(
                                "--dashboard "
                                        + text
                                        + " is no address; 7710, 127.0.0.1:7710 and off are"
                                        + " examples of what can be"));
    }

    private Optional<Tls> tls(Path directory) {
        if (certificate == null && key == null) {
            return Optional.empty();
        }
        if (certificate == null || key == null) {
            throw Failure.usage("--dashboard-cert and --dashboard-key only work together");
        }
        return Optional.of(new Tls(directory.resolve(certificate), directory.resolve(key)));
    }

    /// The same again, for another process.
    List<String> arguments(Path directory) {
        List<String> arguments = new ArrayList<>();
        if (address != null) {
            arguments.addAll(List.of("--dashboard", address));
        }
        if (readOnly) {
            arguments.add("--dashboard-read-only");
        }
        if (certificate != null && key != null) {
            arguments.addAll(
                    List.of("--dashboard-cert", directory.resolve(certificate).toString()));
            arguments.addAll(List.of("--dashboard-key", directory.resolve(key).toString()));
        }
        return arguments;
    }
}
