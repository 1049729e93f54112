package dev.probity.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What no formatter sees. Each message says what to write instead.
class TidyTest {
    private static final int LONGEST_FILE = 500; // style: one idea per file; half of that is a lot

    private static final Map<Pattern, String> BANNED =
            Map.of(
                    Pattern.compile("Thread\\.sleep\\("), "wait on a condition with a bound",
                    Pattern.compile("\\b(TODO|FIXME|XXX)\\b"), "do it, or file an issue",
                    Pattern.compile("@Disabled\\b"), "a test runs or is deleted",
                    Pattern.compile("\\bimport static [\\w.]+\\.\\*;"), "import what is used",
                    Pattern.compile("^import module "), "imports are the list a reviewer reads",
                    Pattern.compile("printStackTrace\\("), "tell the user, or log",
                    Pattern.compile("org\\.mockito"), "write a fake");

    /// Servers that are told to answer late: waiting is what they are for.
    private static final Pattern LATE_ON_PURPOSE =
            Pattern.compile("conformance/action/\\w+Conversation|TestServer");

    private static final Pattern VAGUE_PACKAGE =
            Pattern.compile("\\bpackage [\\w.]*\\.(util|utils|impl|common|misc|helpers?)\\b");

    private final List<Path> sources = Repository.files(".java");

    @Test
    void noSourceHoldsWhatTheHouseDoesNotWrite() {
        List<String> found = new ArrayList<>();
        for (Path source : sources) {
            if (source.endsWith("TidyTest.java")) {
                continue; // it names what it bans
            }
            List<String> lines = Repository.read(source).lines().toList();
            for (int index = 0; index < lines.size(); index++) {
                String line = lines.get(index);
                int number = index + 1;
                BANNED.forEach((pattern, instead) -> {
                    boolean late = line.contains("Thread.sleep(") && isLateOnPurpose(source);
                    if (pattern.matcher(line).find() && !late) {
                        found.add(
                                "%s:%d: %s: %s"
                                        .formatted(
                                                Repository.name(source), number, pattern, instead));
                    }
                });
            }
        }
        assertThat(found).isEmpty();
    }

    private static boolean isLateOnPurpose(Path source) {
        return LATE_ON_PURPOSE.matcher(source.toString()).find();
    }

    @Test
    void filesStayShortEnoughToHoldOneIdea() {
        assertThat(sources)
                .filteredOn(source -> Repository.read(source).lines().count() > LONGEST_FILE)
                .map(Repository::name)
                .as("more than %d lines: cut where the second idea begins", LONGEST_FILE)
                .isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIsAndIsNullMarked() {
        Map<Path, List<Path>> packages =
                sources.stream()
                        .filter(source -> source.toString().contains("/java/dev/probity/"))
                        .collect(Collectors.groupingBy(Path::getParent));
        List<String> lacking = new ArrayList<>();
        for (Path folder : packages.keySet()) {
            // A test package is marked by the package it tests, where there is one.
            Path main = Path.of(folder.toString().replace("/src/test/java/", "/src/main/java/"));
            Path described =
                    Files.exists(main.resolve("package-info.java"))
                            ? main.resolve("package-info.java")
                            : folder.resolve("package-info.java");
            if (!Files.exists(described)
                    || !Repository.read(described).contains("@NullMarked")
                    || !Repository.read(described).contains("///")) {
                lacking.add(Repository.name(folder));
            }
        }
        assertThat(packages).hasSizeGreaterThan(5);
        assertThat(lacking).as("add a package-info.java with a sentence and @NullMarked").isEmpty();
    }

    @Test
    void packagesAreNamedAfterWhatTheyHold() {
        assertThat(sources)
                .filteredOn(source -> VAGUE_PACKAGE.matcher(Repository.read(source)).find())
                .map(Repository::name)
                .isEmpty();
    }

    @Test
    void textFilesEndWithOneNewlineAndHoldNoTabsOrTrailingBlanks() {
        List<String> off = new ArrayList<>();
        for (String ending : List.of(".md", ".yaml", ".xml", ".java", ".sh")) {
            for (Path file : Repository.files(ending)) {
                if (file.toString().contains("/src/test/resources/")) {
                    continue; // what others wrote, and what is wrong on purpose
                }
                String text = Repository.read(file);
                if (!text.endsWith("\n") || text.endsWith("\n\n")) {
                    off.add(Repository.name(file) + ": end it with one newline");
                }
                if (text.lines().anyMatch(line -> line.endsWith(" ") || line.endsWith("\t"))) {
                    off.add(Repository.name(file) + ": trailing blanks");
                }
                if (!file.toString().endsWith(".java") && text.indexOf('\t') >= 0) {
                    off.add(Repository.name(file) + ": write spaces for tabs");
                }
            }
        }
        assertThat(off).isEmpty();
    }
}
