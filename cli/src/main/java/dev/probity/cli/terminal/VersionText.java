package dev.probity.cli.terminal;

/// One line that says which Probity this is, and on which Java.
public final class VersionText {
    private VersionText() {}

    /// `probity 0.1.0 (Java 25.0.3+9-LTS, Linux amd64)`
    public static String ofThisBuild() {
        return "probity " + number() + " (Java " + Runtime.version() + ", " + platform() + ")";
    }

    public static String number() {
        String version = VersionText.class.getPackage().getImplementationVersion();
        return version == null ? "unpackaged" : version;
    }

    public static String platform() {
        return System.getProperty("os.name") + " " + System.getProperty("os.arch");
    }
}
