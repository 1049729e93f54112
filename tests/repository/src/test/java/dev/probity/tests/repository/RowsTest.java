package dev.probity.tests.repository;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.classes;
import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.domain.Dependency;
import com.tngtech.archunit.core.domain.JavaClass;
import com.tngtech.archunit.core.domain.JavaClasses;
import com.tngtech.archunit.core.importer.ClassFileImporter;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Stream;

/// Who may know whom: strictly downward, and a row never sees its own row (ARCHITECTURE.md).
class RowsTest {
    private static final List<List<String>> ROWS =
            List.of(
                    List.of("spec"),
                    List.of("engine", "gateway", "dialects"),
                    List.of("probes", "launch", "journal"),
                    List.of("runtime", "simulator", "conformance"),
                    List.of("control", "deploy"),
                    List.of("cli", "sdk"));

    private static final int MAJOR_VERSION = 7; // a class file's low byte of it
    private static final int JAVA_21 = 65;

    private static final JavaClasses HOUSE = new ClassFileImporter().importPaths(builtRooms());

    /// Stands alone: a service that uses it takes nothing else of the house along.
    private static final JavaClasses HEALTH =
            new ClassFileImporter()
                    .importPaths(Repository.built(Repository.root().resolve("health")));

    private static List<Path> builtRooms() {
        return ROWS.stream()
                .flatMap(List::stream)
                .map(room -> Repository.root().resolve(room).resolve("target/classes"))
                .filter(Files::isDirectory)
                .toList();
    }

    private static final Map<String, Integer> ROW_OF = rowOf();

    private static Map<String, Integer> rowOf() {
        Map<String, Integer> rows = new TreeMap<>();
        for (int row = 0; row < ROWS.size(); row++) {
            for (String room : ROWS.get(row)) {
                rows.put(room, row);
            }
        }
        return rows;
    }

    private static Optional<String> roomOf(JavaClass type) {
        String prefix = "dev.probity.";
        String name = type.getPackageName();
        if (!name.startsWith(prefix)) {
            return Optional.empty();
        }
        String rest = name.substring(prefix.length());
        int dot = rest.indexOf('.');
        return Optional.of(dot < 0 ? rest : rest.substring(0, dot));
    }

    private static int row(String room) {
        Integer row = ROW_OF.get(room);
        if (row == null) {
            throw new IllegalStateException("no row is named for the room " + room);
        }
        return row;
    }

    @Test
    void theHouseWasLookedAt() {
        assertThat(HOUSE.size()).isGreaterThan(100);
    }

    @Test
    void roomsKnowOnlyLowerRows() {
        TreeSet<String> upward = new TreeSet<>();
        for (JavaClass type : HOUSE) {
            String from = roomOf(type).orElseThrow();
            for (Dependency dependency : type.getDirectDependenciesFromSelf()) {
                roomOf(dependency.getTargetClass())
                        .filter(to -> !to.equals(from) && row(to) >= row(from))
                        .ifPresent(to ->
                                upward.add(
                                        type.getName()
                                                + " knows "
                                                + dependency.getTargetClass().getName()));
            }
        }
        assertThat(upward).isEmpty();
    }

    @Test
    void healthKnowsNothingOfTheHouse() {
        assertThat(HEALTH.size()).isGreaterThan(20);
        noClasses()
                .that()
                .resideInAPackage("dev.probity.health..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        ROWS.stream()
                                .flatMap(List::stream)
                                .map(room -> "dev.probity." + room + "..")
                                .toArray(String[]::new))
                .orShould()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("it is a library for services that know nothing of Probity")
                .check(HEALTH);
    }

    @Test
    void healthNeedsNothingButTheJdk() {
        noClasses()
                .that()
                .resideInAnyPackage(
                        "dev.probity.health",
                        "dev.probity.health.http",
                        "dev.probity.health.stuck",
                        "dev.probity.health.checks",
                        "dev.probity.health.metrics")
                .should()
                .dependOnClassesThat()
                .resideOutsideOfPackages(
                        "java..", "javax..", "org.jspecify..", "dev.probity.health..")
                .because("a service's own versions of anything must never clash with it")
                .check(HEALTH);
    }

    @Test
    void theEngineTouchesNothingOfTheWorld() {
        noClasses()
                .that()
                .resideInAPackage("dev.probity.engine..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(
                        "java.net..",
                        "java.io..",
                        "java.nio.channels..",
                        "java.util.concurrent..",
                        "java.util.logging..",
                        "org.slf4j..",
                        "io.netty..",
                        "io.prometheus..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.lang.Thread")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.time.Clock")
                .orShould()
                .callMethod(System.class, "nanoTime")
                .orShould()
                .callMethod(System.class, "currentTimeMillis")
                .because("time, chance and the world come in with events; replay depends on it")
                .check(HOUSE);
    }

    @Test
    void dialectsAreTextInValuesOut() {
        noClasses()
                .that()
                .resideInAPackage("dev.probity.dialects..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage("java.net..", "io.netty..", "java.nio.channels..")
                .orShould()
                .dependOnClassesThat()
                .haveFullyQualifiedName("java.nio.file.Files")
                .because("a dialect reads text that is handed in; files are the cli's")
                .check(HOUSE);
    }

    /// A team adds it to a service that it has already, on whatever Java that runs.
    @Test
    void healthNeedsJava21AndItsCoreNothingElse() throws IOException {
        List<Path> newer = new ArrayList<>();
        for (Path module : Repository.built(Repository.root().resolve("health"))) {
            try (Stream<Path> files = Files.walk(module)) {
                for (Path file :
                        files.filter(each -> each.toString().endsWith(".class")).toList()) {
                    if (Files.readAllBytes(file)[MAJOR_VERSION] > JAVA_21) {
                        newer.add(file);
                    }
                }
            }
        }
        assertThat(newer).isEmpty();
        classes()
                .should()
                .onlyDependOnClassesThat()
                .resideInAnyPackage("dev.probity.health..", "java..", "javax..", "org.jspecify..")
                .because("annotations for the compiler are all that it was built with")
                .check(
                        new ClassFileImporter()
                                .importPath(
                                        Repository.root().resolve("health/core/target/classes")));
    }

    @Test
    void nobodySleeps() {
        noClasses()
                .that()
                .resideOutsideOfPackage("dev.probity.conformance.action..") // servers told to wait
                .should()
                .callMethod(Thread.class, "sleep", long.class)
                .orShould()
                .callMethod(Thread.class, "sleep", java.time.Duration.class)
                .orShould()
                .callMethod(Thread.class, "sleep", long.class, int.class)
                .because("waits are on conditions with a bound, never on time alone")
                .check(HOUSE);
    }

    @Test
    void onlyTheCommandLineSpeaksOnStandardStreams() {
        noClasses()
                .that()
                .resideOutsideOfPackages("dev.probity.cli..")
                .should()
                .accessField(System.class, "out")
                .orShould()
                .accessField(System.class, "err")
                .because("stdout is data and stderr progress: the verbs decide which is which")
                .check(HOUSE);
    }
}
