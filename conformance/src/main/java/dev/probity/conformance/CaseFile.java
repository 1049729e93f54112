package dev.probity.conformance;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/// The cases of one file, in its order.
record CaseFile(Path path, List<Case> cases) {

    private static final ObjectMapper JSON = new ObjectMapper();

    /// @param layer whose case it is; `validation` for every case of a validation file
    record Case(String id, String title, String layer, JsonNode scenario) {
        @Override
        public String toString() {
            return id + " " + title;
        }
    }

    CaseFile {
        cases = List.copyOf(cases);
    }

    /// @throws UnreadableCases when it is no file of a known format
    static CaseFile read(Path path) {
        JsonNode root;
        try {
            root = JSON.readTree(Files.readString(path));
        } catch (JsonProcessingException e) {
            throw new UnreadableCases(
                    path
                            + ":"
                            + e.getLocation().getLineNr()
                            + ": no JSON: "
                            + e.getOriginalMessage());
        } catch (IOException e) {
            throw new UnreadableCases(path + ": cannot be read: " + e);
        }
        String format = root.path("format").asText("(none)");
        boolean validation =
                switch (format) {
                    case "probity-kubelet-cases/1" -> false;
                    case "probity-kubelet-validation/1" -> true;
                    default ->
                            throw new UnreadableCases(
                                    path
                                            + ": format is "
                                            + format
                                            + "; probity-kubelet-cases/1 or"
                                            + " probity-kubelet-validation/1 can be run");
                };
        List<Case> cases = new ArrayList<>();
        for (JsonNode scenario : root.path("cases")) {
            cases.add(
                    new Case(
                            scenario.path("id").asText("case " + cases.size()),
                            scenario.path("title").asText(""),
                            validation ? "validation" : scenario.path("layer").asText("(none)"),
                            scenario));
        }
        return new CaseFile(path, cases);
    }

    /// The file says nothing that could be run.
    static final class UnreadableCases extends RuntimeException {
        UnreadableCases(String message) {
            super(message);
        }
    }
}
