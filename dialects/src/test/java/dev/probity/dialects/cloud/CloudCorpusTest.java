package dev.probity.dialects.cloud;

import static org.assertj.core.api.Assertions.assertThat;

import dev.probity.dialects.Reading;
import dev.probity.dialects.TestFiles;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/// Every file of the clouds comes out as its SOURCES.md says.
class CloudCorpusTest {
    private static final List<String> FOLDERS = List.of("blueprint", "gradient", "truefoundry");

    /// What a remark names: a key, or a quoted word.
    private static final Pattern NAMED =
            Pattern.compile("(recipe_[a-z_]+|port_name|[a-z_]+(?=: unknown key)|\\$schema)");

    record Case(String folder, String file, String expected) {
        @Override
        public String toString() {
            return folder + "/" + file + ": " + expected;
        }
    }

    static Stream<Case> corpus() {
        return FOLDERS.stream().flatMap(CloudCorpusTest::cases);
    }

    private static Stream<Case> cases(String folder) {
        return TestFiles.text(folder, "SOURCES.md")
                .lines()
                .filter(line -> line.startsWith("| ") && !line.startsWith("| file"))
                .map(line -> line.split("\\|"))
                .map(cells -> new Case(folder, cells[1].strip(), cells[6].strip()));
    }

    private static Reading read(Case example) {
        return TestFiles.read(example.folder(), TestFiles.source(example.folder(), example.file()));
    }

    @Test
    void coversEveryFile() {
        for (String folder : FOLDERS) {
            assertThat(cases(folder).map(Case::file))
                    .containsExactlyInAnyOrderElementsOf(TestFiles.names(folder));
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void comesOutAsItsSourceSays(Case example) {
        Reading reading = read(example);
        String lines = TestFiles.lines(reading);

        if (example.expected().equals("ok") || example.folder().equals("gradient")) {
            assertThat(reading.resolved()).as(lines).isPresent();
        } else if (example.expected().equals("not YAML")) {
            assertThat(TestFiles.errors(reading)).as(lines).isNotEmpty();
            assertThat(reading.diagnostics())
                    .as(lines)
                    .anyMatch(found -> found.code().startsWith("PRB00"));
        } else if (!example.expected().contains("skipped")) {
            assertThat(reading.diagnostics()).as(example.expected()).isNotEmpty();
            for (String remark : example.expected().split("; ")) {
                Matcher named = NAMED.matcher(remark);
                while (named.find()) {
                    assertThat(lines).as(remark).contains(named.group(1));
                }
            }
        }
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("corpus")
    void isKnownByItsContent(Case example) {
        boolean text = example.expected().equals("not YAML");
        assertThat(TestFiles.detected(TestFiles.source(example.folder(), example.file())))
                .isEqualTo(text ? "probity" : example.folder());
    }

    /// Of the manifests that were checked strictly these fail here too, and no other.
    @Test
    void refusesOnlyWhatTheOriginalRefuses() {
        assertThat(corpus().filter(example -> read(example).resolved().isEmpty()).map(Case::file))
                .containsExactlyInAnyOrder(
                        "old2025-04__multinode_inference_VM_A10.json",
                        "doc__skills-deploy-deploy-errors__01.yaml",
                        "doc__skills-llm-deploy-llm-manifest-templates__01.yaml",
                        "doc__skills-llm-deploy-llm-manifest-templates__02.yaml",
                        "doc__skills-llm-deploy-llm-manifest-templates__03.yaml",
                        "doc__skills-shared-manifest-schema__03.yaml");
    }

    /// What the reading of one thread costs, whatever else the machine does.
    @Test
    void readsAllOfThemInLessThanASecond() {
        var threads = java.lang.management.ManagementFactory.getThreadMXBean();
        List<Case> all = corpus().toList();
        all.forEach(CloudCorpusTest::read); // what is measured comes after the start-up

        long before = threads.getCurrentThreadCpuTime();
        all.forEach(CloudCorpusTest::read);
        TestFiles.names("tye")
                .forEach(file -> TestFiles.read("tye", TestFiles.source("tye", file)));
        long spent = threads.getCurrentThreadCpuTime() - before;

        assertThat(spent / 1_000_000).as("milliseconds").isLessThan(1000);
        assertThat(all).hasSizeGreaterThan(80);
    }
}
