package dev.probity.conformance;

import com.fasterxml.jackson.databind.JsonNode;

import java.util.List;

/// One kind of case: knows how to act a case's input and compare what came of it.
public interface Layer {

    /// Acts the case and compares.
    ///
    /// @param scenario one entry of a file's `cases`
    /// @return one line per difference, with expected and actual; empty when the case passes
    List<String> mismatches(JsonNode scenario);
}
