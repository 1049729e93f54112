package dev.probity.health.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/// The parameters of a request that health knows; others are nobody's business here.
record Query(boolean verbose, Set<String> exclude, Optional<String> format) {

    static Query parse(String text) {
        if (text.isEmpty()) {
            return new Query(false, Set.of(), Optional.empty());
        }
        boolean verbose = false;
        Set<String> exclude = new LinkedHashSet<>();
        List<String> formats = new ArrayList<>();
        for (String pair : text.split("&")) {
            String[] parts = pair.split("=", 2);
            String value = parts.length == 2 ? decode(parts[1]) : "";
            switch (parts[0]) {
                case "verbose" -> verbose = !value.equals("false") && !value.equals("0");
                case "exclude" -> exclude.add(value);
                case "format" -> formats.add(value);
                default -> {}
            }
        }
        return new Query(verbose, exclude, formats.stream().reduce((first, last) -> last));
    }

    private static String decode(String value) {
        try {
            return URLDecoder.decode(value, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return value; // it will match no name
        }
    }
}
