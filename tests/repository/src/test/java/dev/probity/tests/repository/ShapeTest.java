package dev.probity.tests.repository;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.ClassTree;
import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.Tree;
import com.sun.source.tree.VariableTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;

import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;

import javax.lang.model.element.Modifier;
import javax.tools.JavaCompiler;
import javax.tools.StandardJavaFileManager;
import javax.tools.ToolProvider;

/// The numbers that keep code readable, measured by the compiler's own parser.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShapeTest {
    private static final int LONGEST_METHOD = 70; // lines, first to last
    private static final int MOST_PARAMETERS = 6; // then a record; what others declare excepted
    private static final double MOST_PUBLIC = 0.7; // of a room's top-level types

    /// Rooms that are an API by nature.
    private static final Set<String> OPEN = Set.of("spec", "engine", "health", "sdk");

    private final List<String> longMethods = new ArrayList<>();
    private final List<String> wideMethods = new ArrayList<>();
    private final List<String> mutableStatics = new ArrayList<>();
    private final Map<String, int[]> publicTypes = new TreeMap<>();

    @BeforeAll
    void measure() throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        List<Path> files =
                Repository.files(".java").stream()
                        .filter(file -> !file.endsWith("package-info.java"))
                        .toList();
        try (StandardJavaFileManager manager =
                compiler.getStandardFileManager(null, Locale.ROOT, null)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    problem -> {},
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(files));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Meter(unit, positions).scan(unit, null);
            }
        }
    }

    @Test
    void methodsFitOnOneScreen() {
        assertThat(longMethods).as("more than %d lines", LONGEST_METHOD).isEmpty();
    }

    @Test
    void methodsTakeFewParameters() {
        assertThat(wideMethods)
                .as("more than %d parameters: make a record", MOST_PARAMETERS)
                .isEmpty();
    }

    @Test
    void nothingStaticChanges() {
        assertThat(mutableStatics).as("give it an owner").isEmpty();
    }

    @Test
    void mostTypesStayInTheirRoom() {
        List<String> open = new ArrayList<>();
        publicTypes.forEach((room, counts) -> {
            double share = (double) counts[0] / counts[1];
            if (counts[1] >= 10 && share > MOST_PUBLIC) {
                open.add("%s: %d of %d public".formatted(room, counts[0], counts[1]));
            }
        });
        assertThat(publicTypes).isNotEmpty();
        assertThat(open).isEmpty();
    }

    private final class Meter extends TreeScanner<Void, Void> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final LineMap lines;
        private final String file;
        private boolean inRecord;

        Meter(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.lines = unit.getLineMap();
            this.file = Repository.name(Path.of(unit.getSourceFile().toUri()));
            countPublic();
        }

        private void countPublic() {
            String room = file.substring(0, file.indexOf('/'));
            if (!file.contains("/src/main/") || OPEN.contains(room)) {
                return;
            }
            int[] counts = publicTypes.computeIfAbsent(room, name -> new int[2]);
            for (Tree type : unit.getTypeDecls()) {
                if (type instanceof ClassTree declared) {
                    counts[1]++;
                    if (declared.getModifiers().getFlags().contains(Modifier.PUBLIC)) {
                        counts[0]++;
                    }
                }
            }
        }

        @Override
        public Void visitMethod(MethodTree method, Void unused) {
            long first = lines.getLineNumber(positions.getStartPosition(unit, method));
            long last = lines.getLineNumber(positions.getEndPosition(unit, method));
            String place = file + ":" + first + ": " + method.getName();
            if (last - first + 1 > LONGEST_METHOD) {
                longMethods.add(place + " has " + (last - first + 1));
            }
            boolean ofRecord = inRecord && method.getReturnType() == null;
            if (method.getParameters().size() > MOST_PARAMETERS && !ofRecord && !isGiven(method)) {
                wideMethods.add(place + " has " + method.getParameters().size());
            }
            return super.visitMethod(method, null);
        }

        /// Its parameters are somebody else's choice: an overridden method, a table's columns.
        private static boolean isGiven(MethodTree method) {
            return method.getModifiers().getAnnotations().stream()
                    .map(annotation -> annotation.getAnnotationType().toString())
                    .anyMatch(Set.of("Override", "ParameterizedTest")::contains);
        }

        @Override
        public Void visitClass(ClassTree type, Void unused) {
            for (Tree member : type.getMembers()) {
                if (member instanceof VariableTree field
                        && type.getKind() != Tree.Kind.INTERFACE
                        && field.getModifiers().getFlags().contains(Modifier.STATIC)
                        && !field.getModifiers().getFlags().contains(Modifier.FINAL)) {
                    mutableStatics.add(file + ": " + field.getName());
                }
            }
            boolean outer = inRecord;
            inRecord = type.getKind() == Tree.Kind.RECORD;
            super.visitClass(type, null);
            inRecord = outer;
            return null;
        }
    }
}
