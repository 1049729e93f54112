package dev.probity.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.google.googlejavaformat.java.Formatter;
import com.google.googlejavaformat.java.FormatterException;
import com.google.googlejavaformat.java.JavaFormatterOptions;

import org.junit.jupiter.api.Test;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The formatter decides; nobody discusses.
class FormatTest {
    private static final String MEND =
            "./mvnw test -pl tests/repository -am -Dtest=FormatTest -Dformat=write"
                    + " -Dsurefire.failIfNoSpecifiedTests=false";

    private final Formatter formatter =
            new Formatter(
                    JavaFormatterOptions.builder().style(JavaFormatterOptions.Style.AOSP).build());

    @Test
    void everyJavaFileIsFormatted() throws IOException, FormatterException {
        boolean write = "write".equals(System.getProperty("format"));
        List<Path> files = Repository.files(".java");
        List<String> off = new ArrayList<>();
        for (Path file : files) {
            String source = Repository.read(file);
            String formatted = formatter.formatSourceAndFixImports(source);
            if (!formatted.equals(source)) {
                if (write) {
                    Files.writeString(file, formatted);
                } else {
                    off.add(Repository.name(file));
                }
            }
        }
        assertThat(files).as("looked at something").hasSizeGreaterThan(40);
        assertThat(off).as("not formatted; mend with: %s", MEND).isEmpty();
    }
}
