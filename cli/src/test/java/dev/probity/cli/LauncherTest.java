package dev.probity.cli;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import static java.nio.charset.StandardCharsets.UTF_8;

import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.DisabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/// Runs a copy of the launcher in which the places of this machine's own JDKs are replaced.
@DisabledOnOs(OS.WINDOWS)
class LauncherTest {
    private static final Path LAUNCHER = Path.of("..").resolve("probity").toAbsolutePath();

    @TempDir private Path root;

    private final Map<String, String> environment = new HashMap<>();

    @BeforeEach
    void copyLauncher() throws IOException {
        String script =
                Files.readString(LAUNCHER)
                        .replace(" /usr/", " " + root + "/usr/")
                        .replace(" /opt/", " " + root + "/opt/")
                        .replace(" /Library/", " " + root + "/Library/");
        executable(root.resolve("probity"), script);
        environment.put("PATH", tools().toString());
        environment.put("HOME", root.resolve("home").toString());
        environment.put("PROBITY_NO_BUILD", "1");
    }

    /// The programs that the launcher needs, without this machine's java beside them.
    private Path tools() throws IOException {
        Path tools = Files.createDirectories(root.resolve("tools"));
        for (String name :
                new String[] {"readlink", "find", "head", "sh", "mkdir", "mv", "rm", "nice"}) {
            for (Path folder : new Path[] {Path.of("/usr/bin"), Path.of("/bin")}) {
                Path program = folder.resolve(name);
                if (Files.exists(program) && !Files.exists(tools.resolve(name))) {
                    Files.createSymbolicLink(tools.resolve(name), program);
                }
            }
        }
        return tools;
    }

    @Test
    void saysWhatWasLookedAtWhenEveryJavaIsTooOld() throws Exception {
        jdk(root.resolve("usr/lib/jvm/old-17"), "17.0.15");
        Result result = launch();
        assertThat(result.code).isEqualTo(1);
        assertThat(result.output)
                .contains("needs a JDK 25 or newer, and none was found")
                .contains("usr/lib/jvm/old-17 (installed): Java 17.0.15")
                .contains("PROBITY_JAVA_HOME");
    }

    @Test
    void saysThatThereIsNoJavaAtAll() throws Exception {
        Result result = launch();
        assertThat(result.code).isEqualTo(1);
        assertThat(result.output).contains("No Java at all was found");
    }

    @Test
    void doesNotReplaceAJdkThatTheUserNamedByAnother() throws Exception {
        jdk(root.resolve("named"), "21.0.1");
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        environment.put("PROBITY_JAVA_HOME", root.resolve("named").toString());
        Result result = launch();
        assertThat(result.code).isEqualTo(1);
        assertThat(result.output).contains("PROBITY_JAVA_HOME is").contains("Java 21.0.1");
    }

    @Test
    void findsANewerJavaBehindAnOldOneOnThePath() throws Exception {
        Path old = jdk(root.resolve("old"), "17.0.15");
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        environment.put("PATH", old.resolve("bin") + ":" + environment.get("PATH"));
        built();
        Result result = launch("ps", "two words");
        assertThat(result.code).isZero();
        assertThat(result.output)
                .contains("java of " + root.resolve("usr/lib/jvm/new-25"))
                .contains("probity-cli.jar ps two words");
    }

    @Test
    void leavesC2ToRunOnly() throws Exception {
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        built();
        assertThat(launch("ps").output).contains("-XX:TieredStopAtLevel=1");
        assertThat(launch("run").output).doesNotContain("TieredStopAtLevel");
    }

    @Test
    void takesTheStartUpCacheOfThisBuildOnly() throws Exception {
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        built();
        Path caches = Files.createDirectories(root.resolve("cli/target/probity/aot"));
        Files.writeString(caches.resolve("25.0.3-20250101000000-verbs.aot"), "of another build");
        Files.writeString(caches.resolve("25.0.3-20260101000000-verbs.aot"), "of this build");
        Files.writeString(caches.resolve("25.0.3-20260101000000-run.aot"), "of this build");
        environment.remove("PROBITY_AOT");
        assertThat(launch("ps").output)
                .contains("AOTCache=" + caches.resolve("25.0.3-20260101000000-verbs.aot"))
                .doesNotContain("20250101000000");
        assertThat(launch("run").output)
                .contains("AOTCache=" + caches.resolve("25.0.3-20260101000000-run.aot"));
    }

    @Test
    void makesTheCacheThatAMakerWhoWasKilledLeftUndone() throws Exception {
        long dead = new ProcessBuilder("true").start().onExit().get().pid();
        Path mark = mark(Long.toString(dead));
        launch("ps");
        Path log = mark.resolveSibling(mark.getFileName().toString().replace("making", "log"));
        await().until(() -> Files.exists(log) && Files.readString(log).contains("rehearse verbs"));
    }

    @Test
    void leavesTheCacheToWhoeverMakesIt() throws Exception {
        Path mark = mark(Long.toString(ProcessHandle.current().pid()));
        launch("ps");
        assertThat(mark).hasContent(Long.toString(ProcessHandle.current().pid()));
    }

    @Test
    void doesNotMakeACacheOnceMoreThatCouldNotBeMade() throws Exception {
        Path mark = mark("failed");
        launch("ps");
        assertThat(mark).hasContent("failed");
    }

    private Path mark(String text) throws IOException {
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        built();
        environment.remove("PROBITY_AOT");
        Path caches = Files.createDirectories(root.resolve("cli/target/probity/aot"));
        return Files.writeString(
                caches.resolve("25.0.3-20260101000000-verbs.aot.making"), text + "\n");
    }

    @Test
    void saysThatItIsNotBuiltWhenItMayNotBuild() throws Exception {
        jdk(root.resolve("usr/lib/jvm/new-25"), "25.0.3");
        Result result = launch("ps");
        assertThat(result.code).isEqualTo(1);
        assertThat(result.output).contains("is not built, and PROBITY_NO_BUILD forbids");
    }

    private void built() throws IOException {
        Path home = Files.createDirectories(root.resolve("cli/target/probity"));
        Files.writeString(home.resolve("BUILD_ID"), "0.1.0 20260101000000\n");
        environment.put("PROBITY_AOT", "off");
    }

    /// A folder that looks like a JDK, whose java tells how it was called.
    private static Path jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        Files.writeString(home.resolve("release"), "JAVA_VERSION=\"" + version + "\"\n");
        executable(home.resolve("bin/java"), "#!/bin/sh\necho \"java of " + home + " $*\"\n");
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        return home;
    }

    private static void executable(Path file, String text) throws IOException {
        Files.writeString(file, text);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private record Result(int code, String output) {}

    private Result launch(String... arguments) throws IOException, InterruptedException {
        String[] command = new String[arguments.length + 2];
        command[0] = "/bin/sh";
        command[1] = root.resolve("probity").toString();
        System.arraycopy(arguments, 0, command, 2, arguments.length);
        ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
        builder.environment().clear();
        builder.environment().putAll(environment);
        Process process = builder.start();
        String output = new String(process.getInputStream().readAllBytes(), UTF_8);
        assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
        return new Result(process.exitValue(), output);
    }
}
